import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function folderWith(file: string, from: string): string {
  if (existsSync(join(from, file))) return from;
  if (dirname(from) === from) throw new Error(`There is no ${file} above ${import.meta.dirname}`);
  return folderWith(file, dirname(from));
}

/** The repository's own folder, whether this runs from its source or bundled. */
export const root = folderWith('turbo.json', import.meta.dirname);

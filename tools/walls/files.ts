import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const NOT_OURS = new Set(['node_modules', 'dist', '.turbo', 'coverage', 'data']);

/** Every TypeScript file below `folders`, relative to `root`, sorted. */
export function typescriptFiles(root: string, folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => below(join(root, folder)))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => relative(root, path).split(sep).join('/'))
    .sort();
}

function below(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? below(path) : [path];
  });
}

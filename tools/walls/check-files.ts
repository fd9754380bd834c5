import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruiseFiles } from './cruise.ts';
import { undeclaredImports } from './declared.ts';
import type { Finding } from './finding.ts';
import { syntaxFindings } from './syntax.ts';

export interface Checked {
  readonly imports: number;
  readonly findings: readonly Finding[];
}

/** Holds `files`, relative to `root`, which must be the working folder, against every rule about files. */
export async function checkFiles(root: string, files: readonly string[]): Promise<Checked> {
  const cruised = await cruiseFiles(files);
  const asked = new Set(files);
  const modules = cruised.modules.filter(({ source }) => asked.has(source));
  return {
    imports: modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0),
    findings: [
      ...cruised.findings.filter(({ file }) => asked.has(file)),
      ...undeclaredImports(root, modules),
      ...files.flatMap((file) => syntaxFindings(file, readFileSync(join(root, file), 'utf8'))),
    ],
  };
}

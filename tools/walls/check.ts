import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { cruiseFiles } from './cruise.ts';
import { undeclaredImports } from './declared.ts';
import { typescriptFiles } from './files.ts';
import { print } from './finding.ts';
import { layerFindings, pureConfigFindings } from './structure.ts';
import { isPure, syntaxFindings } from './syntax.ts';

// `npm run walls`: every rule of the walls over every file of ours. Ends with 1 when one is broken.
process.chdir(root);
const files = typescriptFiles(root, ['packages']);
const { modules, findings: importFindings } = await cruiseFiles(files);
const read = new Set(files);
const ours = modules.filter(({ source }) => read.has(source));
const findings = [
  ...layerFindings(root),
  ...pureConfigFindings(root),
  ...importFindings,
  ...undeclaredImports(root, ours),
  ...files.flatMap((file) => syntaxFindings(file, readFileSync(join(root, file), 'utf8'))),
];
for (const finding of findings) console.error(print(finding));

const imports = ours.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
const pure = files.filter(isPure).length;
console.log(
  `Walls: ${files.length} files, ${imports} imports, ${pure} files of pure code, ${findings.length} broken rules`,
);
if (findings.length > 0) process.exitCode = 1;

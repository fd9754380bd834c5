import { root } from '../root.ts';
import { checkFiles } from './check-files.ts';
import { typescriptFiles } from './files.ts';
import { print } from './finding.ts';
import { layerFindings, pureConfigFindings } from './structure.ts';
import { isPure } from './syntax.ts';

// `npm run walls`: every rule of the walls over every file of ours. Ends with 1 when one is broken.
process.chdir(root);
const files = typescriptFiles(root, ['packages']);
const { imports, findings: inFiles } = await checkFiles(root, files);
const findings = [...layerFindings(root), ...pureConfigFindings(root), ...inFiles];
for (const finding of findings) console.error(print(finding));

const pure = files.filter(isPure).length;
const places = findings.length === 1 ? '1 place' : `${findings.length} places`;
console.log(
  `Walls: ${files.length} files, ${imports} imports, ${pure} files of pure code; broken in ${places}.`,
);
if (findings.length > 0) process.exitCode = 1;

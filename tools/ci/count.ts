import { existsSync, readFileSync } from 'node:fs';
import { type Results, totalsOf } from './totals.ts';

// The closing line of `.ci/run`, from the totals of vitest itself.
const [, , path = ''] = process.argv;
if (!existsSync(path)) {
  console.error('No test was run: a step before the tests has failed.');
  process.exitCode = 1;
} else {
  const { passed, failed, remarks } = totalsOf(JSON.parse(readFileSync(path, 'utf8')) as Results);
  for (const remark of remarks) console.error(remark);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

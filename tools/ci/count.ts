import { existsSync, readFileSync } from 'node:fs';
import { type Results, totalsOf } from './totals.ts';

// The closing line of `.ci/run`, from the totals of vitest itself: all of its runs together.
const [, , ...paths] = process.argv;
const missing = paths.filter((path) => !existsSync(path));
if (missing.length > 0) {
  console.error(`No test was run: a step before the tests has failed. (${missing.join(', ')})`);
  process.exitCode = 1;
} else {
  const runs = paths.map((path) => totalsOf(JSON.parse(readFileSync(path, 'utf8')) as Results));
  for (const remark of runs.flatMap(({ remarks }) => remarks)) console.error(remark);
  const passed = runs.reduce((sum, run) => sum + run.passed, 0);
  const failed = runs.reduce((sum, run) => sum + run.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

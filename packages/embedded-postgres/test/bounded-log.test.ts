import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBoundedLog } from '../src/bounded-log.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp('/tmp/truetape-test-');
});
afterEach(() => rm(folder, { recursive: true }));

it('BoundedLog › keeps at most two files of the given size and cuts long lines', async () => {
  const path = join(folder, 'log');
  const log = openBoundedLog(path, 1_000, 100);
  for (let line = 0; line < 500; line += 1) log.write(`${line} ${'x'.repeat(200)}`);
  log.close();
  log.write('after the close');
  expect(await readdir(folder)).toEqual(['log', 'log.1']);
  for (const name of ['log', 'log.1'])
    expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(1_000);
  expect(await readFile(path, 'utf8')).toMatch(/^4\d\d x+\n/);
});

it('BoundedLog › does not disturb its writer when it cannot be written', () => {
  const log = openBoundedLog(join(folder, 'missing', 'log'));
  log.write('lost');
  log.close();
});

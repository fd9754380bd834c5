import { deepStrictEqual as equal, match } from 'node:assert';
import { describe, test } from 'vitest';
import { dataFolder } from '../audit/data-folder.ts';
import { run } from './support.ts';

async function audit(...args: readonly string[]) {
  const child = run({ arguments: ['audit', ...args] });
  const code = await child.ended;
  return { code, output: child.output(), errors: child.errors() };
}

describe('the program', { timeout: 120_000 }, () => {
  test('audits a log that it is given', async () => {
    const folder = await dataFolder();
    const told = await audit('trail', '--order', 'bob.5', '--data-dir', folder);
    equal([told.code, told.errors, told.output.split('\n').length], [0, '', 7]);
  });

  test('says 2 to whoever asks in a wrong way, and 0 to whoever asks how', async () => {
    const wrong = await audit('trail', '--ordr', 'bob.5');
    equal([wrong.code, wrong.output], [2, '']);
    match(wrong.errors, /^error: unknown option '--ordr'\n/);
    const help = await audit('at', '--help');
    equal([help.code, help.errors], [0, '']);
    match(help.output, /Exit codes: 0, it is shown; 1, /);
  });
});

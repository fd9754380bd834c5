import { deepStrictEqual as equal } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { passwordProcess } from '@truetape/auth';
import { createLogger } from '@truetape/observability';
import { describe, it } from 'vitest';
import { afterThisTest } from './support.ts';

const PROGRAM = join(import.meta.dirname, '../../dist/passwords.js');

/** Of the process that runs the program for this test. */
async function pidOfProgram(): Promise<number> {
  for (;;) {
    const pid = readdirSync('/proc').filter(isProgram).map(Number)[0];
    if (pid !== undefined) return pid;
    await sleep(5);
  }
}

function isProgram(name: string): boolean {
  try {
    const [, , , parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(' ');
    const [, program] = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
    return Number(parent) === process.pid && program === PROGRAM;
  } catch {
    return false;
  }
}

describe('the process for passwords', () => {
  it('hashes them, and gives way to every other process', async () => {
    const passwords = passwordProcess({
      program: pathToFileURL(PROGRAM),
      logger: createLogger({ level: 'silent', destination: '-' }),
      // Where others keep the machine busy, a dear one would take as long as they like.
      cost: { ln: 4, r: 8, p: 1 },
    });
    afterThisTest(passwords.stop);
    const made = passwords.hash('correct horse battery');
    const pid = await pidOfProgram();
    const { value = '' } = (await made) as { readonly value?: string };
    equal(getPriority(pid), 15);
    equal(await passwords.verify('correct horse battery', value), { ok: true, value: true });
    equal(await passwords.verify('another horse battery', value), { ok: true, value: false });
  });
});

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createLogger, flushLogger } from '@truetape/observability';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { passwordProcess } from '../../src/index.ts';
import type { PasswordProcessOptions } from '../../src/passwords/password-process.ts';
import { bundleChild } from '../support/bundle-child.ts';
import { temporaryFolder } from '../support/folders.ts';
import { processesOf, textOf, until } from '../support/processes.ts';

const BUSY = { ok: false, failure: 'BUSY' };
const RIGHT = { ok: true, value: true };
const PASSWORD = 'a canary that nobody else may see';
/** Takes no time. */
const QUICK = { ln: 4, r: 8, p: 1 };
/** Takes long enough to be killed at. */
const SLOW = { ln: 18, r: 8, p: 4 };

const programs: Record<string, string> = {};
beforeAll(async () => {
  for (const name of ['child', 'stuck-child', 'parent-child']) {
    const source = join(import.meta.dirname, `${name}.ts`);
    // Each run has its own: they are found by their names.
    programs[name] = await bundleChild(source, `passwords-${name}-${process.pid}`);
  }
});

afterAll(() => {
  for (const program of Object.values(programs)) rmSync(program);
});

function started(program: string, options: Partial<PasswordProcessOptions> = {}) {
  const log = join(temporaryFolder(), 'log');
  const logger = createLogger({ level: 'trace', destination: log });
  const path = programs[program] ?? program;
  const passwords = passwordProcess({
    program: pathToFileURL(path),
    logger,
    cost: QUICK,
    ...options,
  });
  onTestFinished(() => passwords.stop());
  const lines = async () => {
    await flushLogger(logger);
    return readFileSync(log, 'utf8');
  };
  return { passwords, lines, pids: () => processesOf(path) };
}

async function hashed({ passwords }: ReturnType<typeof started>): Promise<string> {
  const made = await passwords.hash(PASSWORD);
  if (!made.ok) throw new Error(made.failure);
  return made.value;
}

describe('a process for passwords', () => {
  test('is started with the first password, once, and does what is asked', async () => {
    const subject = started('child');
    expect(subject.pids()).toEqual([]);
    const hash = await hashed(subject);
    const { passwords } = subject;
    expect(await passwords.verify(PASSWORD, hash)).toEqual(RIGHT);
    expect(await passwords.verify('another', hash)).toEqual({ ok: true, value: false });
    expect(await passwords.verify(PASSWORD, undefined)).toEqual({ ok: true, value: false });
    expect(subject.pids()).toHaveLength(1);
    expect(await subject.lines()).toBe('');
  });

  test('has nothing of the environment, and no password where others can read it', async () => {
    process.env.TRUETAPE_TEST_SECRET = PASSWORD;
    onTestFinished(() => {
      delete process.env.TRUETAPE_TEST_SECRET;
    });
    const subject = started('child', { cost: SLOW });
    const answer = subject.passwords.hash(PASSWORD);
    const [pid = 0] = await until(() => subject.pids().length > 0 && subject.pids());
    expect(textOf(pid, 'cmdline')).not.toContain('canary');
    // Node names the line of messages there, and how it is spoken.
    expect(textOf(pid, 'environ')).toMatch(/^(NODE_CHANNEL_[A-Z_]+=\w+\0)*$/);
    process.kill(pid, 'SIGKILL');
    expect(await answer).toEqual(BUSY);
    const lines = await subject.lines();
    expect(lines).toContain('a process has ended');
    expect(lines).not.toContain('canary');
  });

  test('that dies is told of, loses what it was at, and is started again', async () => {
    const subject = started('child', { cost: SLOW });
    const answers = [1, 2, 3].map(() => subject.passwords.hash(PASSWORD));
    const [pid = 0] = await until(() => subject.pids().length > 0 && subject.pids());
    process.kill(pid, 'SIGKILL');
    expect(await Promise.all(answers)).toEqual([BUSY, BUSY, BUSY]);
    expect(JSON.parse(await subject.lines())).toMatchObject({
      component: 'passwords',
      signal: 'SIGKILL',
      msg: 'a process has ended',
    });
    const other = started('child');
    const hash = await hashed(other);
    const again = () => subject.passwords.verify(PASSWORD, hash);
    while (!(await again()).ok) await sleep(20);
    expect(await again()).toEqual(RIGHT);
    expect(subject.pids().filter((each) => each !== pid)).toHaveLength(2);
  });

  test('that is stuck is killed, and who waited is told', async () => {
    const subject = started('stuck-child', { workMsMax: 300 });
    expect(await subject.passwords.hash(PASSWORD)).toEqual(BUSY);
    await until(() => subject.pids().length === 0);
    expect(await subject.lines()).toContain('SIGKILL');
  });

  test('that cannot be started is an answer too', async () => {
    const subject = started('/nowhere/at-all.mjs');
    expect(await subject.passwords.hash(PASSWORD)).toEqual(BUSY);
    expect(await subject.lines()).toContain('a process has ended');
  });

  test('is gone when it was stopped, and nobody is told of it', async () => {
    const subject = started('child', { cost: SLOW });
    const answer = subject.passwords.hash(PASSWORD);
    await until(() => subject.pids().length > 0);
    await subject.passwords.stop();
    expect(subject.pids()).toEqual([]);
    expect(await answer).toEqual(BUSY);
    expect(await subject.passwords.hash(PASSWORD)).toEqual(BUSY);
    expect([subject.pids(), await subject.lines()]).toEqual([[], '']);
  });

  test('never outlives the one that has started it, not even when that is killed', async () => {
    const { child = '', 'parent-child': program = '' } = programs;
    const parent = fork(program, [child], { execArgv: [] });
    onTestFinished(() => void parent.kill('SIGKILL'));
    await once(parent, 'message');
    const [pid = 0] = await until(() => processesOf(child).length > 0 && processesOf(child));
    expect(textOf(pid, 'stat')).toContain(` ${parent.pid} `);
    parent.kill('SIGKILL');
    await until(() => textOf(pid, 'stat') === '' || / Z /.test(textOf(pid, 'stat')));
  });
});

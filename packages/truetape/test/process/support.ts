import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** The built program, as `npm start` runs it. */
export const PROGRAM = join(import.meta.dirname, '../../dist/truetape.js');

/** `nobody`: every system knows it. */
export const ORDINARY_USER = 65_534;

/** {@link PROGRAM} where an ordinary user can read it: a copy, when it lies in the closed home of root. */
export function programForAll(): string {
  const asOrdinary = { uid: ORDINARY_USER, gid: ORDINARY_USER };
  if (spawnSync('test', ['-r', PROGRAM], asOrdinary).status === 0) return PROGRAM;
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  const dist = join(folder, 'packages/truetape');
  mkdirSync(dist, { recursive: true });
  for (const [from, to] of [
    [join(import.meta.dirname, '../../../../node_modules'), folder],
    [join(import.meta.dirname, '../../dist'), dist],
  ] as const) {
    const isCopied = ['-al', '-a'].some((how) => spawnSync('cp', [how, from, to]).status === 0);
    if (!isCopied) throw new Error(`${from} cannot be copied to ${to}`);
  }
  return join(dist, 'dist/truetape.js');
}

/** What was asked for last is cleared away first. */
export function afterThisTest(cleanUp: () => unknown): void {
  onTestFinished(async () => {
    await cleanUp();
  });
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-process-'));
  afterThisTest(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

/** Below the ports that the system gives out by itself; each worker of a test run has a thousand of its own. */
const FIRST_PORT = 20_000 + 1_000 * (Number(process.env.VITEST_POOL_ID ?? 0) % 12);
let ports = Math.floor(Math.random() * 1_000);

/** A port that nobody listens on and nobody else will take. */
export async function freePort(): Promise<number> {
  for (;;) {
    ports += 1;
    const port = FIRST_PORT + (ports % 1_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/** Nobody listens there: the read models wait, orders and market data do not need them. */
export const NO_POSTGRES = 'postgres://nobody@127.0.0.1:1/nothing';

export interface Service {
  readonly child: ChildProcess;
  readonly pid: number;
  /** All that was written so far. */
  readonly output: () => string;
  readonly errors: () => string;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export interface ServiceOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
  /** {@link PROGRAM} unless told. */
  readonly program?: string;
  /** Runs the program under another one. */
  readonly under?: readonly string[];
  readonly uid?: number;
}

/** Starts the program and does not wait for anything. Whatever still runs after the test is killed. */
export function run(options: ServiceOptions): Service {
  const program = [
    process.execPath,
    options.program ?? PROGRAM,
    ...(options.arguments ?? ['start']),
  ];
  const [command = '', ...rest] = [...(options.under ?? []), ...program];
  const child = spawn(command, rest, {
    env: { PATH: process.env.PATH, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  afterThisTest(() => {
    child.kill('SIGKILL');
    return ended;
  });
  return { child, pid: child.pid ?? 0, output: () => output, errors: () => errors, ended };
}

/** Waits until `/health/ready` says yes. @throws Error with the last words of a service that ended, or is late */
export async function untilReady(service: Service, port: number): Promise<void> {
  await until(`the service is ready (${service.errors()})`, async () => {
    if (service.child.exitCode !== null) throw new Error(`It ended: ${service.errors()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    return answer?.ok === true;
  });
}

/** Whoever is late is not wrong: a machine that tests keep busy has processes of low priority wait. */
const PATIENCE_MS = 60_000;

export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const deadlineMs = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadlineMs) throw new Error(`Not within ${patienceMs} ms: ${what}`);
    await sleep(20);
  }
}

export interface Keys {
  readonly operator: { readonly token: string };
  readonly traders: readonly { readonly accountId: string; readonly token: string }[];
}

export const keysOf = (dataDir: string): Keys =>
  JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')) as Keys;

/** Sends JSON to the service, as a trader. */
export async function ask(
  port: number,
  token: string,
  method: string,
  path: string,
  body?: object,
) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** Whether a process is there and not a corpse that waits for its parent. */
export function isAlive(pid: number): boolean {
  const [state] = statusOf(pid);
  return state !== undefined && state !== 'Z';
}

/** How much a process yields to others: 0 is usual, 19 the most. */
export const niceOf = (pid: number): number => Number(statusOf(pid)[16]);

/** What Linux says of a process, from its state on; nothing when it is gone. */
function statusOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  } catch {
    return [];
  }
}

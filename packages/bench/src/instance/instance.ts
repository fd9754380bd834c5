import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** How to start the service: `PORT` and `DATA_DIR` are added to the environment. */
export interface InstanceProgram {
  readonly command: string;
  readonly arguments: readonly string[];
}

export interface StartInstance {
  readonly program: InstanceProgram;
  /** A folder that stays; without it a temporary one is made and removed when the instance stops. */
  readonly dataFolder?: string;
  readonly port?: number;
  /** Called with the folder before the service starts. */
  readonly prepare?: (dataFolder: string) => void;
  readonly readyMs?: number;
  /** Limits that are unreachable cost what others cost, and come to no figure: as it is when left out. */
  readonly rateLimits?: 'default' | 'unreachable';
}

export interface Instance {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataFolder: string;
  readonly keysFile: string;
  /** Ends the process, gently first; removes the folder when it was ours. */
  readonly stop: () => Promise<void>;
}

const UNREACHABLE = '9999999/1';
const LIMITS = {
  default: {},
  unreachable: {
    RATE_LIMIT_ADDRESS: UNREACHABLE,
    RATE_LIMIT_KEY: UNREACHABLE,
    RATE_LIMIT_ACCOUNT: UNREACHABLE,
  },
} as const;
/** We ask by HTTP, whatever others are served. */
const PLAIN = { TLS_CERT: '', TLS_KEY: '' } as const;
const READY_MS = 60_000;
const STOP_MS = 10_000;
const OUTPUT_KEPT = 4000;

/** Starts a service of its own and waits until it is ready. @throws Error with its last words when it is not */
export async function startInstance(options: StartInstance): Promise<Instance> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'truetape-'));
  const port = options.port ?? (await freePort());
  options.prepare?.(dataFolder);
  const environment = { ...PLAIN, ...LIMITS[options.rateLimits ?? 'unreachable'] };
  const child = spawn(options.program.command, [...options.program.arguments], {
    env: { ...process.env, ...environment, PORT: String(port), DATA_DIR: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words = lastWords(child);
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    forgetSignals();
    await end(child);
    if (options.dataFolder === undefined) {
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  const forgetSignals = onSignal(stop);
  try {
    await untilReady(child, url, options.readyMs ?? READY_MS);
  } catch (error) {
    await stop();
    throw new Error(`${(error as Error).message}\n${words()}`);
  }
  const keysFile = join(dataFolder, 'keys.json');
  return { url, port, pid: child.pid ?? 0, dataFolder, keysFile, stop };
}

async function untilReady(child: ChildProcess, url: string, readyMs: number): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const deadlineMs = performance.now() + readyMs;
  while (performance.now() < deadlineMs) {
    if (failure !== undefined) throw failure;
    if (hasEnded(child)) throw new Error(`The service ended while starting (${child.exitCode}).`);
    const ready = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) })
      .then((answer) => answer.arrayBuffer().then(() => answer.ok))
      .catch(() => false);
    if (ready) return;
    await sleep(50);
  }
  throw new Error(`The service was not ready within ${Math.round(readyMs / 1000)} s.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exited;
  clearTimeout(impatience);
}

/** Ctrl-C ends the service and removes its folder before it ends us. */
function onSignal(stop: () => Promise<void>): () => void {
  const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
  const forget: (() => void)[] = [];
  for (const [signal, code] of Object.entries(exitCodes)) {
    const listener = () => {
      stop().finally(() => process.exit(code));
    };
    process.once(signal, listener);
    forget.push(() => process.removeListener(signal, listener));
  }
  return () => {
    for (const each of forget) each();
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function lastWords(child: ChildProcess): () => string {
  let kept = '';
  const keep = (chunk: Buffer) => {
    kept = (kept + chunk.toString('utf8')).slice(-OUTPUT_KEPT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => kept;
}

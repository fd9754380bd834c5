import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const bundle = join(import.meta.dirname, '../../../node_modules/.cache/truetape/lmdb-child.mjs');
/** Several test files bundle it at a time, and none may start what another has half written. */
const draft = `${bundle}.${process.pid}`;
let built: Promise<unknown> | undefined;

/** Node 20 does not run TypeScript: the child is bundled once. */
export async function runChild(...args: readonly string[]): Promise<ChildProcess> {
  built ??= build({
    entryPoints: [join(import.meta.dirname, 'child.ts')],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['lmdb'],
  }).then(() => renameSync(draft, bundle));
  await built;
  const child = fork(bundle, args, {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors.set(child, errorsOf(child) + text);
  });
  return child;
}

const errors = new WeakMap<ChildProcess, string>();

/** What it has written to its standard error. */
const errorsOf = (child: ChildProcess): string => errors.get(child) ?? '';

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** The next message of a child that `accept`s it. */
export function message<T>(child: ChildProcess, accept: (message: T) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = (received: unknown) => {
      if (!accept(received as T)) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(received as T);
    };
    const onExit = (code: number | null) =>
      reject(new Error(`The child ended with ${code}: ${errorsOf(child)}`));
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}

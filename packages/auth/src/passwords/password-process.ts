import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Logger } from '@truetape/observability';
import type { Passwords } from './passwords.ts';
import { type PasswordOptions, queuedPasswords } from './queued-passwords.ts';
import type { PasswordAnswer, PasswordJob } from './scrypt.ts';

/** What goes to the process. */
export interface PasswordAsked {
  readonly id: number;
  readonly job: PasswordJob;
}

/** What comes back. */
export interface PasswordAnswered {
  readonly id: number;
  readonly answer: PasswordAnswer;
}

export interface PasswordProcessOptions extends PasswordOptions {
  /** Runs `servePasswords`, giving way to everybody else. */
  readonly program: URL;
  readonly logger: Logger;
  /** A job that takes longer is stuck, and its process with it: 60 seconds when left out. */
  readonly workMsMax?: number;
}

/** After the process has died there is no other one for so long. */
const REST_MS = 1_000;
const STOP_WITHIN_MS = 3_000;

/**
 * Passwords hashed in a process of its own, which is started with the first of them: a core that is busy with passwords
 * is never the one of orders, nor are threads that a log waits for. When it dies, what it was at is `BUSY`, and the next
 * password starts another one.
 */
export function passwordProcess(options: PasswordProcessOptions): Passwords {
  const { program, logger, workMsMax = 60_000 } = options;
  const asked = new Map<number, (answer: PasswordAnswer | undefined) => void>();
  let child: ChildProcess | undefined;
  let restsUntilMs = 0;
  let isStopping = false;
  let ids = 0;

  function running(): ChildProcess {
    if (child !== undefined) return child;
    const started = fork(fileURLToPath(program), {
      // The environment may hold secrets, and it needs nothing of it.
      env: {},
      execArgv: [],
      // Ctrl-C in a terminal reaches the whole group; it ends with us.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('message', ({ id, answer }: PasswordAnswered) => asked.get(id)?.(answer));
    started.on('error', ({ message }) => {
      if (started.pid === undefined) ended({ reason: message });
    });
    started.on('exit', (code, signal) => ended({ code, signal }));
    child = started;
    return started;
  }

  function ended(how: object): void {
    if (child === undefined) return;
    child = undefined;
    restsUntilMs = performance.now() + REST_MS;
    for (const answered of [...asked.values()]) answered(undefined);
    if (!isStopping) logger.error({ component: 'passwords', ...how }, 'a process has ended');
  }

  function work(job: PasswordJob): Promise<PasswordAnswer | undefined> {
    if (isStopping || performance.now() < restsUntilMs) return Promise.resolve(undefined);
    ids += 1;
    const id = ids;
    return new Promise((resolve) => {
      const worker = running();
      const late = setTimeout(() => worker.kill('SIGKILL'), workMsMax);
      asked.set(id, (answer) => {
        asked.delete(id);
        clearTimeout(late);
        resolve(answer);
      });
      worker.send({ id, job } satisfies PasswordAsked, (error) => {
        if (error) worker.kill('SIGKILL');
      });
    });
  }

  async function stop(): Promise<void> {
    isStopping = true;
    if (child === undefined) return;
    const gone = child;
    const exited = once(gone, 'exit');
    const late = setTimeout(() => gone.kill('SIGKILL'), STOP_WITHIN_MS);
    gone.kill('SIGTERM');
    await exited;
    clearTimeout(late);
  }

  return queuedPasswords({ work, stop }, options);
}

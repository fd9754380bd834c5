import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EXIT, type ProcessName, type Report, type Service } from '@truetape/service';
import { RestartLimit } from './restart-limit.ts';

export interface Supervised {
  /** Settles when the process does its work for the first time; never when it cannot start. */
  readonly ready: Promise<void>;
  /** Sends it a message, where it runs. */
  readonly tell: (message: object) => void;
  readonly stop: () => Promise<void>;
}

export interface SuperviseOptions {
  readonly name: ProcessName;
  /** Added to the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onReport?: (report: Report) => void;
  /** Called with every message of the process, reports included. */
  readonly onMessage?: (message: unknown, answer: (message: object) => void) => void;
  /** Called whenever it has ended without being asked to. */
  readonly onEnded?: () => void;
  /** Told, once, in words, when the process is not started any more. */
  readonly onDown: (why: string) => void;
}

const STOP_WITHIN_MS = 3_000;
const RESTART_MS = 1_000;

/**
 * Runs a program of ours as a process of its own. One that ends is started again, for start-up is recovery; one that
 * ends too often, or that another has replaced, stays down, and the others go on.
 */
export function supervise({ logger }: Service, options: SuperviseOptions): Supervised {
  const { name, environment, onReport, onMessage, onEnded, onDown } = options;
  const limit = new RestartLimit();
  let child: ChildProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let position: number | undefined;
  let isStopping = false;
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  let wasReady = false;

  function start(): void {
    child = fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), {
      env: { ...process.env, ...environment },
      // Ctrl-C in a terminal reaches the whole group; when to stop is our decision.
      detached: true,
    });
    child.on('message', (report: Report) => {
      position = report.position ?? position;
      wasReady ||= report.ready === true;
      if (report.ready) isReady();
      onReport?.(report);
      onMessage?.(report, tell);
    });
    child.on('exit', ended);
  }

  function tell(message: object): void {
    if (child?.connected) child.send(message, () => undefined);
  }

  function ended(code: number | null, signal: string | null): void {
    child = undefined;
    if (isStopping) return;
    onEnded?.();
    const how = signal ?? `exit code ${code}`;
    const at = position === undefined ? '' : ` at position ${position}`;
    logger.error({ component: name, position, code, signal }, 'a process has ended');
    const whyNot = whyDown(code);
    if (whyNot === undefined) {
      say(`${name} has ended (${how})${at} and is started again.`);
      restart = setTimeout(start, RESTART_MS);
    } else {
      onDown(`${name} has ended (${how})${at} and stays down: ${whyNot}.`);
    }
  }

  function whyDown(code: number | null): string | undefined {
    if (code === EXIT.replaced) return 'another one has its work';
    if (code !== null && !wasReady) return 'it cannot start';
    return limit.ended(code, position);
  }

  start();
  return {
    ready,
    tell,
    stop: async () => {
      isStopping = true;
      clearTimeout(restart);
      if (child === undefined) return;
      const gone = once(child, 'exit');
      const late = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS);
      child.kill('SIGTERM');
      await gone;
      clearTimeout(late);
    },
  };
}

/** For the person who has started it all. */
export function say(line: string): void {
  process.stderr.write(`truetape: ${line}\n`);
}

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { errorCode, unsupportedError } from './postgres-error.ts';
import { type RunAs, spawnIdentity } from './run-as.ts';
import { ENVIRONMENT } from './settings.ts';

/** How a program ended: its exit code (undefined after a signal) and what it printed. */
export interface ProgramResult {
  readonly code: number | undefined;
  readonly output: string;
}

/** Runs a Postgres program to its end, out of the terminal's reach. Throws when it cannot be executed at all. */
export async function runProgram(
  program: string,
  args: readonly string[],
  user: RunAs,
  input = '',
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawnAs(user, program, args, 'pipe');
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-16_384);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.stdin?.on('error', () => {});
    child.on('error', (error) => reject(explainSpawn(error, program, user)));
    child.on('close', (code) => resolve({ code: code ?? undefined, output }));
    child.stdin?.end(input);
  });
}

/**
 * Starts a program as a user, in a session of its own (the terminal's Ctrl-C does not reach it) and with an
 * environment of its own. Throws when this process may not; other failures come as the child's `error` event.
 */
export function spawnAs(
  user: RunAs,
  program: string,
  args: readonly string[],
  stdio: NonNullable<SpawnOptions['stdio']>,
): ChildProcess {
  try {
    return spawn(program, args, {
      cwd: '/',
      env: ENVIRONMENT,
      detached: true,
      stdio,
      ...spawnIdentity(user),
    });
  } catch (error) {
    throw explainSpawn(error as Error, program, user);
  }
}

/** Says why a program could not be executed. */
export function explainSpawn(error: Error, program: string, user: RunAs): Error {
  const problem = `Postgres: ${program} cannot be executed as user ${user.uid}: ${error.message}.`;
  switch (errorCode(error)) {
    case 'ENOENT':
      return unsupportedError(
        problem,
        'It needs a Linux with glibc (Alpine has none) and /bin/sh.',
        error,
      );
    case 'EPERM':
    case 'EINVAL':
      return unsupportedError(
        problem,
        'Root may not become another user here: start as an ordinary user.',
        error,
      );
    default:
      return unsupportedError(problem, 'Use a disk that is not mounted noexec.', error);
  }
}

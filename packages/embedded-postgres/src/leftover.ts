import { setTimeout as sleep } from 'node:timers/promises';
import { postgresError } from './postgres-error.ts';
import { disownPostmasterFile, readPostmasterFile } from './postmaster-file.ts';
import { isAlive, isPostmasterOf, parentOf } from './process-table.ts';

/** How long a leftover gets after each signal: fast, immediate, by force. */
const PATIENCE: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 2_000],
  ['SIGQUIT', 1_000],
  ['SIGKILL', 1_000],
];

/**
 * Clears what a killed process left in the cluster's folder: an orphaned server is stopped (it usually is stopping
 * already), a `postmaster.pid` that names a foreign process is disowned.
 * Throws when the process that started the server, `launcher`, still lives.
 */
export async function clearLeftover(folder: string, launcher: number | undefined): Promise<void> {
  const file = await readPostmasterFile(folder);
  if (file === undefined || !isAlive(file.pid)) return;
  if (!(await isPostmasterOf(file.pid, folder))) return disownPostmasterFile(folder);
  if (launcher !== undefined && (await parentOf(file.pid)) === launcher) {
    throw postgresError(
      `Postgres: ${folder} is in use by process ${launcher}.`,
      'Stop that process first.',
    );
  }
  for (const [signal, timeoutMs] of PATIENCE) {
    if (await endedAfter(signal, timeoutMs, file.pid, folder)) return;
  }
  throw postgresError(
    `Postgres: the server ${file.pid} of a killed process does not end.`,
    `End it with \`kill -9 ${file.pid}\`.`,
  );
}

async function endedAfter(
  signal: NodeJS.Signals,
  timeoutMs: number,
  pid: number,
  folder: string,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  if (!(await isPostmasterOf(pid, folder))) return true;
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the two calls.
  }
  while (performance.now() < deadline) {
    if (!(await isPostmasterOf(pid, folder))) return true;
    await sleep(5);
  }
  return false;
}

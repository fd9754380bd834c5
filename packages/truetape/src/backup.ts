import { resolve } from 'node:path';
import { backupLmdbLog } from '@truetape/event-store-lmdb';
import { logFolder, readConfig } from '@truetape/service';

/**
 * `truetape backup FOLDER`: copies the log to where a service with `DATA_DIR=FOLDER` looks for it, beside a running
 * service or not. Answers the exit code: 0 when the copy is on disk, 1 with one line that says why it is not.
 */
export async function backup(
  folder: string,
  { json = false }: { readonly json?: boolean },
): Promise<number> {
  const config = readConfig(process.env);
  if (!config.ok) return complain(config.failure);
  const target = resolve(folder);
  try {
    const made = await backupLmdbLog({
      folder: logFolder(config.value.dataDir),
      target: logFolder(target),
    });
    const lines = Object.entries({ folder: target, ...made });
    const text = json
      ? JSON.stringify(Object.fromEntries(lines))
      : lines.map(([name, value]) => `${name.padEnd(10)}${value ?? '–'}`).join('\n');
    process.stdout.write(`${text}\n`);
    return 0;
  } catch (error) {
    return complain(problem(error));
  }
}

const ENOSPC = 28;

function problem(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message: string };
  return code === ENOSPC || code === 'ENOSPC' ? 'The disk of the backup is full.' : message;
}

function complain(line: string): number {
  process.stderr.write(`backup: ${line}\n`);
  return 1;
}

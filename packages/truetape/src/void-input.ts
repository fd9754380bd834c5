import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { epochMs } from '@truetape/domain';
import { openLmdbLog } from '@truetape/event-store-lmdb';
import { voidInput as appendVoided } from '@truetape/matcher';
import { BUILD, logFolder, readConfig, snapshotFolder } from '@truetape/service';

export interface VoidInputArguments {
  readonly stream: string;
  readonly revision: string;
  readonly symbol: string;
  readonly reason: string;
}

/** `truetape void-input`: answers the exit code. The service must not be running: it is the log's only writer. */
export async function voidInput(given: VoidInputArguments): Promise<number> {
  const { stream, symbol, reason } = given;
  const revision = Number(given.revision);
  if (!/^\d{1,15}$/.test(given.revision)) return complain('--revision is a whole number.');
  if (reason.length > 500) return complain('--reason has at most 500 characters.');
  const config = readConfig(process.env);
  if (!config.ok) return complain(config.failure);
  const { dataDir } = config.value;
  if (!existsSync(logFolder(dataDir))) return complain(`There is no log in ${dataDir}.`);
  try {
    const log = await openLmdbLog({
      folder: logFolder(dataDir),
      clockMs: Date.now,
      onFatal: () => undefined,
    });
    const requestId = randomUUID();
    const voided = await appendVoided({
      log,
      input: { stream, revision },
      symbol,
      reason,
      now: () => epochMs(Date.now()),
      instance: requestId,
      build: BUILD,
      actor: { userId: 'operator', requestId },
    });
    await log.close();
    if (!voided.ok) return complain(`${symbol}, ${stream} ${revision}: ${voided.failure}.`);
    // A snapshot may have been taken behind the input, with what would have come of it.
    rmSync(snapshotFolder(dataDir), { recursive: true, force: true });
    process.stdout.write(`From its next start on ${symbol} passes over ${stream} ${revision}.\n`);
    return 0;
  } catch (error) {
    return complain((error as Error).message);
  }
}

function complain(line: string): number {
  process.stderr.write(`truetape: ${line}\n`);
  return 1;
}

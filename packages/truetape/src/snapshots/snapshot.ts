import { existsSync } from 'node:fs';
import { FileSnapshots } from '@truetape/event-store';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { createLogger } from '@truetape/observability';
import { logFolder, readConfig, snapshotFolder } from '@truetape/service';
import { takeSnapshots } from './take-snapshots.ts';

/** `truetape snapshot`: answers the exit code. Works beside a running service, and without one. */
export async function snapshot(): Promise<number> {
  const config = readConfig(process.env);
  if (!config.ok) return complain(config.failure);
  const { dataDir, logLevel } = config.value;
  if (!existsSync(logFolder(dataDir))) return complain(`There is no log in ${dataDir}.`);
  const logger = createLogger({ level: logLevel, destination: '-' });
  const log = await openLmdbReader({ folder: logFolder(dataDir) });
  try {
    const snapshots = new FileSnapshots(snapshotFolder(dataDir));
    const { position, events } = await takeSnapshots({ log, snapshots, logger });
    process.stdout.write(`The state after position ${position} is kept; ${events} events read.\n`);
    return 0;
  } catch (error) {
    return complain((error as Error).message);
  } finally {
    await log.close();
  }
}

function complain(line: string): number {
  process.stderr.write(`snapshot: ${line}\n`);
  return 1;
}

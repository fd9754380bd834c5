import { FileSnapshots } from '@truetape/event-store';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { createLogger } from '@truetape/observability';
import { logFolder, lowerPriority, readConfig, snapshotFolder } from '@truetape/service';
import { takeSnapshots } from './snapshots/take-snapshots.ts';

/**
 * The process that keeps the state of the order path, once: reads what its parent has written to the log since the last
 * time, saves, tells the parent how far it came, and ends. It may be killed at any moment.
 */
lowerPriority();
process.once('disconnect', () => process.exit());

const config = readConfig(process.env);
if (!config.ok) throw new Error(config.failure);
const { dataDir, logLevel } = config.value;
const log = await openLmdbReader({ folder: logFolder(dataDir) });
const taken = await takeSnapshots({
  log,
  snapshots: new FileSnapshots(snapshotFolder(dataDir)),
  logger: createLogger({ level: logLevel, destination: '-', name: 'snapshotter' }),
});
await log.close();
await new Promise<void>((told) => {
  if (process.send === undefined) told();
  else process.send(taken, undefined, undefined, () => told());
});
process.exit();

import { join } from 'node:path';

/** Where the log lies below `DATA_DIR`. */
export const logFolder = (dataDir: string) => join(dataDir, 'log');

/** Where its snapshots lie: they may be removed, and are made again. */
export const snapshotFolder = (dataDir: string) => join(dataDir, 'snapshots');

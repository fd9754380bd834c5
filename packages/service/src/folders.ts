import { join } from 'node:path';

/** Where the log lies below `DATA_DIR`. */
export const logFolder = (dataDir: string) => join(dataDir, 'log');

/** Where the notary keeps its key and, unless told otherwise, what it has signed. */
export const anchorsFolder = (dataDir: string) => join(dataDir, 'anchors');

/** Where its snapshots lie: they may be removed, and are made again. */
export const snapshotFolder = (dataDir: string) => join(dataDir, 'snapshots');

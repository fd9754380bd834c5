import { join } from 'node:path';

/** Where the log lies below `DATA_DIR`. */
export const logFolder = (dataDir: string) => join(dataDir, 'log');

/** Where the notary keeps its key and, unless told otherwise, what it has signed. */
export const anchorsFolder = (dataDir: string) => join(dataDir, 'anchors');

import { join } from 'node:path';

/** Where the log lies below `DATA_DIR`. */
export const logFolder = (dataDir: string) => join(dataDir, 'log');

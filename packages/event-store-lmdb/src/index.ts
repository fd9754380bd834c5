export { type Backup, type BackupOptions, backupLmdbLog } from './backup-lmdb-log.ts';
export {
  type LmdbLog,
  type LmdbLogOptions,
  type LmdbReaderOptions,
  openLmdbLog,
  openLmdbReader,
} from './open-lmdb-log.ts';
export type { ReadOnlyLog } from './read-only-log.ts';

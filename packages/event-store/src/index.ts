export { appendForCertain } from './append-for-certain.ts';
export {
  APPEND_LIMIT_BYTES,
  type Appended,
  type AppendFailure,
  CorruptLogError,
  type EventLog,
  LogUnavailableError,
  NO_STREAM,
  type ReadAll,
  type ReadStream,
  START,
  type StreamHead,
  type Subscribe,
  type Subscription,
} from './log.ts';
export { FaultyDisk } from './memory/faulty-disk.ts';
export { MemoryDisk } from './memory/memory-disk.ts';
export { MemoryLog, type MemoryLogOptions } from './memory/memory-log.ts';
export { FileSnapshots } from './snapshot/file-snapshots.ts';
export { bodyOf, linesOf, readLine } from './snapshot/lines.ts';
export { MemorySnapshots } from './snapshot/memory-snapshots.ts';
export { newestUsable, type Usable } from './snapshot/newest-usable.ts';
export { type Resumable, type Resumed, resume, saveSnapshots } from './snapshot/resumable.ts';
export { SNAPSHOTS_KEPT, type Snapshot, type Snapshots } from './snapshots.ts';
export { withAppend } from './with-append.ts';

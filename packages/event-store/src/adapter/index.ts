/** For adapters alone: what a log on a disk of its own is made of. */
export { type Fate, GroupCommit } from './group-commit.ts';
export * from './limits.ts';
export { DiskFullError, type LogDisk, type StoredRecord, type StreamPlace } from './log-disk.ts';
export { LogReader, type LogReaderOptions } from './log-reader.ts';
export { readBatch, readRecord, storedRecord } from './read-record.ts';
export { type EncodedAppend, encodeAppend, hashesAfter, type SealedEvent, seal } from './seal.ts';
export { SequencedLog, type SequencedLogOptions } from './sequenced-log.ts';
export { assertStreamName, isWanted } from './stream-name.ts';

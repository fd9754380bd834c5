import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CorruptLogError, type EventLog } from '@truetape/event-store';
import { type LogDisk, SequencedLog } from '@truetape/event-store/adapter';
import { type Environment, FORMAT, openEnvironment } from './environment.ts';
import { LmdbDisk } from './lmdb-disk.ts';
import { ReadOnlyLog } from './read-only-log.ts';
import { type CommitMode, RecordWriter } from './record-writer.ts';
import { takeWriterLock } from './writer-lock.ts';

export interface LmdbLogOptions {
  /** Where the log is. The writer makes it when it is not there. */
  readonly folder: string;
  /** For `recordedAtMs` alone. */
  readonly clockMs: () => number;
  /** Called once, when a commit failed. Nothing more is accepted: the process must end, start-up recovers. */
  readonly onFatal: (error: unknown) => void;
  /** `sync` unless told. */
  readonly commit?: CommitMode;
  /** Events after which the index of the newest events is stored; how much a start has to read at most. */
  readonly segmentEvents?: number;
  /** Stands between the log and LMDB: for tests of faults. */
  readonly wrapDisk?: (disk: LogDisk) => LogDisk;
}

export interface LmdbReaderOptions {
  readonly folder: string;
  /** How late an event is seen when nobody calls `notify`; 250 unless told. */
  readonly pollMs?: number;
}

/** A log with a writer; `onDurable` tells what to pass on to reading processes. */
export type LmdbLog = EventLog & Pick<SequencedLog, 'onDurable'>;

/** The index of the newest events is stored after so many. */
const SEGMENT_EVENTS = 4_096;

/**
 * Opens a log to write and read it. One process at a time may.
 *
 * @throws Error at once when another process writes it: `The log in <folder> is being written by process <pid>`
 * @throws CorruptLogError when the newest events cannot be read
 */
export async function openLmdbLog(options: LmdbLogOptions): Promise<LmdbLog> {
  const { folder, commit = 'sync', segmentEvents = SEGMENT_EVENTS } = options;
  mkdirSync(folder, { recursive: true });
  const lock = await takeWriterLock(folder);
  let environment: Environment | undefined;
  try {
    environment = openEnvironment(folder, false);
    const logId = identify(environment);
    const disk = new LmdbDisk({
      logId,
      environment,
      writer: new RecordWriter(environment, commit),
      segmentEvents,
      onClosed: () => lock.release(),
    });
    return new SequencedLog({ ...options, disk: options.wrapDisk?.(disk) ?? disk });
  } catch (error) {
    await environment?.root.close();
    await lock.release();
    throw error;
  }
}

/**
 * Opens a log that another process writes, or none, to read it.
 *
 * @throws Error when there is no log in the folder
 */
export async function openLmdbReader(options: LmdbReaderOptions): Promise<ReadOnlyLog> {
  const { folder, pollMs = 250 } = options;
  if (!existsSync(join(folder, 'data.mdb'))) throw new Error(`There is no log in ${folder}`);
  const environment = openEnvironment(folder, true);
  const logId = storedLogId(environment);
  if (logId === undefined) throw new Error(`There is no log in ${folder} yet`);
  return new ReadOnlyLog(new LmdbDisk({ logId, environment, segmentEvents: Infinity }), pollMs);
}

/**
 * Reads the log's id, or gives it one. The commit also makes durable what a writer that was killed had made visible
 * and perhaps not synced: what is read from now on is on disk.
 */
function identify(environment: Environment): string {
  const { root, meta } = environment;
  return root.transactionSync(() => {
    const logId = storedLogId(environment) ?? randomUUID();
    meta.putSync('log', { format: FORMAT, logId });
    meta.putSync('openings', ((meta.get('openings') as number | undefined) ?? 0) + 1);
    return logId;
  });
}

/** @throws CorruptLogError when a later version of this package has made the log */
function storedLogId({ meta }: Environment): string | undefined {
  const stored = meta.get('log') as { format: number; logId: string } | undefined;
  if (stored !== undefined && stored.format !== FORMAT) {
    throw new CorruptLogError(`The log has format ${stored.format}, this version reads ${FORMAT}`);
  }
  return stored?.logId;
}

import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fdatasyncSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { CorruptLogError, type EventLog } from '@truetape/event-store';
import { DiskFullError, type LogDisk, SequencedLog } from '@truetape/event-store/adapter';
import { Announcer } from './announcer.ts';
import { asDiskFull } from './disk-room.ts';
import { DATA_FILE, type Environment, FORMAT, openEnvironment } from './environment.ts';
import { Holds } from './holds.ts';
import { LmdbDisk } from './lmdb-disk.ts';
import { ReadOnlyLog } from './read-only-log.ts';
import { RecordWriter } from './record-writer.ts';
import { whileHeld } from './while-held.ts';
import { takeWriterLock } from './writer-lock.ts';

export interface LmdbLogOptions {
  /** Where the log is. The writer makes it when it is not there. */
  readonly folder: string;
  /** For `recordedAtMs` alone. */
  readonly clockMs: () => number;
  /**
   * Called once, when a commit failed and not for want of room. Nothing more is accepted: the process must end,
   * start-up recovers.
   */
  readonly onFatal: (error: unknown) => void;
  /** Called when the disk has become full, and when there is room again. */
  readonly onFull?: (isFull: boolean) => void;
  /** Events after which the index of the newest events is stored; how much a start has to read at most. */
  readonly segmentEvents?: number;
  /** Stands between the log and LMDB: for tests of faults. */
  readonly wrapDisk?: (disk: LogDisk) => LogDisk;
}

export interface LmdbReaderOptions {
  readonly folder: string;
}

/** A log with a writer; `onDurable` tells each new durable position in this process. */
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
  const { folder, segmentEvents = SEGMENT_EVENTS } = options;
  mkdirSync(folder, { recursive: true });
  const announcer = new Announcer();
  const holds = new Holds();
  const lock = await takeWriterLock(folder, (reader) => {
    holds.listenTo(reader);
    announcer.add(reader);
  });
  const release = () => {
    announcer.close();
    return lock.release();
  };
  let environment: Environment | undefined;
  try {
    environment = openEnvironment(folder, false);
    const logId = identify(environment, folder);
    const disk = new LmdbDisk({
      folder,
      logId,
      environment,
      writer: new RecordWriter(environment),
      holds,
      segmentEvents,
      onClosed: release,
    });
    const log = new SequencedLog({ ...options, disk: options.wrapDisk?.(disk) ?? disk });
    log.onDurable(() => announcer.announce());
    return log;
  } catch (error) {
    await environment?.root.close();
    await release();
    throw error;
  }
}

/**
 * Opens a log that another process writes, or none, to read it. Subscribers hear of new events from the writer on the
 * same machine within milliseconds, and see them at the latest a quarter of a second later.
 *
 * @throws Error when there is no log in the folder
 */
export async function openLmdbReader(options: LmdbReaderOptions): Promise<ReadOnlyLog> {
  const { folder } = options;
  if (!existsSync(join(folder, DATA_FILE))) throw new Error(`There is no log in ${folder}`);
  // A writer that was killed may have left events that are visible and not on disk: nobody is to see such.
  if (process.platform !== 'win32') syncData(folder);
  const environment = await whileHeld(folder, () => openEnvironment(folder, true));
  const logId = storedLogId(environment);
  if (logId === undefined) throw new Error(`There is no log in ${folder} yet`);
  return new ReadOnlyLog(
    new LmdbDisk({ folder, logId, environment, segmentEvents: Infinity }),
    folder,
  );
}

/**
 * Reads the log's id, or gives it one. Afterwards what a writer that was killed had made visible and perhaps not synced
 * is on disk: by the sync of this commit, or by one of its own where the disk has no room for a commit.
 *
 * @throws DiskFullError when there is no room for a new log
 */
function identify(environment: Environment, folder: string): string {
  const { root, meta } = environment;
  const known = storedLogId(environment);
  const logId = known ?? randomUUID();
  try {
    root.transactionSync(() => {
      meta.putSync('log', { format: FORMAT, logId });
      meta.putSync('openings', ((meta.get('openings') as number | undefined) ?? 0) + 1);
    });
  } catch (error) {
    const failure = asDiskFull(error);
    if (!(failure instanceof DiskFullError) || known === undefined) throw failure;
    syncData(folder);
  }
  return logId;
}

function syncData(folder: string): void {
  const data = openSync(join(folder, DATA_FILE), 'r');
  try {
    fdatasyncSync(data);
  } finally {
    closeSync(data);
  }
}

/** @throws CorruptLogError when a later version of this package has made the log */
export function storedLogId({ meta }: Environment): string | undefined {
  const stored = meta.get('log') as { format: number; logId: string } | undefined;
  if (stored !== undefined && stored.format !== FORMAT) {
    throw new CorruptLogError(`The log has format ${stored.format}, this version reads ${FORMAT}`);
  }
  return stored?.logId;
}

import { type Database, open, type RootDatabase } from 'lmdb';

/**
 * The layout of a log's folder. It may never change: a log is kept for ever. (`data.mdb` and `lock.mdb` are LMDB's,
 * `writer` names the process that writes.)
 *
 * | database   | key                              | value                                                     |
 * |------------|----------------------------------|-----------------------------------------------------------|
 * | `events`   | position, 8 bytes                | hash, 32 bytes · recordedAtMs, 8 bytes · canonical JSON    |
 * | `segments` | segment, 4 bytes · stream, ASCII | previous segment of the stream, 4 bytes (2³²−1: none) ·    |
 * |            |                                  | first revision, 6 bytes · positions, 6 bytes each          |
 * | `streams`  | stream, ASCII                    | last segment of the stream, 4 bytes                        |
 * | `meta`     | `log`                            | JSON `{format, logId}`                                     |
 * |            | `index`                          | JSON `{upTo, segments}`                                    |
 * |            | `openings`                       | JSON: how often a writer has opened the log                |
 *
 * Numbers are unsigned and big-endian. Positions are dense from 0. `segments` and `streams` are an index of the
 * events up to `index.upTo`, made from `events` alone: it could be dropped and made again. What comes after `upTo` is
 * indexed in memory, by reading it at the start.
 */
export interface Environment {
  readonly root: RootDatabase;
  readonly events: Database<Buffer, Uint8Array>;
  readonly segments: Database<Buffer, Uint8Array>;
  readonly streams: Database<Buffer, Uint8Array>;
  readonly meta: Database<unknown, string>;
}

export const FORMAT = 1;

/** Everything that a log is; the other files of its folder come and go. */
export const DATA_FILE = 'data.mdb';

/** Address space, not disk: where the platform gives it, the map never has to grow. */
const MAP_BYTES = 2 ** 40;

/** @throws Error when the folder cannot be opened, or holds no log and is opened to read only */
export function openEnvironment(folder: string, readOnly: boolean): Environment {
  const root = openRoot(folder, readOnly);
  const binary = { encoding: 'binary', keyEncoding: 'binary', cache: false } as const;
  return {
    root,
    events: root.openDB('events', binary),
    segments: root.openDB('segments', binary),
    streams: root.openDB('streams', binary),
    meta: root.openDB('meta', { encoding: 'json', cache: false }),
  };
}

function openRoot(folder: string, readOnly: boolean): RootDatabase {
  const options = {
    path: folder,
    noSubdir: false,
    maxDbs: 8,
    readOnly,
    cache: false,
    // Other processes see a commit only when it is on disk: the transaction becomes visible after its sync.
    overlappingSync: false,
  } as const;
  try {
    return open({ ...options, mapSize: MAP_BYTES });
  } catch {
    return open(options); // a platform that refuses so large a map gets one that grows
  }
}

import { chainHash, GENESIS_HASH } from '@truetape/codec';
import { START } from '@truetape/event-store';
import { storedRecord } from '@truetape/event-store/adapter';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { openEnvironment } from '../src/environment.ts';
import { openLmdbReader } from '../src/index.ts';
import { LmdbDisk } from '../src/lmdb-disk.ts';

export interface ReadingFigures {
  readonly events: number;
  /** The stored bytes, one record after the other. */
  readonly rawPerSecond: number;
  /** As every reader gets them: objects. */
  readonly decodedPerSecond: number;
  /** Objects, with every hash made again from the hash before it and the stored text. */
  readonly checkedPerSecond: number;
}

/** Reads a whole log in three ways. */
export async function measureReading(folder: string): Promise<ReadingFigures> {
  return {
    events: await onDisk(folder, async (disk) => disk.head() + 1),
    rawPerSecond: await onDisk(folder, async (disk) =>
      rateOf(disk, (position) => {
        assert(storedRecord(disk, position).canonical.length > 0, 'a benched event has bytes');
      }),
    ),
    decodedPerSecond: await decodedPerSecond(folder),
    checkedPerSecond: await onDisk(folder, checkedPerSecond),
  };
}

async function onDisk<T>(folder: string, use: (disk: LmdbDisk) => Promise<T>): Promise<T> {
  const environment = openEnvironment(folder, true);
  const disk = new LmdbDisk({ folder, logId: '', environment, segmentEvents: Infinity });
  try {
    return await use(disk);
  } finally {
    await disk.close();
  }
}

function rateOf(disk: LmdbDisk, read: (position: number) => void): number {
  const head = disk.head();
  const startMs = performance.now();
  for (let position = 0; position <= head; position++) read(position);
  return Math.round(((head + 1) / (performance.now() - startMs)) * 1_000);
}

async function decodedPerSecond(folder: string): Promise<number> {
  const log = await openLmdbReader({ folder });
  try {
    let count = 0;
    const startMs = performance.now();
    for await (const events of log.readAll({ after: START })) count += events.length;
    return Math.round((count / (performance.now() - startMs)) * 1_000);
  } finally {
    await log.close();
  }
}

async function checkedPerSecond(disk: LmdbDisk): Promise<number> {
  const heads = new Map<string, string>();
  return rateOf(disk, (position) => {
    const record = storedRecord(disk, position);
    const text = Buffer.from(record.canonical).toString();
    const { stream } = JSON.parse(text) as RecordedEvent;
    const hash = chainHash(heads.get(stream) ?? GENESIS_HASH, text);
    assert(hash === record.hash, 'a benched log is whole');
    heads.set(stream, hash);
  });
}

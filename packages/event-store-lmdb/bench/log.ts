import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '@truetape/kernel';
import { DATA_FILE } from '../src/environment.ts';
import { type LmdbLog, openLmdbLog } from '../src/index.ts';
import { measure } from './append.ts';
import { bareLoop } from './bare.ts';
import { type LatencyFigures, measureLatency } from './latency.ts';
import { orderPlaced } from './order-placed.ts';
import { measureReading, type ReadingFigures } from './reading.ts';

export interface BenchLogOptions {
  /** Where logs may be made and removed again. */
  readonly folder: string;
  readonly seconds: number;
  /** Starts a process that runs `readForLatency` on a log's folder. */
  readonly spawnReader: (folder: string) => ChildProcess;
  readonly onPhase?: (name: string) => void;
}

/** Durable appends beside a bare LMDB loop of commits as large, in rounds that alternate. */
export interface DurableFigure {
  readonly writers: number;
  readonly eventsPerAppend: number;
  readonly eventsPerSecond: number;
  /** Puts of ready bytes. */
  readonly bareEventsPerSecond: number;
  /** Puts of the same bytes, which had to be made: canonical text and hash. */
  readonly bareMadeEventsPerSecond: number;
  readonly ratio: number;
  readonly ratioMade: number;
  /** What Linux says was sent to the disk; undefined elsewhere. */
  readonly bytesWrittenPerEvent: number | undefined;
  /** How much the file has grown. */
  readonly bytesKeptPerEvent: number;
}

export interface BenchLogReport {
  readonly seconds: number;
  readonly durable: readonly DurableFigure[];
  readonly reading: ReadingFigures;
  readonly latency: LatencyFigures;
}

const LOADS = [
  { writers: 1, eventsPerAppend: 1 },
  { writers: 64, eventsPerAppend: 1 },
  { writers: 512, eventsPerAppend: 1 },
  { writers: 8, eventsPerAppend: 100 },
] as const;

const ROUNDS = 3;
const READ_EVENTS = 500_000;

/** The log alone, on folders of its own that are removed again. */
export async function benchLog(options: BenchLogOptions): Promise<BenchLogReport> {
  const { seconds, onPhase = () => {} } = options;
  const durable: DurableFigure[] = [];
  for (const load of LOADS) {
    onPhase(`${load.writers} writers, ${load.eventsPerAppend} events an append`);
    durable.push(await durableFigure(options, load));
  }
  onPhase('latency');
  const latency = await inLog(options, 'latency', (log, folder) =>
    measureLatency(log, 2 * seconds, () => options.spawnReader(folder)),
  );
  onPhase(`reading ${READ_EVENTS} events`);
  const reading = await readingFigures(options);
  return { seconds, durable, reading, latency };
}

async function durableFigure(
  options: BenchLogOptions,
  load: (typeof LOADS)[number],
): Promise<DurableFigure> {
  const { seconds } = options;
  const { writers, eventsPerAppend } = load;
  const perCommit = writers * eventsPerAppend;
  const rates = { log: 0, bare: 0, made: 0 };
  let events = 0;
  let written: number | undefined = 0;
  let kept = 0;
  for (let round = 0; round < ROUNDS; round++) {
    rates.bare += await inFolder(options, 'bare', (folder) =>
      bareLoop(folder, perCommit, seconds, false),
    );
    rates.log += await inLog(options, 'log', async (log, folder) => {
      const before = bytesWritten();
      const rate = await appendFor(log, load, seconds);
      const after = bytesWritten();
      events += (await log.head()) + 1;
      written =
        before === undefined || after === undefined || written === undefined
          ? undefined
          : written + after - before;
      kept += statSync(join(folder, DATA_FILE)).size;
      return rate;
    });
    rates.made += await inFolder(options, 'made', (folder) =>
      bareLoop(folder, perCommit, seconds, true),
    );
  }
  return {
    ...load,
    eventsPerSecond: Math.round(rates.log / ROUNDS),
    bareEventsPerSecond: Math.round(rates.bare / ROUNDS),
    bareMadeEventsPerSecond: Math.round(rates.made / ROUNDS),
    ratio: rounded(rates.log / rates.bare),
    ratioMade: rounded(rates.log / rates.made),
    bytesWrittenPerEvent: written === undefined ? undefined : Math.round(written / events),
    bytesKeptPerEvent: Math.round(kept / events),
  };
}

async function appendFor(
  log: LmdbLog,
  { writers, eventsPerAppend }: (typeof LOADS)[number],
  seconds: number,
): Promise<number> {
  if (eventsPerAppend === 1) return (await measure(log, writers, seconds)).appendsPerSecond;
  let count = 0;
  const startMs = performance.now();
  const endMs = startMs + seconds * 1_000;
  const write = async (writer: number) => {
    for (let revision = -1; performance.now() < endMs; revision += eventsPerAppend) {
      const events = Array.from({ length: eventsPerAppend }, (_, index) => orderPlaced(index));
      const answer = await log.append(`account-${writer}`, revision, events);
      assert(answer.ok, 'a benched append succeeds');
      count += eventsPerAppend;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return Math.round((count / (performance.now() - startMs)) * 1_000);
}

async function readingFigures(options: BenchLogOptions): Promise<ReadingFigures> {
  return inFolder(options, 'reading', async (folder) => {
    const log = await openLmdbLog({ folder, clockMs: Date.now, onFatal: rethrow });
    for (let revision = -1; revision + 1 < READ_EVENTS / 100; revision += 100) {
      await Promise.all(
        Array.from({ length: 100 }, (_, stream) =>
          log.append(
            `account-${stream}`,
            revision,
            Array.from({ length: 100 }, (_each, index) => orderPlaced(index)),
          ),
        ),
      );
    }
    await log.close();
    return measureReading(folder);
  });
}

async function inFolder<T>(
  { folder: base }: BenchLogOptions,
  name: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(base, name);
  mkdirSync(folder);
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inLog<T>(
  options: BenchLogOptions,
  name: string,
  use: (log: LmdbLog, folder: string) => Promise<T>,
): Promise<T> {
  return inFolder(options, name, async (folder) => {
    const log = await openLmdbLog({ folder, clockMs: Date.now, onFatal: rethrow });
    try {
      return await use(log, folder);
    } finally {
      await log.close();
    }
  });
}

function rethrow(error: unknown): never {
  throw error;
}

function bytesWritten(): number | undefined {
  try {
    return Number(/^write_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

const rounded = (ratio: number) => Math.round(ratio * 100) / 100;

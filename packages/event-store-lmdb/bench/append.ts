import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '@truetape/kernel';
import { type LmdbLog, openLmdbLog } from '../src/index.ts';
import { orderPlaced } from './order-placed.ts';
import { percentile } from './percentile.ts';

export interface BenchAppendOptions {
  /** Where logs may be made and removed again. */
  readonly folder: string;
  /** How long each load runs. */
  readonly seconds: number;
}

export interface BenchAppendFigure {
  /** Appends that wait for the disk at any time. */
  readonly inFlight: number;
  /** Each append is one event. */
  readonly eventsPerSecond: number;
  /** From the call of append until its event is on disk. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Time of every thread of the process per event. */
  readonly cpuMicrosPerEvent: number;
}

export interface AppendLoad {
  readonly appendsPerSecond: number;
  readonly latenciesMs: readonly number[];
  readonly cpuMicrosPerEvent: number;
}

const STREAMS = 1_000;

/** Appends events of 400 bytes to 1,000 streams, with 1, 64 and 512 appends in flight, each load on a new log. */
export async function benchAppend(options: BenchAppendOptions): Promise<BenchAppendFigure[]> {
  const figures: BenchAppendFigure[] = [];
  for (const inFlight of [1, 64, 512]) {
    const { appendsPerSecond, latenciesMs, cpuMicrosPerEvent } = await run(options, inFlight);
    figures.push({
      inFlight,
      eventsPerSecond: appendsPerSecond,
      p50Ms: percentile(latenciesMs, 0.5),
      p99Ms: percentile(latenciesMs, 0.99),
      cpuMicrosPerEvent,
    });
  }
  return figures;
}

async function run(options: BenchAppendOptions, inFlight: number): Promise<AppendLoad> {
  const folder = join(options.folder, `append-${process.pid}-${inFlight}`);
  assert(!existsSync(folder), 'a bench makes a log of its own');
  const onFatal = (error: unknown) => {
    throw error;
  };
  const log = await openLmdbLog({ folder, clockMs: Date.now, onFatal });
  try {
    return await measure(log, inFlight, options.seconds);
  } finally {
    await log.close();
    rmSync(folder, { recursive: true });
  }
}

/** Appends one event at a time, `inFlight` at once, for so many seconds. */
export async function measure(
  log: LmdbLog,
  inFlight: number,
  seconds: number,
): Promise<AppendLoad> {
  const latenciesMs: number[] = [];
  const cpuBefore = process.cpuUsage();
  const startMs = performance.now();
  const endMs = startMs + seconds * 1_000;
  await Promise.all(
    Array.from({ length: inFlight }, async (_, worker) => {
      const revisions = new Map<string, number>();
      for (let number = worker; performance.now() < endMs; number += inFlight) {
        const stream = `account-${worker}-${number % Math.ceil(STREAMS / inFlight)}`;
        const revision = revisions.get(stream) ?? -1;
        const sentMs = performance.now();
        const answer = await log.append(stream, revision, [orderPlaced(number)]);
        assert(answer.ok, 'a benched append succeeds');
        latenciesMs.push(performance.now() - sentMs);
        revisions.set(stream, revision + 1);
      }
    }),
  );
  const cpu = process.cpuUsage(cpuBefore);
  const count = latenciesMs.length;
  return {
    appendsPerSecond: Math.round((count / (performance.now() - startMs)) * 1_000),
    latenciesMs,
    cpuMicrosPerEvent: Math.round(((cpu.user + cpu.system) / count) * 10) / 10,
  };
}

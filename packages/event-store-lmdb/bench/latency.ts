import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventLog, START, type Subscribe } from '@truetape/event-store';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { type LmdbLog, openLmdbReader } from '../src/index.ts';
import { orderPlaced } from './order-placed.ts';
import { percentile } from './percentile.ts';

export interface Latency {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** From the call of append until a subscriber has the event; what a commit takes is part of it. */
export interface LatencyFigures {
  readonly appendsPerSecond: number;
  readonly acknowledged: Latency;
  readonly inProcess: Latency;
  readonly otherProcess: Latency;
}

/** Appends a second while latencies are measured, two at a time. */
const RATE = 500;
const STREAM = 'account-latency';

const nowMicros = () => Number(process.hrtime.bigint() / 1_000n);
const latencyMs = (event: RecordedEvent) =>
  (nowMicros() - (event.data as { readonly sentMicros: number }).sentMicros) / 1_000;

const summary = (latenciesMs: readonly number[]): Latency => ({
  count: latenciesMs.length,
  p50Ms: percentile(latenciesMs, 0.5),
  p99Ms: percentile(latenciesMs, 0.99),
});

function watch(log: EventLog, told: number[], onCaughtUp: Subscribe['onCaughtUp'] = () => {}) {
  log.subscribeAll({
    after: START,
    prefixes: [STREAM],
    onEvents: (events) => {
      for (const event of events) told.push(latencyMs(event));
    },
    onCaughtUp,
    onFailure: (failure) => {
      throw failure;
    },
  });
}

/** @param spawnReader starts a process that calls {@link readForLatency} with the log's folder */
export async function measureLatency(
  log: LmdbLog,
  seconds: number,
  spawnReader: () => ChildProcess,
): Promise<LatencyFigures> {
  const reader = spawnReader();
  await once(reader, 'message');
  const inProcess: number[] = [];
  const acknowledged: number[] = [];
  watch(log, inProcess);
  let revision = START;
  const append = async () => {
    const sentMicros = nowMicros();
    const event = { ...orderPlaced(revision), data: { sentMicros } };
    const answer = await log.append(STREAM, revision++, [event]);
    assert(answer.ok, 'a benched append succeeds');
    acknowledged.push((nowMicros() - sentMicros) / 1_000);
  };
  const startMs = performance.now();
  for (let sent = 0; performance.now() - startMs < seconds * 1_000; ) {
    const due = Math.floor(((performance.now() - startMs) / 1_000) * RATE);
    for (; sent < due; sent++) void append();
    await sleep(1);
  }
  await log.settled();
  await sleep(300);
  reader.send('over');
  const [otherProcess] = (await once(reader, 'message')) as [Latency];
  return {
    appendsPerSecond: RATE,
    acknowledged: summary(acknowledged),
    inProcess: summary(inProcess),
    otherProcess,
  };
}

/** The other process: tells when it follows the log, and at the end what it measured. */
export async function readForLatency(folder: string): Promise<void> {
  const log = await openLmdbReader({ folder });
  const told: number[] = [];
  watch(
    log,
    told,
    onlyOnce(() => void process.send?.('ready')),
  );
  await once(process, 'message');
  process.send?.(summary(told));
  await log.close();
  process.disconnect();
}

function onlyOnce(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { WorkerProgram } from '../../load/worker/spawn-worker.ts';
import type { Reference } from './reference.ts';
import type { LatencyFigure, PassFigure } from './runner.ts';
import { type Runner, spawnRunner } from './spawn-runner.ts';

/** One workload, by all contenders; the rates are medians of rounds that alternate. */
export interface ContestFigure {
  readonly workload: string;
  /** Of the file. */
  readonly sha256: string;
  readonly messages: number;
  readonly messagesPerSecond: number;
  readonly referenceMessagesPerSecond: number | null;
  readonly ratioToReference: number | null;
  readonly naiveMessagesPerSecond: number;
  readonly nodejsOrderBookMessagesPerSecond: number | null;
  readonly latencyNs: LatencyFigure;
  readonly peakMemoryBytes: number;
  /** What was left out or cut short, in words. */
  readonly notes: readonly string[];
}

export interface ContestOptions {
  readonly file: string;
  readonly worker: WorkerProgram;
  readonly reference: Reference | undefined;
  readonly onStep: (step: string) => void;
}

const ROUNDS = 5;
/** A contender that is slower has its rate from what it did in this time. */
const SLOW_MS = 10_000;
const TOO_SLOW_MS = 60_000;

export async function contest(options: ContestOptions): Promise<ContestFigure> {
  const { file, worker, reference, onStep } = options;
  const workload = basename(file);
  const notes: string[] = [];
  const runners: Runner[] = [];
  const start = async (...[contender]: [Parameters<typeof spawnRunner>[1]]) => {
    const runner = await spawnRunner(worker, contender, file);
    runners.push(runner);
    return runner;
  };
  try {
    onStep(`${workload}: production and reference, ${ROUNDS} rounds`);
    const production = await start('production');
    await production.pass(TOO_SLOW_MS);
    const ours: PassFigure[] = [];
    const theirs: PassFigure[] = [];
    const isReadable = file.endsWith('.bin') || file.endsWith('.bin.gz');
    if (!isReadable) notes.push('reference: reads .bin alone');
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await production.pass(TOO_SLOW_MS));
      if (reference !== undefined && isReadable) theirs.push(await reference.pass(file));
    }
    onStep(`${workload}: message by message`);
    const latencyNs = await production.latencies();
    const peakMemoryBytes = await production.memory();
    onStep(`${workload}: naive book`);
    const naive = await (await start('naive')).pass(SLOW_MS);
    if (naive.messages < production.count) {
      notes.push(`naive book: the first ${naive.messages} messages`);
    }
    onStep(`${workload}: nodejs-order-book`);
    const other = await orderBookPass(start, production.count, notes);
    const messagesPerSecond = median(ours.map(rateOf));
    const referenceMessagesPerSecond = theirs.length === 0 ? null : median(theirs.map(rateOf));
    return {
      workload,
      sha256: await sha256Of(file),
      messages: production.count,
      messagesPerSecond,
      referenceMessagesPerSecond,
      ratioToReference:
        referenceMessagesPerSecond === null
          ? null
          : Math.round((messagesPerSecond / referenceMessagesPerSecond) * 100) / 100,
      naiveMessagesPerSecond: rateOf(naive),
      nodejsOrderBookMessagesPerSecond: other === undefined ? null : rateOf(other),
      latencyNs,
      peakMemoryBytes,
      notes,
    };
  } finally {
    for (const runner of runners) runner.stop();
  }
}

async function orderBookPass(
  start: (contender: 'nodejs-order-book') => Promise<Runner>,
  count: number,
  notes: string[],
): Promise<PassFigure | undefined> {
  try {
    const pass = await (await start('nodejs-order-book')).pass(TOO_SLOW_MS);
    if (pass.messages === count) return pass;
    notes.push(`nodejs-order-book: skipped, over ${TOO_SLOW_MS / 1_000} s`);
  } catch (error) {
    notes.push(`nodejs-order-book: left out, ${(error as Error).message}`);
  }
  return undefined;
}

const rateOf = ({ messages, seconds }: PassFigure) => Math.round(messages / seconds);

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] as number;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

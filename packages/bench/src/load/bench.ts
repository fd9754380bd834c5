import type { Instance, InstanceProgram } from '../instance/instance.ts';
import { describeMachine } from '../measure/machine.ts';
import { processorShares, sampleProcessors } from '../measure/processor-time.ts';
import type {
  AppendFigure,
  BenchReport,
  OpenLoopPhase,
  Phase,
  SaturationRound,
  SessionRound,
} from './bench-report.ts';
import { RATES, SECONDS } from './defaults.ts';
import { openMeasured } from './open-measured.ts';
import { untilCaughtUp, watchLag } from './projection-lag.ts';
import type { Via } from './transport.ts';
import { ACCOUNTS } from './venue.ts';
import type { Job } from './worker/job.ts';
import {
  type GeneratorProcess,
  spawnCeiling,
  spawnGenerator,
  type WorkerProgram,
} from './worker/spawn-worker.ts';

export interface BenchOptions {
  readonly program: InstanceProgram;
  readonly worker: WorkerProgram;
  readonly measureAppend?: (seconds: number) => Promise<readonly AppendFigure[]>;
  /** Length of each phase, in seconds. */
  readonly seconds?: number;
  /** Of the open loop, in orders a second. */
  readonly rates?: readonly number[];
  readonly seed?: number;
  /** With `session` the same orders are also sent by trading sessions, beside HTTP. */
  readonly via?: Via;
  /** Told before each phase, for a person who waits. */
  readonly onPhase?: (name: string) => void;
}

const SEED = 20_150_501;
const CONNECTIONS = 256;
const ROUNDS = 2;
const BATCH_SIZE = 20;
const WARM_UP_RATE = 500;
const WARM_UP_MS = 3_000;

/** Runs the published workload from start to end on an instance of its own, and cleans up. */
export async function bench(options: BenchOptions): Promise<BenchReport> {
  const seconds = options.seconds ?? SECONDS;
  const seed = options.seed ?? SEED;
  const say = options.onPhase ?? (() => {});
  const startedAt = new Date().toISOString();
  const stops: (() => unknown)[] = [];
  try {
    say('event store');
    const append = (await options.measureAppend?.(seconds)) ?? [];
    say('start');
    const ceiling = await spawnCeiling(options.worker);
    stops.push(ceiling.stop);
    const { instance, keys, venue } = await openMeasured(options.program, stops);
    const tokens = keys.traders.slice(0, ACCOUNTS).map(({ token }) => token);
    const connect = async (port: number, via: Via, feed: boolean) => {
      const generator = await spawnGenerator(options.worker);
      stops.push(generator.stop);
      await generator.run({ kind: 'connect', via, port, size: CONNECTIONS, tokens, feed });
      return generator;
    };
    const ofService = await connect(instance.port, 'http', true);
    const ofCeiling = await connect(ceiling.port, 'http', false);

    let phases = 0;
    const onService = async (job: PhaseOf<Job>, generator = ofService): Promise<Phase> => {
      phases += 1;
      const phase = `p${phases}`;
      await venue.reset(phase);
      await untilCaughtUp(instance.url);
      return measured(generator, { ...job, phase, seed: seed + phases }, instance);
    };
    const saturate = (batchSize: number) =>
      ({ kind: 'saturate', batchSize, durationMs: seconds * 1000 }) as const;

    /** The same orders over HTTP and over sessions, in turn, one by one and in batches. */
    const bySession = async (): Promise<readonly SessionRound[]> => {
      const ofSessions = await connect(instance.port, 'session', true);
      const rounds: SessionRound[] = [];
      for (const batchSize of [1, BATCH_SIZE, 1, BATCH_SIZE]) {
        say(`saturation, ${batchSize} a request, HTTP`);
        const http = await onService(saturate(batchSize));
        say(`saturation, ${batchSize} a request, sessions`);
        const session = await onService(saturate(batchSize), ofSessions);
        const ratio = share(session.operationsPerSecond, http.operationsPerSecond);
        rounds.push({ batchSize, http, session, ratio });
      }
      return rounds;
    };

    say('warm up');
    const warmUp = {
      kind: 'open-loop',
      ratePerSecond: WARM_UP_RATE,
      durationMs: WARM_UP_MS,
    } as const;
    await onService(warmUp);
    await measured(ofCeiling, { ...saturate(1), phase: 'w', seed, durationMs: WARM_UP_MS });
    const openLoop: OpenLoopPhase[] = [];
    for (const ratePerSecond of options.rates ?? RATES) {
      say(`open loop, ${ratePerSecond} orders/s`);
      const durationMs = seconds * 1000;
      const phase = await onService({ kind: 'open-loop', ratePerSecond, durationMs });
      openLoop.push({ ratePerSecond, ...phase });
    }
    const saturation: SaturationRound[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`saturation ${round} of ${ROUNDS}, bare Fastify`);
      const bare = await measured(ofCeiling, { ...saturate(1), phase: 'c', seed: seed + round });
      say(`saturation ${round} of ${ROUNDS}, service`);
      const service = await onService(saturate(1));
      const ratio = share(service.operationsPerSecond, bare.operationsPerSecond);
      saturation.push({ ceiling: bare, service, ratio });
    }
    say(`saturation in batches of ${BATCH_SIZE}`);
    const batches = await onService(saturate(BATCH_SIZE));
    const sessions = options.via === 'session' ? await bySession() : undefined;
    const ceilingPerSecond = mean(saturation.map((round) => round.ceiling.operationsPerSecond));
    const servicePerSecond = mean(saturation.map((round) => round.service.operationsPerSecond));
    return {
      machine: describeMachine(),
      startedAt,
      seed,
      seconds,
      connections: CONNECTIONS,
      append,
      openLoop,
      saturation,
      ceilingPerSecond,
      servicePerSecond,
      ratio: share(servicePerSecond, ceilingPerSecond),
      batches: {
        size: BATCH_SIZE,
        ratio: share(batches.operationsPerSecond, ceilingPerSecond),
        ...batches,
      },
      ...(sessions === undefined ? {} : { sessions }),
    };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** A job without what is set for every phase alike. */
type PhaseOf<Each> = Each extends { readonly phase: string } ? Omit<Each, 'phase' | 'seed'> : never;

async function measured(
  generator: GeneratorProcess,
  job: Job,
  instance?: Instance,
): Promise<Phase> {
  const marker = instance?.dataFolder;
  const before = sampleProcessors(marker);
  const lag = instance === undefined ? undefined : watchLag(instance.url);
  const outcome = await generator.run(job);
  const projectionLag = (await lag?.stop()) ?? null;
  const processors = processorShares(before, sampleProcessors(marker));
  if (outcome === undefined) throw new Error('A phase has an outcome.');
  return { ...outcome, processors, projectionLag };
}

function mean(values: readonly number[]): number {
  return Math.round(values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000;
}

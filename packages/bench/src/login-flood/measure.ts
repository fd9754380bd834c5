import type { ApiClient, ApiRequest } from '../client/api-client.ts';
import { expectSuccess } from '../client/expect.ts';
import type { InstanceProgram } from '../instance/instance.ts';
import { openMeasured } from '../load/open-measured.ts';
import { untilCaughtUp } from '../load/projection-lag.ts';
import { ACCOUNTS } from '../load/venue.ts';
import type { LoadOutcome } from '../load/worker/outcome.ts';
import { spawnGenerator, type WorkerProgram } from '../load/worker/spawn-worker.ts';
import { describeMachine, type Machine } from '../measure/machine.ts';
import {
  type ProcessorShares,
  processorShares,
  sampleProcessors,
} from '../measure/processor-time.ts';
import type { FloodOutcome } from './flood-job.ts';
import { spawnFlood } from './spawn-flood.ts';

export interface FloodPhase {
  readonly orders: LoadOutcome;
  /** Undefined where orders were alone. */
  readonly signIns?: FloodOutcome;
  readonly processors: ProcessorShares | null;
}

export interface LoginFloodReport {
  readonly machine: Machine;
  readonly ordersPerSecond: number;
  readonly signInsPerSecond: number;
  readonly seconds: number;
  /** In the order that they ran: alone, beside, alone, beside … */
  readonly phases: readonly FloodPhase[];
}

export interface LoginFloodOptions {
  readonly program: InstanceProgram;
  readonly worker: WorkerProgram;
  readonly seconds: number;
}

const ORDERS_PER_SECOND = 500;
const SIGN_INS_PER_SECOND = 200;
const CONNECTIONS = 64;
const ROUNDS = 3;
/** Until code is compiled and snapshots are written as they are all day. */
const WARM_UP_MS = 30_000;
const SEED = 20_150_501;
const USERS = 4;

/** Orders alone and beside sign-ins with wrong passwords, in turn, on one service. */
export async function measureLoginFlood(options: LoginFloodOptions): Promise<LoginFloodReport> {
  const { program, worker, seconds } = options;
  const durationMs = seconds * 1_000;
  const stops: (() => unknown)[] = [];
  try {
    const { instance, keys, venue, connect } = await openMeasured(program, stops);
    const emails = await register(connect(keys.operator.token));
    const generator = await spawnGenerator(worker);
    stops.push(generator.stop);
    const flood = await spawnFlood(worker);
    stops.push(flood.stop);
    const tokens = keys.traders.slice(0, ACCOUNTS).map(({ token }) => token);
    const { port, dataFolder } = instance;
    const job = { kind: 'connect', via: 'http', port, size: CONNECTIONS, tokens } as const;
    await generator.run({ ...job, feed: false });

    let phaseNumber = 0;
    const phase = async (isFlooded: boolean, lastsMs: number): Promise<FloodPhase> => {
      phaseNumber += 1;
      await venue.reset(`p${phaseNumber}`);
      await untilCaughtUp(instance.url);
      const before = sampleProcessors(dataFolder);
      const [orders, signIns] = await Promise.all([
        generator.run({
          ...{ kind: 'open-loop', ratePerSecond: ORDERS_PER_SECOND, durationMs: lastsMs },
          ...{ phase: `p${phaseNumber}`, seed: SEED + phaseNumber },
        }),
        isFlooded
          ? flood.run({ port, ratePerSecond: SIGN_INS_PER_SECOND, durationMs: lastsMs, emails })
          : undefined,
      ]);
      const processors = processorShares(before, sampleProcessors(dataFolder));
      if (orders === undefined) throw new Error('A phase has an outcome.');
      return { orders, ...(signIns && { signIns }), processors };
    };

    // The first password starts the process that hashes them.
    await phase(true, WARM_UP_MS);
    const phases: FloodPhase[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const isFlooded of [false, true]) {
        process.stderr.write(
          `bench: ${isFlooded ? 'beside sign-ins' : 'alone'}, ${round} of ${ROUNDS}\n`,
        );
        phases.push(await phase(isFlooded, durationMs));
      }
    }
    return {
      machine: describeMachine(),
      ordersPerSecond: ORDERS_PER_SECOND,
      signInsPerSecond: SIGN_INS_PER_SECOND,
      seconds,
      phases,
    };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Users with a password, whose sign-ins fail as those of nobody do. */
async function register(client: ApiClient): Promise<readonly string[]> {
  const emails = Array.from({ length: USERS }, (_, at) => `user-${at}@bench.example`);
  for (const email of emails) {
    const body = { email, password: `the right password of ${email}` };
    const request: ApiRequest = { method: 'POST', path: '/v1/users', body };
    expectSuccess(request, await client.send(request));
  }
  return emails;
}

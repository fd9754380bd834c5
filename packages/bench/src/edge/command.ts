import type { InstanceProgram } from '../instance/instance.ts';
import { openMeasured } from '../load/open-measured.ts';
import { table } from '../load/table.ts';
import { ACCOUNTS } from '../load/venue.ts';
import type { LoadOutcome } from '../load/worker/outcome.ts';
import { spawnGenerator, type WorkerProgram } from '../load/worker/spawn-worker.ts';
import type { LatencySummary } from '../measure/latencies.ts';
import { describeMachine, type Machine } from '../measure/machine.ts';
import {
  type ProcessorShares,
  processorShares,
  sampleProcessors,
} from '../measure/processor-time.ts';
import type { AttackKind, AttackReport } from './attack.ts';
import { spawnAttackers } from './spawn-attackers.ts';

export interface EdgeOptions {
  readonly program: InstanceProgram;
  readonly worker: WorkerProgram;
  readonly json?: boolean;
}

/** One phase of honest orders. */
export interface EdgePhase {
  readonly ack: LatencySummary;
  /** Orders that were not answered 2xx: refused, dropped or left without an answer. */
  readonly errors: number;
  readonly processors: ProcessorShares | null;
}

/** Honest clients beside attackers, and alone before and after. */
export interface EdgeRound {
  readonly attack: AttackKind;
  readonly alone: EdgePhase;
  readonly beside: EdgePhase;
  readonly attacked: AttackReport;
}

export interface EdgeReport {
  readonly machine: Machine;
  readonly ordersPerSecond: number;
  readonly seconds: number;
  readonly rounds: readonly EdgeRound[];
}

const ATTACKS: readonly AttackKind[] = [
  'slow headers',
  'slow bodies',
  'idle connections',
  'deep JSON',
];
const ROUNDS = 3;
const RATE = 500;
const SECONDS = 20;
const CONNECTIONS = 64;
/** Until code is compiled and snapshots are written as they are all day. */
const WARM_UP_MS = 30_000;

/** `bench edge`: what honest clients notice of others who are not. Answers the exit code. */
export async function edgeCommand(options: EdgeOptions): Promise<number> {
  const report = await measure(options);
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : textOf(report));
  return 0;
}

async function measure({ program, worker }: EdgeOptions): Promise<EdgeReport> {
  const stops: (() => unknown)[] = [];
  try {
    // With the rate limits that everybody has: they are a part of what keeps attackers off.
    const { instance, keys, venue } = await openMeasured(program, stops, { rateLimits: 'default' });
    const { port, dataFolder } = instance;
    const attackers = await spawnAttackers(worker);
    stops.push(attackers.stop);
    const generator = await spawnGenerator(worker);
    stops.push(generator.stop);
    const tokens = keys.traders.slice(0, ACCOUNTS).map(({ token }) => token);
    // Who holds the deep orders places no others: an attacker may have that account.
    const token = keys.traders.at(-1)?.token ?? '';
    const size = CONNECTIONS;

    let phases = 0;
    const trade = async (durationMs: number): Promise<EdgePhase> => {
      phases += 1;
      const before = sampleProcessors(dataFolder);
      const shared = { phase: `e${phases}`, seed: phases, durationMs } as const;
      const outcome = await generator.run({ kind: 'open-loop', ratePerSecond: RATE, ...shared });
      if (outcome === undefined) throw new Error('A phase has an outcome.');
      const processors = processorShares(before, sampleProcessors(dataFolder));
      return { ack: outcome.ack, errors: errorsOf(outcome), processors };
    };
    await venue.reset('warm');
    // Connections on which nothing is asked are ended: not before there is something to ask.
    await generator.run({ kind: 'connect', via: 'http', port, size, tokens, feed: false });
    await trade(WARM_UP_MS);
    const rounds: EdgeRound[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const attack of ATTACKS) {
        process.stderr.write(`bench: ${attack}, ${round} of ${ROUNDS}\n`);
        await venue.reset(`${round} ${attack}`.replaceAll(' ', '-'));
        const alone = await trade(SECONDS * 1_000);
        await attackers.run({ kind: 'begin', attack, port, token });
        const beside = await trade(SECONDS * 1_000);
        const attacked = await attackers.run({ kind: 'end' });
        if (attacked === undefined) throw new Error('The attackers have not said what they did.');
        rounds.push({ attack, alone, beside, attacked });
      }
    }
    return { machine: describeMachine(), ordersPerSecond: RATE, seconds: SECONDS, rounds };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function errorsOf({ refusals, dropped, unanswered, ordersRefused }: LoadOutcome): number {
  const refused = Object.values(refusals).reduce((sum, each) => sum + each, 0);
  return refused + ordersRefused + dropped + unanswered;
}

function textOf({ machine, ordersPerSecond, seconds, rounds }: EdgeReport): string {
  const ms = (value: number | null) => value?.toFixed(1) ?? '–';
  const percent = (value: number | undefined) =>
    value === undefined ? '–' : `${Math.round(value * 100)} %`;
  const row = ({ attack, alone, beside, attacked }: EdgeRound) => [
    attack,
    String(attacked.openMax),
    String(attacked.ended),
    Object.entries(attacked.answers)
      .map(([status, count]) => `${count} × ${status}`)
      .join(', '),
    ...[alone, beside].flatMap(({ ack }) => [ms(ack.p50Ms), ms(ack.p99Ms)]),
    ratioOf(alone.ack.p50Ms, beside.ack.p50Ms),
    ratioOf(alone.ack.p99Ms, beside.ack.p99Ms),
    `${alone.errors}/${beside.errors}`,
    percent(beside.processors?.own),
    percent(beside.processors?.foreign),
  ];
  return [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${machine.commit}`,
    `${ordersPerSecond} orders/s of honest clients, ${seconds} s a phase; ms from the scheduled arrival to the acknowledgement`,
    ...table([
      [
        ...['beside', 'open', 'ended', 'answers', 'alone p50', 'p99', 'beside p50', 'p99'],
        ...['ratio p50', 'p99', 'lost alone/beside', 'own cpu', 'foreign'],
      ],
      ...rounds.map(row),
    ]),
    `Median p99 beside, of that alone: ${ATTACKS.map((attack) => `${attack} × ${ratioOfMedians(rounds, attack)}`).join(', ')}`,
    '',
  ].join('\n');
}

function ratioOf(alone: number | null, beside: number | null): string {
  return alone === null || beside === null || alone === 0 ? '–' : (beside / alone).toFixed(2);
}

/** Of the medians over the rounds: in any one of them the machine has bad moments of its own. */
function ratioOfMedians(rounds: readonly EdgeRound[], attack: AttackKind): string {
  const ofAttack = rounds.filter((round) => round.attack === attack);
  const median = (of: (round: EdgeRound) => EdgePhase) => {
    const all = ofAttack.map((round) => of(round).ack.p99Ms ?? 0).sort((one, other) => one - other);
    return all[Math.floor(all.length / 2)] ?? null;
  };
  return ratioOf(
    median(({ alone }) => alone),
    median(({ beside }) => beside),
  );
}

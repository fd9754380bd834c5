import type { InstanceProgram } from '../instance/instance.ts';
import { openMeasured } from '../load/open-measured.ts';
import { ACCOUNTS } from '../load/venue.ts';
import type { WorkerProgram } from '../load/worker/spawn-worker.ts';
import { describeMachine, type Machine } from '../measure/machine.ts';
import { type FeedsCase, type FeedsFigures, measureFeeds } from './measure-feeds.ts';
import { spawnReaders } from './spawn-readers.ts';

export interface FeedsOptions {
  readonly program: InstanceProgram;
  readonly worker: WorkerProgram;
  readonly json?: boolean;
  /** The fixed case alone. */
  readonly fixed?: boolean;
}

export interface FeedsReport {
  readonly machine: Machine;
  /** Nobody listens: what trading alone costs. */
  readonly alone: FeedsFigures;
  readonly fixed: FeedsFigures;
  /** More and more clients, until one step was too much. */
  readonly clients: readonly FeedsFigures[];
  /** More and more changes, until one step was too much. */
  readonly changes: readonly FeedsFigures[];
}

/** Beyond it a step was too much. */
const P99_MAX_MS = 100;
const FIXED: FeedsCase = { clients: 500, changesPerSecond: 1_000, seconds: 30, stalled: 1 };
const STEP_SECONDS = 8;
const CLIENTS = [100, 250, 500, 1_000, 2_000];
const CHANGES = [500, 1_000, 2_000, 4_000];
const CHANGES_CLIENTS = 100;

/** `bench feeds`: how many clients hear how many changes how soon. Answers the exit code. */
export async function feedsCommand(options: FeedsOptions): Promise<number> {
  const { json } = options;
  const report = await measureAll(options);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : textOf(report));
  return 0;
}

async function measureAll({ program, worker, fixed: isFixed }: FeedsOptions): Promise<FeedsReport> {
  const stops: (() => unknown)[] = [];
  try {
    const { instance, keys, venue, connect } = await openMeasured(program, stops);
    const readers = await spawnReaders(worker);
    stops.push(readers.stop);
    const operator = connect(keys.operator.token);
    const traders = keys.traders.slice(0, ACCOUNTS).map(({ token }) => connect(token));
    const { url, port } = instance;
    const setting = { url, port, operator, traders, readers };
    let runs = 0;
    const measure = async (of: FeedsCase) => {
      runs += 1;
      const { clients, changesPerSecond, seconds } = of;
      process.stderr.write(`bench: ${clients} clients, ${changesPerSecond}/s, ${seconds} s\n`);
      await venue.reset(`feeds-${runs}`);
      return await measureFeeds(setting, of, `feeds-${runs}`);
    };
    const step = { seconds: STEP_SECONDS, stalled: 0 };
    const alone = await measure({ ...step, clients: 0, changesPerSecond: 1_000 });
    const fixed = await measure(FIXED);
    const clients = await untilTooMuch(
      (isFixed ? [] : CLIENTS).map((count) => ({
        ...step,
        clients: count,
        changesPerSecond: 1_000,
      })),
      measure,
    );
    const changes = await untilTooMuch(
      (isFixed ? [] : CHANGES).map((count) => ({
        ...step,
        clients: CHANGES_CLIENTS,
        changesPerSecond: count,
      })),
      measure,
    );
    return { machine: describeMachine(), alone, fixed, clients, changes };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function untilTooMuch(
  cases: readonly FeedsCase[],
  measure: (of: FeedsCase) => Promise<FeedsFigures>,
): Promise<readonly FeedsFigures[]> {
  const measured: FeedsFigures[] = [];
  for (const of of cases) {
    const figures = await measure(of);
    measured.push(figures);
    const { latency, ended } = figures;
    if ((latency.p99Ms ?? 0) > P99_MAX_MS || ended.length > 0) break;
  }
  return measured;
}

function textOf({ machine, alone, fixed, clients, changes }: FeedsReport): string {
  const row = (of: FeedsFigures) => {
    const { p50Ms, p99Ms, maxMs } = of.latency;
    const perSecond = Math.round(of.frames / of.seconds);
    const cost = ((of.processorShare - alone.processorShare) * of.seconds * 1_000) / of.frames;
    const costMs = of.frames === 0 ? '' : `, ${(cost * 1_000).toFixed(1)} ms of a core per 1,000`;
    return [
      `  ${of.clients} clients × ${of.channels} channels, ${of.changesPerSecond} changes/s:`,
      `p50 ${p50Ms}, p99 ${p99Ms}, max ${maxMs} ms; ${perSecond} frames/s${costMs};`,
      `${Math.round(of.processorShare * 100)} % of a core, ${of.residentMiB} MiB, ${of.connectionKiB} KiB a connection;`,
      `${of.changes} changes, ${of.gaps} gaps, ${of.ended.length} ended`,
    ].join(' ');
  };
  return [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${machine.commit}`,
    'From the log to each client, in ms',
    `Nobody listens: ${Math.round(alone.processorShare * 100)} % of a core`,
    `For ${fixed.seconds} s, beside one that does not read (${fixed.stalledEnded.join(', ') || 'stayed'}):`,
    row(fixed),
    ...(clients.length > 0 ? ['Clients:', ...clients.map(row)] : []),
    ...(changes.length > 0 ? ['Changes:', ...changes.map(row)] : []),
    '',
  ].join('\n');
}

import { createAccounts } from '@truetape/accounts';
import { readVoidedInputs } from '@truetape/codec';
import { createCorrectionsDesk, createVenueDesk } from '@truetape/command-api/commands';
import { type EventLog, type Resumed, resume, type Snapshots, START } from '@truetape/event-store';
import { createMatcher, RULESETS } from '@truetape/matcher';
import { createLogger, createMetrics } from '@truetape/observability';
import { type RowStore, runSession } from '@truetape/projections/session';
import {
  type AppendWatch,
  createClock,
  createRiskWatch,
  type RiskWatch,
} from '@truetape/workflows';
import { startOrderPath } from 'truetape/order-path';
import { Alerts } from './alerts.ts';
import { follow } from './follow.ts';
import { never } from './life.ts';
import type { OrderDesk } from './order-desk.ts';
import type { Program, Running } from './simulated-process.ts';

/** They cost more to make than a process does. */
export const logger = createLogger({ level: 'silent', destination: '-' });
const metrics = createMetrics({ processMetrics: false });

export interface MarketOptions {
  readonly outcomesPerAppend: number;
  readonly checkpointEvery: number;
}

type OpenLog = (running: Running) => EventLog;
type OnDesk = (desk: OrderDesk) => void;

/** Everything that takes orders, in one process that is the only writer of its log. */
export function orderPathProgram(
  open: OpenLog,
  snapshots: Snapshots,
  options: MarketOptions,
  onDesk: OnDesk,
): Program {
  return async (running) => {
    const { life, now, instance, fail } = running;
    const log = open(running);
    const alerts = new Alerts();
    const path = await life.whileAlive(
      startOrderPath({
        log,
        snapshots,
        now,
        instance,
        build: 'simulated',
        logger,
        metrics: alerts.counting(metrics),
        onStopped: fail,
        ...options,
      }),
    );
    const { accounts } = path;
    life.onDeath(() => void path.stop());
    onDesk(deskOf({ log, accounts, alerts }, running));
  };
}

function deskOf(
  { log, accounts, alerts }: Pick<OrderDesk, 'log' | 'accounts' | 'alerts'>,
  { now, life }: Running,
): OrderDesk {
  const { catalogue, stateOf, reached } = accounts;
  const venue = createVenueDesk({ log, catalogue, now, rulesets: RULESETS, reached });
  const earlierVenue = createVenueDesk({ log, catalogue, now, rulesets: [1], reached });
  const corrections = createCorrectionsDesk({ log, catalogue, stateOf, now, reached });
  const liveAfter = accounts.position();
  return { accounts, log, venue, earlierVenue, corrections, now, life, alerts, liveAfter };
}

export function accountsProgram(open: OpenLog, onDesk: OnDesk): Program {
  return async (running) => {
    const log = open(running);
    const alerts = new Alerts();
    const accounts = createAccounts({ log, now: running.now, metrics: alerts.counting(metrics) });
    await follow(log, accounts, running);
    onDesk(deskOf({ log, accounts, alerts }, running));
  };
}

export function matcherProgram(open: OpenLog, options: MarketOptions): Program {
  return async (running) => {
    const log = open(running);
    const { now, instance, fail, replaced } = running;
    const matcher = createMatcher({
      log,
      instance,
      build: 'simulated',
      now,
      logger,
      metrics,
      voided: await readVoidedInputs(log),
      onStopped: (reason, how) => (how === 'replaced' ? replaced() : fail(reason)),
      ...options,
    });
    await follow(log, matcher, running);
  };
}

export function clockProgram(open: OpenLog): Program {
  return async (running) => {
    const log = open(running);
    const { life, now, instance, fail } = running;
    const clock = createClock({ log, now, instance, onStopped: fail });
    life.onDeath(() => void clock.stop());
    await follow(log, clock, running);
  };
}

/** @param append by whom it appends: itself, or the process that alone writes the log */
export function riskWatchProgram(
  open: OpenLog,
  append: (log: EventLog) => AppendWatch,
  snapshots: Pick<Snapshots, 'newestFirst'> = NO_SNAPSHOTS,
): Program {
  return async (running) => {
    const { life } = running;
    const log = open(running);
    const begin = () => createRiskWatch({ append: append(log), logger, metrics });
    const watchFrom = async (watch: RiskWatch, resumed: Resumed) => {
      life.onDeath(() => void watch.stop());
      await follow(log, { ...resumed, goLive: watch.goLive }, running, resumed.after);
    };
    try {
      const watch = begin();
      await watchFrom(watch, await life.whileAlive(resume(log, snapshots, [watch], UNHEARD)));
    } catch {
      const watch = begin();
      await watchFrom(watch, { after: START, onEvents: watch.onEvents });
    }
  };
}

const NO_SNAPSHOTS: Pick<Snapshots, 'newestFirst'> = {
  newestFirst: async function* () {
    // There are none beside a log on a server.
  },
};
const UNHEARD: Parameters<typeof resume>[3] = {
  onResumed: () => undefined,
  onIgnored: () => undefined,
};

export function projectorProgram(open: OpenLog, rows: RowStore): Program {
  return async (running) => {
    const { life, fail } = running;
    const stopping = new AbortController();
    life.onDeath(() => stopping.abort());
    const end = await life.whileAlive(
      runSession({
        log: open(running),
        rows: rowsOfLife(rows, running),
        logger,
        stopping: stopping.signal,
        upTo: undefined,
        onStarted: () => undefined,
        onProgress: () => undefined,
      }),
    );
    const isPassing =
      end.kind === 'disconnected' ||
      (end.kind === 'failed' && end.failure.code === 'SECOND_PROJECTOR');
    fail(isPassing ? 'the rows are away' : JSON.stringify(end));
  };
}

/** What a dead projector has sent may still be written; it sends nothing more. */
const rowsOfLife = (rows: RowStore, { life }: Running): RowStore => ({
  load: (logId) => (life.isAlive ? life.whileAlive(rows.load(logId)) : never()),
  write: (batch) => (life.isAlive ? life.whileAlive(rows.write(batch)) : never()),
});

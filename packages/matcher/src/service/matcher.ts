import {
  canonicalJson,
  catalogueEvolve,
  emptyCatalogue,
  formatTime,
  inNewestVersion,
  marketIn,
  readInput,
  restoreCatalogue,
  type StoredCatalogue,
  storedCatalogue,
  type VoidedInputs,
  versioned,
} from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import type { EpochMs, Outcome } from '@truetape/domain';
import { bodyOf, type EventLog, linesOf, type Resumable, readLine } from '@truetape/event-store';
import type { NewEvent, RecordedEvent } from '@truetape/kernel';
import type { Logger, Metrics } from '@truetape/observability';
import { NEWEST_RULESET } from '../engine/index.ts';
import { InputFailedError } from './input-failed.ts';
import { MarketRun, type StoredMarket } from './market-run.ts';
import type { Stopped } from './stopped.ts';

export interface MatcherOptions {
  readonly log: EventLog;
  /** Different for every start of every matcher. */
  readonly instance: string;
  /** The version and commit of the program, for auditors. */
  readonly build: string;
  readonly now: () => EpochMs;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The inputs that markets pass over, as they stood in the log before anything was read. */
  readonly voided: VoidedInputs;
  /** An append is 1 MiB at most and an outcome below 1.4 KiB. Smaller in tests of split inputs. */
  readonly outcomesPerAppend?: number;
  /** How many inputs of a market lie between two checkpoints. Fewer in tests. */
  readonly checkpointEvery?: number;
  readonly onStopped: Stopped;
}

/** It reads the log in order, from its start or from where a snapshot ends. */
export interface Matcher extends Resumable {
  /** The log has been read to its head: takes over every market and appends what is missing. */
  readonly goLive: () => void;
}

const OUTCOMES_PER_APPEND = 700;
const CHECKPOINT_EVERY = 100_000;

/** The first line of what is kept; one line per market follows: the state of its engine. */
interface StoredHeader {
  readonly catalogue: StoredCatalogue;
  readonly markets: readonly StoredMarket[];
}

/** Runs every market of a log: one reader, any number of engines. */
export function createMatcher(options: MatcherOptions): Matcher {
  const { log, instance, build, now, logger, metrics, voided, onStopped } = options;
  const checkpointEvery = options.checkpointEvery ?? CHECKPOINT_EVERY;
  const catalogue = emptyCatalogue();
  const runs = new Map<string, MarketRun>();
  const replaced = new Set<string>();
  const matchSeconds = metrics.matchSeconds.labels();
  let live = false;

  const started = (): NewEvent =>
    versioned('MarketMatcherStarted', {
      correlationId: instance,
      data: { at: formatTime(now()), build, instance, ruleset: NEWEST_RULESET },
    });

  const scheduled = (): NewEvent =>
    versioned('MarketCheckpointsScheduled', {
      correlationId: instance,
      data: { at: formatTime(now()), every: checkpointEvery, instance },
    });

  function runOf(symbol: string): MarketRun {
    let run = runs.get(symbol);
    if (run === undefined) {
      run = new MarketRun({
        symbol,
        log,
        instance,
        started,
        checkpointEvery,
        scheduled,
        outcomesPerAppend: options.outcomesPerAppend ?? OUTCOMES_PER_APPEND,
        market: () => marketIn(catalogue, symbol),
        onStopped: (reason, how) => runStopped(symbol, reason, how),
      });
      runs.set(symbol, run);
      if (live) run.goLive();
    }
    return run;
  }

  /**
   * A market that another matcher has is left to it. This one ends when all its markets are: where two start at once,
   * each has some of them, and both are needed.
   */
  function runStopped(symbol: string, ...[reason, how]: Parameters<Stopped>): void {
    if (how === 'replaced') {
      replaced.add(symbol);
      if (replaced.size < runs.size) {
        logger.warn({ symbol, reason }, 'a market is left to another matcher');
        return;
      }
    }
    onStopped(reason, how);
  }

  function readOther(event: RecordedEvent, touched: Set<MarketRun>): void {
    if (event.type === 'InputVoided' && !voided.includes(event)) {
      const where = `position ${event.position}`;
      onStopped(`an input was voided after this matcher had started (${where})`, 'failed');
    }
    try {
      readIntent(event, touched);
    } catch (error) {
      throw new InputFailedError(event, error);
    }
  }

  function readIntent(event: RecordedEvent, touched: Set<MarketRun>): void {
    const input = readInput(event, catalogue);
    if (input === undefined) return;
    const concerned = input.symbol === undefined ? [...runs.values()] : [runOf(input.symbol)];
    for (const run of concerned) {
      const startedAtMs = performance.now();
      const isVoided = voided.has(input.ref, run.symbol);
      const outcomes = run.run(input, event.correlationId, isVoided);
      matchSeconds.observe((performance.now() - startedAtMs) / 1_000);
      if (live) logTrades(outcomes, event, run.symbol);
      touched.add(run);
    }
  }

  function logTrades(outcomes: readonly Outcome[], event: RecordedEvent, symbol: string): void {
    const trades = outcomes.filter(({ type }) => type === 'TradeExecuted').length;
    if (trades === 0) return;
    const { correlationId, stream, revision } = event;
    logger.info({ correlationId, symbol, stream, revision, trades }, 'traded');
  }

  return {
    name: 'matcher',
    schemaVersion: 1,
    capture: () => {
      const captured = [...runs.values()].map((run) => run.capture());
      const markets = captured.map(([market]) => market);
      const header: StoredHeader = { catalogue: storedCatalogue(catalogue), markets };
      return bodyOf([canonicalJson(header), ...captured.map(([, state]) => state)]);
    },
    restore: (body) => {
      const [first, ...states] = linesOf(body);
      const header = readLine<StoredHeader>(first);
      restoreCatalogue(catalogue, header.catalogue);
      header.markets.forEach((market, index) => {
        const state = Buffer.from(states[index] ?? []).toString();
        runOf(market.symbol).restore(market, state, catalogue);
      });
    },
    onEvents: (events) => {
      const touched = new Set<MarketRun>();
      for (const stored of events) {
        const event = inNewestVersion(stored);
        catalogueEvolve(catalogue, event);
        const symbol = idOf('market', event.stream);
        if (symbol === undefined) readOther(event, touched);
        else runOf(symbol).read(event);
      }
      for (const run of touched) run.flush();
    },
    goLive: () => {
      live = true;
      for (const run of runs.values()) run.goLive();
    },
  };
}

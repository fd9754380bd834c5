import { assert } from '@truetape/kernel';
import { followTrades, type TradeFeed } from '../../client/trade-feed.ts';
import { openTransport } from '../open-transport.ts';
import type { Pool, Transport } from '../transport.ts';
import { MARKETS } from '../workload/market.ts';
import { makeWorkload } from '../workload/workload.ts';
import { type Desk, makeDesk } from './desk.ts';
import { type FillWatch, makeFillWatch } from './fill-watch.ts';
import type { Job } from './job.ts';
import { runOpenLoop } from './open-loop.ts';
import type { LoadOutcome } from './outcome.ts';
import { runSaturation } from './saturation.ts';
import { makeTally } from './tally.ts';

/** Orders that each account has open before a phase begins, so that there is always one to cancel. */
const PREFILL = 20;
/** No phase places more; with the reset between phases this bounds the books. */
const OPERATIONS_MAX = 150_000;

export interface Generator {
  readonly run: (job: Job) => Promise<LoadOutcome | undefined>;
  readonly close: () => void;
}

/** Plays the workload against one server. State between jobs: connections, and how many crossing orders there were. */
export function makeGenerator(): Generator {
  let transport: Transport | undefined;
  let feed: TradeFeed | undefined;
  let fills: FillWatch = makeFillWatch();
  let tokens: readonly string[] = [];
  let crossingsBefore = 0;

  const connect = async (job: Extract<Job, { kind: 'connect' }>) => {
    tokens = job.tokens;
    transport = await openTransport(job.via, job);
    if (!job.feed) return;
    feed = followTrades({
      url: `http://127.0.0.1:${job.port}`,
      symbols: MARKETS,
      onTrade: (symbol, trade, arrivedMs) =>
        fills.onTrade(`${symbol} ${trade.quantity}`, arrivedMs),
    });
    await feed.subscribed;
  };
  const runPhase = async (job: Exclude<Job, { kind: 'connect' }>): Promise<LoadOutcome> => {
    assert(transport !== undefined, 'a generator is connected before it runs a phase');
    const { pool, wording } = transport;
    const { phase, seed, durationMs } = job;
    const workload = makeWorkload({ seed, phase, accounts: tokens.length, crossingsBefore });
    const desk = makeDesk(workload, wording, tokens.length);
    await prefill(pool, desk, tokens.length);
    fills = makeFillWatch();
    // Without a feed nobody will ever tell a trade.
    const expected = feed === undefined ? { ...fills, expect: () => {} } : fills;
    const tally = makeTally(expected);
    const shared = { pool, onAnswer: desk.onAnswer, tally, durationMs };
    const outcome =
      job.kind === 'open-loop'
        ? await runOpenLoop({
            ...shared,
            ratePerSecond: job.ratePerSecond,
            next: desk.single,
            fillsOutstanding: expected.outstanding,
          })
        : await runSaturation({
            ...shared,
            operationsMax: OPERATIONS_MAX,
            next: job.batchSize === 1 ? desk.single : () => desk.batch(job.batchSize),
          });
    crossingsBefore = workload.crossings();
    return outcome;
  };
  return {
    run: (job) => (job.kind === 'connect' ? connect(job).then(() => undefined) : runPhase(job)),
    close: () => {
      feed?.close();
      transport?.pool.close();
    },
  };
}

async function prefill(pool: Pool, desk: Desk, accounts: number): Promise<void> {
  for (let account = 0; account < accounts; account += 1) {
    const request = desk.prefill(account, PREFILL);
    await new Promise<void>((resolve, reject) => {
      const taken = pool.send(request, (status, body) => {
        if (status >= 200 && status < 300) {
          desk.onAnswer(request, body);
          resolve();
        } else reject(new Error(`The orders before a phase were answered ${status} ${body}`));
      });
      if (!taken) reject(new Error('No connection is free before a phase.'));
    });
  }
}

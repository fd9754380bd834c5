import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { join } from 'node:path';
import { createAccounts } from '@truetape/accounts';
import { verifyLog } from '@truetape/audit';
import { epochMs } from '@truetape/domain';
import { type EventLog, START } from '@truetape/event-store';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { createMetrics } from '@truetape/observability';
import { describe, test } from 'vitest';
import { execute, limitOrder, openVenue, type Venue } from '../order-path/support.ts';
import { afterThisTest, freePort, run, temporaryFolder, until } from '../process/support.ts';
import { startDouble } from './shapes.ts';

const MATCHER = join(import.meta.dirname, '../../dist/matcher.js');
const MARKET = 'market-BTC-USD';

/** Accounts in this process, and a server that matchers of their own processes share with it. */
async function venueOnServer() {
  const url = await startDouble();
  const log = await openEventStoreDbLog({ connectionString: url, clockMs: Date.now });
  afterThisTest(() => log.close());
  const now = () => epochMs(Date.now());
  const accounts = createAccounts({ log, now, metrics: createMetrics({ processMetrics: false }) });
  await new Promise<void>((live, fail) => {
    let isLive = false;
    log.subscribeAll({
      after: START,
      onEvents: accounts.onEvents,
      onCaughtUp: () => {
        if (!isLive) accounts.goLive();
        isLive = true;
        live();
      },
      onFailure: fail,
    });
  });
  const venue: Venue = { log, accounts, resumedAfter: START, stop: async () => undefined };
  let number = 0;
  return {
    venue,
    /** Places an order of 1 at 100, and resolves when it is matched. */
    place: async () => {
      number += 1;
      const [trader, side] =
        number % 2 === 0 ? (['bob', 'sell'] as const) : (['ann', 'buy'] as const);
      const answer = await execute(accounts, trader, limitOrder(venue, `o${number}`, side, 100, 1));
      if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
      await accounts.matched(trader, 'BTC-USD', answer.receipt.revision);
    },
    startMatcher: async () => {
      const port = await freePort();
      const environment = {
        EVENTSTORE_URL: url,
        MATCHER_PORT: String(port),
        DATA_DIR: temporaryFolder(),
      };
      const service = run({ program: MATCHER, arguments: [], environment });
      await until('the matcher is ready', async () => {
        if (service.child.exitCode !== null) throw new Error(service.errors());
        const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
        return answer?.ok === true;
      });
      return service;
    },
  };
}

/** The position in the stream of each fence, and how many outcomes there are after the last. */
async function fencesIn(log: EventLog) {
  const fences: { readonly instance: string; readonly revision: number }[] = [];
  let outcomesSince = 0;
  for await (const events of log.readStream(MARKET)) {
    for (const { type, revision, data } of events) {
      if (type === 'MarketMatcherStarted') {
        fences.push({ instance: (data as { readonly instance: string }).instance, revision });
        outcomesSince = 0;
      } else outcomesSince += 1;
    }
  }
  return { fences, outcomesSince };
}

describe('of two matchers of one market', { timeout: 120_000 }, () => {
  test.each(['while it works', 'while it is stopped, and goes on afterwards'])(
    'the later one has it; the other ends with one line: %s',
    async (when) => {
      const { venue, place, startMatcher } = await venueOnServer();
      const first = await startMatcher();
      await openVenue(venue, ['ann', 'bob']);
      for (let count = 0; count < 4; count++) await place();

      const isStopped = when !== 'while it works';
      if (isStopped) process.kill(first.pid, 'SIGSTOP');
      const second = await startMatcher();
      await until('the later one has the market', async () => {
        return (await fencesIn(venue.log)).fences.length === 2;
      });
      // These are there for both: the one that was stopped reads them when it goes on.
      for (let count = 0; count < 4; count++) await place();
      if (isStopped) process.kill(first.pid, 'SIGCONT');

      equal(await first.ended, 3, first.errors());
      holds(
        /^matcher: (matcher [0-9a-f-]{36}|another matcher) has taken over market BTC-USD\n$/.test(
          first.errors(),
        ),
        first.errors(),
      );
      for (let count = 0; count < 4; count++) await place();
      equal(second.errors(), '');
      const { fences, outcomesSince } = await fencesIn(venue.log);
      equal(new Set(fences.map(({ instance }) => instance)).size, 2);
      holds(outcomesSince >= 8, `${outcomesSince} outcomes`);
      const verified = await verifyLog(venue.log);
      holds(verified.ok, verified.ok ? '' : verified.failure.message);
      equal(verified.value.trades, 6);
    },
  );
});

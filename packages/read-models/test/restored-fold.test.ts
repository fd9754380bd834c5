import type { RecordedEvent } from '@truetape/kernel';
import { expect, test } from 'vitest';
import { combineParts } from '../src/framework/combined-fold.ts';
import {
  Changes,
  type CombinedFold,
  combineFolds,
  isNeeded,
  READ_MODELS,
  type ReadModel,
  type Row,
  TABLES,
} from '../src/index.ts';
import { openLog } from './support/open-log.ts';
import { tradeAtRandom } from './support/random-trading.ts';
import { happenToUsers } from './support/users.ts';
import { Venue } from './support/venue.ts';

const DAY_MS = 86_400_000;
const ACCOUNTS = ['trader-1', 'trader-2', 'trader-3'];

const LATER = '2100-01-01T00:00:00.000Z';

type Rows = ReadonlyMap<string, Map<string, Row>>;

test.each([1, 2, 3])(
  'a fold that is restored from its rows goes on as if it had never stopped, after every event (seed %i)',
  { timeout: 60_000 },
  async (seed) => {
    const log = openLog();
    const venue = new Venue(log);
    venue.open(...ACCOUNTS);
    tradeAtRandom(venue, ACCOUNTS, seed, 150);
    venue.nowMs += DAY_MS;
    tradeAtRandom(venue, ACCOUNTS, seed + 10, 100);
    venue.adoptRuleset(2);
    const timer = { at: LATER, dueAt: LATER };
    const set = { ...timer, receivedAt: LATER, timeoutMs: 1_000 };
    venue.appendRaw('account-trader-1', 'SilenceTimerSet', set);
    venue.appendRaw('account-trader-1', 'SilenceTimerFired', { ...timer, to: LATER });
    const legs = [{ accountId: 'trader-1', fills: [], lines: [] }];
    const correction = { kind: 'bust', symbol: 'BTC-USD', tradeNumber: 1 };
    const proposed = { at: LATER, correction, legs, reason: 'wrong' };
    venue.appendRaw('corrections', 'CorrectionProposed', proposed);
    venue.appendRaw('corrections', 'CorrectionApproved', { at: LATER, legs, proposal: 0 });
    const denied = { at: LATER, code: 'ORDER_TICK_SIZE', command: 'PlaceOrder' };
    venue.appendRaw('denials-trader-1', 'OrderDenied', denied);
    happenToUsers(venue);
    await venue.settled();

    const whole = combineFolds(READ_MODELS);
    const rows: Rows = new Map(TABLES.map(({ name }) => [name, new Map<string, Row>()]));
    const listings: RecordedEvent[] = [];
    for await (const events of log.readAll({ after: -1 })) {
      for (const event of events) {
        const want = changesBy(whole, event);
        const have = changesBy(restored(rows, listings), event);
        expect(have, `${event.type} at position ${event.position}`).toEqual(want);
        keep(rows, want);
        if (!/^(account|market|user)-/.test(event.stream)) listings.push(event);
      }
    }
    expect(listings.length).toBeGreaterThan(3);
    await log.close();
  },
);

/** By table and key; null where a row is gone. Rows are as they come out of a database: nothing is undefined. */
function changesBy(fold: CombinedFold, event: RecordedEvent): [string, [string, Row | null][]][] {
  const changes = new Changes();
  fold.apply(event, changes);
  return TABLES.map((table) => [
    table.name,
    JSON.parse(JSON.stringify([...changes.of(table)])) as [string, Row | null][],
  ]);
}

function restored(rows: Rows, listings: readonly RecordedEvent[]): CombinedFold {
  const parts = READ_MODELS.map((model) => ({ model, after: -1, needed: neededOf(model, rows) }));
  const fold = combineParts(parts);
  for (const event of listings) fold.recall(event);
  return fold;
}

/** No order of rows is promised: here the last one comes first. */
function neededOf({ tables }: ReadModel, rows: Rows) {
  return tables.map((table) => {
    const stored = [...(rows.get(table.name)?.values() ?? [])].reverse();
    return [table, stored.filter((row) => isNeeded(table, row))] as const;
  });
}

function keep(rows: Rows, changes: ReturnType<typeof changesBy>): void {
  for (const [name, changed] of changes) {
    for (const [key, row] of changed) {
      if (row === null) rows.get(name)?.delete(key);
      else rows.get(name)?.set(key, row);
    }
  }
}

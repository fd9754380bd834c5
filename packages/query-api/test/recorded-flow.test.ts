import { deepStrictEqual as equal, ok, strictEqual } from 'node:assert';
import { marketIn } from '@truetape/codec';
import { bookDigestText } from '@truetape/contracts';
import { type BookLevels, MarketView } from '@truetape/market-data';
import { bookText } from '@truetape/matcher/engine';
import { hasRecording, openLog, replayRecording, Venue } from '@truetape/read-models/testing';
import { describe, test } from 'vitest';
import { levelsIn } from './levels-in.ts';
import { copyOf, readMarkets } from './read-markets.ts';

/** After so many inputs the books are compared. */
const EVERY = 100;
/** CI replays a share. */
const ROWS = process.env.CI === undefined ? undefined : 10_000;

describe.runIf(hasRecording || process.env.CI !== undefined)('a recorded morning', () => {
  test('shows orders and levels of the engine at every hundredth input, and to those who add up its deltas', async () => {
    const log = openLog();
    const venue = new Venue(log);
    const engine = new Map<number, string>();
    let inputs = 0;
    venue.onInput = (market, revision) => {
      inputs += 1;
      if (inputs % EVERY > 0) return;
      engine.set(revision, bookText(market, marketIn(venue.catalogue, market.symbol).grid));
    };
    replayRecording(venue, ROWS);
    await venue.settled();

    let view: MarketView | undefined;
    const added = { bids: new Map<string, string>(), asks: new Map<string, string>() };
    let compared = 0;
    await readMarkets(log, (change, { sequence, book }, market) => {
      if (view === undefined) view = new MarketView(copyOf(market.state()));
      else view.apply(copyOf(change));
      if (book) add(added, book);
      const want = engine.get(sequence);
      if (want === undefined) return;
      compared += 1;
      const where = `at revision ${sequence}`;
      for (const { bids, asks } of [market.view.orders(), view.orders()]) {
        // One comparison of texts: what differs among thousands of orders nobody could read.
        ok(bookDigestText(bids, asks) === want, `orders ${where}`);
      }
      const levels = levelsIn(want);
      equal(market.view.levels(Number.POSITIVE_INFINITY), levels, `levels ${where}`);
      for (const side of ['bids', 'asks'] as const) {
        equal(new Map(levels[side]), added[side], `deltas ${where}`);
      }
    });
    strictEqual(compared, engine.size);
    ok(compared >= (ROWS ?? 30_000) / EVERY, `${compared} books are compared`);
    await log.close();
  }, 120_000);
});

function add(
  added: Readonly<Record<'bids' | 'asks', Map<string, string>>>,
  book: BookLevels,
): void {
  for (const side of ['bids', 'asks'] as const) {
    for (const [price, quantity] of book[side]) {
      if (quantity === '0') added[side].delete(price);
      else added[side].set(price, quantity);
    }
  }
}

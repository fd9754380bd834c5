import type { RecordedEvent } from '@truetape/kernel';
import { createLogger } from '@truetape/observability';
import { type OrderTerms, tradeAtRandom, Venue } from '@truetape/projections/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { MarketDelta } from '../src/market-data/market.ts';
import { MarketData } from '../src/market-data/market-data.ts';
import { NaiveBook } from './naive-book.ts';
import { ACCOUNTS, eventually, openLog } from './support.ts';

const logger = createLogger({ level: 'silent', destination: '/dev/null' });

function openVenue() {
  const log = openLog();
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  return { log, venue };
}

async function follow({ log, venue }: ReturnType<typeof openVenue>) {
  const marketData = new MarketData({ log, logger });
  onTestFinished(() => marketData.stop());
  const deltas: MarketDelta[] = [];
  marketData.onDelta((delta) => deltas.push(delta));
  const caughtUp = async () => {
    await venue.settled();
    const head = await log.head();
    await eventually(() => marketData.position === head);
  };
  await caughtUp();
  return { marketData, deltas, caughtUp };
}

const sell = (price: string, quantity: string): OrderTerms => ({ side: 'sell', price, quantity });
const buy = (price: string, quantity: string): OrderTerms => ({ side: 'buy', price, quantity });

describe('market data', () => {
  test.each([1, 2, 3, 4])('is a naive book after every input (seed %i)', async (seed) => {
    const { log, venue } = openVenue();
    tradeAtRandom(venue, ACCOUNTS, seed, 500);
    await venue.settled();
    const outcomes: RecordedEvent[] = [];
    for await (const events of log.readStream('market-BTC-USD')) outcomes.push(...events);

    const marketData = new MarketData({ log, logger });
    onTestFinished(() => marketData.stop());
    const naive = new NaiveBook();
    let applied = 0;
    let inputs = 0;
    const previous = { book: -1, trades: -1 };
    const wrong: unknown[] = [];
    const added = { buy: new Map<string, string>(), sell: new Map<string, string>() };
    const check = (have: unknown, want: unknown, what: string) => {
      if (JSON.stringify(have) !== JSON.stringify(want)) wrong.push({ what, have, want });
    };
    marketData.onDelta(({ sequence, book, trades }) => {
      inputs += 1;
      while (applied <= sequence) naive.apply(outcomes[applied++] as RecordedEvent);
      const market = marketData.market('BTC-USD');
      for (const side of ['buy', 'sell'] as const) {
        const changes = side === 'buy' ? book?.bids : book?.asks;
        for (const [price, quantity] of changes ?? []) {
          if (quantity === '0') added[side].delete(price);
          else added[side].set(price, quantity);
        }
        const want = naive.levels(side);
        check(
          market?.levels(1_000)[side === 'buy' ? 'bids' : 'asks'],
          want,
          `levels at ${sequence}`,
        );
        check(market?.orders(side), naive.orders(side), `orders at ${sequence}`);
        // Whoever only adds up the deltas has the same levels.
        check([...added[side]].sort(), [...want].sort(), `deltas at ${sequence}`);
      }
      const [bid, ask] = [naive.levels('buy')[0]?.[0], naive.levels('sell')[0]?.[0]];
      if (bid !== undefined && ask !== undefined && Number(bid) >= Number(ask))
        wrong.push({ bid, ask });
      if (book !== undefined) {
        check(book.previous, previous.book, `previous of the book at ${sequence}`);
        previous.book = sequence;
      }
      if (trades !== undefined) {
        check(trades.previous, previous.trades, `previous of the trades at ${sequence}`);
        previous.trades = sequence;
      }
    });
    const head = await log.head();
    await eventually(() => marketData.position === head);
    expect(wrong).toEqual([]);
    expect(inputs).toBeGreaterThan(200);
  });

  test('shows an input whole: between its parts it stays as it was', async () => {
    const opened = openVenue();
    const { venue, log } = opened;
    venue.place('trader-1', sell('100', '1'));
    venue.place('trader-1', sell('101', '1'));
    const { marketData, deltas, caughtUp } = await follow(opened);
    const shown = deltas.length;
    const sweep = venue.placeInParts('trader-2', buy('101', '3'), 2);
    await venue.settled();
    const position = await log.head();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(deltas.length).toBe(shown);
    expect(marketData.position).toBeLessThan(position);
    expect(marketData.market('BTC-USD')?.ticker(0)).toMatchObject({ bid: null, ask: '100' });
    sweep.release();
    await caughtUp();
    expect(deltas.slice(shown)).toMatchObject([
      {
        book: {
          bids: [['101', '1']],
          asks: [
            ['100', '0'],
            ['101', '0'],
          ],
        },
        trades: {
          trades: [
            { tradeNumber: 1, price: '100' },
            { tradeNumber: 2, price: '101' },
          ],
        },
      },
    ]);
  });

  test('says nothing of an input that changes nothing', async () => {
    const opened = openVenue();
    const { venue } = opened;
    venue.place('trader-1', sell('100', '1'));
    const { marketData, deltas, caughtUp } = await follow(opened);
    const before = deltas.length;
    venue.place('trader-2', { side: 'buy', price: '99', quantity: '1', timeInForce: 'IOC' });
    venue.place('trader-2', { side: 'buy', price: '100', quantity: '1', postOnly: true });
    await caughtUp();
    expect(deltas.slice(before)).toEqual([]);
    expect(marketData.market('BTC-USD')?.ticker(0)).toMatchObject({ sequence: 5 });
  });

  test('keeps the newest thousand trades and counts them all', async () => {
    const opened = openVenue();
    const { venue } = opened;
    venue.place('trader-1', sell('100', '3000'));
    for (let i = 0; i < 2_100; i++) venue.place('trader-2', buy('100', '1'));
    const { marketData } = await follow(opened);
    const market = marketData.market('BTC-USD');
    expect(market?.tradeCount).toBe(2_100);
    expect(market?.recentTrades.at(-1)?.trade.tradeNumber).toBe(2_100);
    expect(market?.recentTrades.length).toBeGreaterThanOrEqual(1_000);
    expect(market?.recentTrades.length).toBeLessThan(2_000);
  });

  test('stops at an event that it does not know, and is no longer current', async () => {
    const opened = openVenue();
    const { venue } = opened;
    const { marketData } = await follow(opened);
    expect(marketData.isCurrent).toBe(true);
    venue.appendRaw('market-BTC-USD', 'OrderTeleported', { last: true });
    await venue.settled();
    await eventually(() => !marketData.isCurrent);
  });
});

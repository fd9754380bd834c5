import type { Data } from '@truetape/contracts';
import { CANDLE_INTERVALS } from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import {
  candlesOf,
  hasRecording,
  type KnownTrade,
  openLog,
  randomOf,
  replayRecording,
  statisticsOf,
  units,
  Venue,
} from '@truetape/read-models/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalTypes } from '../src/postgres/rows.ts';
import { openTestPostgres, type TestPostgres } from './support/postgres.ts';
import { projectAll, withClient } from './support/projecting.ts';

/** Of the recording; in CI its beginning. */
const ROWS = process.env.CI === undefined ? undefined : 8_000;
const TRADES_OF_THE_MORNING = 577;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe.runIf(hasRecording || process.env.CI !== undefined)('a recorded morning', () => {
  const log = openLog();
  let postgres: TestPostgres;
  let databaseUrl: string;
  let fills: readonly KnownTrade[];

  beforeAll(async () => {
    postgres = await openTestPostgres();
    databaseUrl = await postgres.newDatabase();
    const venue = new Venue(log);
    replayRecording(venue, ROWS);
    await venue.settled();
    await projectAll({ log, databaseUrl });
    fills = await fillsIn(log);
  }, 300_000);
  afterAll(async () => {
    await log.close();
    await postgres.stop();
  });

  const read = (text: string, values: unknown[] = []) =>
    withClient(databaseUrl, async (client) => {
      const { rows } = await client.query({ text, values, types: canonicalTypes });
      return rows as readonly Record<string, unknown>[];
    });

  test('has the trades that its accounts have settled', async () => {
    const trades = await read(
      `select trade_number, price, quantity, at from truetape.trades
        where symbol = 'BTC-USD' order by trade_number`,
    );
    expect(trades).toHaveLength(ROWS === undefined ? TRADES_OF_THE_MORNING : fills.length);
    expect(trades.length).toBeGreaterThan(50);
    expect(
      trades.map(({ trade_number, price, quantity, at }) => ({
        number: trade_number,
        price: units(String(price)),
        quantity: units(String(quantity)),
        atMs: Date.parse(String(at)),
      })),
    ).toEqual(fills);
  });

  test.each(CANDLE_INTERVALS.map(({ interval }) => interval))(
    'has the candles of %s that its fills make, to the last digit',
    async (interval) => {
      const candles = await read(
        `select symbol, interval, opened_at, open, high, low, close, volume, notional, trades,
          first_trade, last_trade
        from truetape.candles where interval = $1 order by opened_at`,
        [interval],
      );
      expect(candles).toEqual(candlesOf('BTC-USD', interval, fills));
    },
  );

  test('has the statistics that its fills make, to the last digit, wherever a day is cut', async () => {
    const random = randomOf(20_150_501);
    const [first, last] = [fills[0]?.atMs ?? 0, fills.at(-1)?.atMs ?? 0];
    const wholeHour = Math.ceil(first / HOUR_MS) * HOUR_MS;
    const moments = [
      ...[first - 1, first, first + DAY_MS - 1, first + DAY_MS, last, last + DAY_MS],
      ...[wholeHour, wholeHour + 60_000, wholeHour + DAY_MS, wholeHour + DAY_MS + 60_000],
      ...Array.from({ length: 200 }, () => first + random(last - first)),
      ...Array.from({ length: 200 }, () => first + DAY_MS + random(last - first)),
      ...fills.slice(0, 50).flatMap(({ atMs }) => [atMs, atMs + DAY_MS]),
    ];
    const at = moments.map((atMs) => new Date(atMs).toISOString());
    const found = await read(
      `select open, high, low, last, change, volume, notional, trades, first_trade, last_trade
        from unnest($1::timestamptz[]) with ordinality as asked (at, place),
        lateral truetape.statistics('BTC-USD', asked.at) order by place`,
      [at],
    );
    let compared = 0;
    for (const [index, atMs] of moments.entries()) {
      const have = found[index];
      const want = statisticsOf(atMs, fills) ?? NO_TRADES;
      expect(have, `24 hours up to ${new Date(atMs).toISOString()}`).toEqual(want);
      if (want !== NO_TRADES) compared += 1;
    }
    expect(compared).toBeGreaterThan(400);
  }, 60_000);

  test('has the hours that its fills make', async () => {
    const rows = await read(`select sum(trades) as trades,
        trim_scale(sum(buy_volume + sell_volume)) as volume,
        trim_scale(sum(buy_notional + sell_notional)) as notional
      from truetape.market_quality where symbol = 'BTC-USD'`);
    const all = statisticsOf(fills.at(-1)?.atMs ?? 0, fills);
    expect(rows).toEqual([
      { trades: String(all?.trades), volume: all?.volume, notional: all?.notional },
    ]);
  });
});

const NO_TRADES = {
  ...{ open: null, high: null, low: null, last: null, change: null },
  ...{ volume: '0', notional: '0', trades: 0, first_trade: null, last_trade: null },
};

/** From the settlements, where both sides of a trade stand: in the order of their numbers. */
async function fillsIn(log: EventLog): Promise<readonly KnownTrade[]> {
  const fills = new Map<number, KnownTrade>();
  for await (const events of log.readAll({ after: -1 })) {
    for (const { type, data } of events) {
      if (type !== 'TradeSettled') continue;
      const { tradeNumber, price, quantity, at } = data as Data<'TradeSettled'>;
      fills.set(tradeNumber, {
        number: tradeNumber,
        price: units(price),
        quantity: units(quantity),
        atMs: Date.parse(at),
      });
    }
  }
  return [...fills.values()].sort((one, other) => one.number - other.number);
}

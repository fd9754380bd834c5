import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '@truetape/read-models';
import {
  candlesOf,
  type KnownTrade,
  openLog,
  statisticsOf,
  tradeAtRandom,
  units,
  Venue,
  written,
} from '@truetape/read-models/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalTypes } from '../src/postgres/rows.ts';
import { openTestPostgres, type TestPostgres } from './support/postgres.ts';
import { dumpOf, projectAll, rowsOf } from './support/projecting.ts';

const PAGE = 'docs/analytics.md';
const page = readFileSync(join(import.meta.dirname, '../../..', PAGE), 'utf8');

/** The queries of the page by their headings. */
const QUERIES = new Map(
  [...page.matchAll(/^### (\d+\. .+)$[\s\S]*?^```sql\n([\s\S]*?)^```$/gm)].map(([, title, sql]) => [
    title as string,
    sql as string,
  ]),
);

const VARIABLES: Readonly<Record<string, string>> = {
  symbol: 'BTC-USD',
  from: '2026-11-21T09:30:00.000Z',
  to: '2026-11-22T12:00:00.000Z',
  account: 'trader-1',
  order: 'trader-1.3',
  day: '2026-11-21',
  first_day: '2026-11-21',
  last_day: '2026-11-22',
};
const { from = '', to = '', account, order, day } = VARIABLES;
const ACCOUNTS = ['trader-1', 'trader-2', 'trader-3'];
const TRADES_CORRECTED = { bust: 3, price: 5 };

/** Small, or read whole anyway: which markets there are. */
const SMALL = new Set(['instruments', 'tickers', 'checkpoints']);

const log = openLog();
let postgres: TestPostgres;
let client: pg.Client;
let rows: Readonly<Record<string, readonly Row[]>>;
let trades: readonly KnownTrade[];

beforeAll(async () => {
  postgres = await openTestPostgres();
  const databaseUrl = await postgres.newDatabase();
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  for (let part = 0; part < 8; part += 1) {
    tradeAtRandom(venue, ACCOUNTS, 40 + part, 60);
    venue.nowMs += 4 * 3_600_000 + part * 61_000;
  }
  correct(venue);
  const at = '2026-11-21T11:00:00.000Z';
  const reached = { at, limit: '10', measure: 'position', scope: 'account', value: '7.5' };
  const crossed = { ...reached, percent: 75, symbol: 'BTC-USD' };
  venue.appendRaw('risk-trader-2', 'RiskThresholdCrossed', crossed);
  const mark = { at, day: '2026-11-22', price: '101.5', source: 'mid', symbol: 'BTC-USD' };
  venue.appendRaw('mark-BTC-USD', 'MarkRecorded', mark);
  await venue.settled();
  await projectAll({ log, databaseUrl });
  const dump = await dumpOf(databaseUrl);
  rows = Object.fromEntries(Object.keys(dump).map((name) => [name, rowsOf(dump, name) as Row[]]));
  trades = (rows.trades ?? []).map(knownTrade).sort((one, other) => one.number - other.number);
  client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`set timezone = 'UTC'; set enable_seqscan = off`);
}, 120_000);
afterAll(async () => {
  await client.end();
  await log.close();
  await postgres.stop();
});

function correct(venue: Venue): void {
  const legs = [{ accountId: 'trader-1', fills: [], lines: [] }];
  const at = '2026-11-22T20:00:00.000Z';
  for (const [kind, tradeNumber] of Object.entries(TRADES_CORRECTED)) {
    const price = kind === 'price' ? { price: '77' } : {};
    const correction = { kind, symbol: 'BTC-USD', tradeNumber, ...price };
    const proposed = { at, correction, legs, reason: 'a fat finger' };
    venue.appendRaw('corrections', 'CorrectionProposed', proposed);
  }
  for (const proposal of [0, 1]) {
    venue.appendRaw('corrections', 'CorrectionApproved', { at, legs, proposal });
  }
}

function knownTrade({ trade_number, price, quantity, at }: Row): KnownTrade {
  return {
    number: trade_number as number,
    price: units(String(price)),
    quantity: units(String(quantity)),
    atMs: Date.parse(String(at)),
  };
}

/** Runs a query of the page, and sees to it that it reads by indexes. */
async function found(title: string): Promise<readonly Row[]> {
  const sql = QUERIES.get(title);
  if (sql === undefined) throw new Error(`${PAGE} has no query "${title}"`);
  const text = sql.replaceAll(/:'(\w+)'/g, (_, name: string) => `'${VARIABLES[name]}'`);
  await client.query('begin');
  try {
    const asked = await client.query({ text, types: canonicalTypes });
    const scans = await client.query<{ relname: string }>(
      `select relname from pg_stat_xact_user_tables where schemaname = 'truetape' and seq_scan > 0`,
    );
    const whole = scans.rows.map(({ relname }) => relname).filter((name) => !SMALL.has(name));
    expect(whole, `tables that "${title}" reads from end to end`).toEqual([]);
    return asked.rows as Row[];
  } finally {
    await client.query('rollback');
  }
}

const of = (table: string, wanted: (row: Row) => boolean) => (rows[table] ?? []).filter(wanted);
const isWithin = (time: unknown) => String(time) >= from && String(time) < to;
const pick = (row: Row, ...columns: string[]) =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

/** One divided by the other, rounded half away from zero as Postgres rounds it. */
function quotient(one: bigint, other: bigint, scale: number): string {
  const scaled = one * 10n ** BigInt(scale);
  const [whole, rest] = [scaled / other, scaled % other];
  const rounded =
    2n * (rest < 0n ? -rest : rest) >= other ? whole + (scaled < 0n ? -1n : 1n) : whole;
  const digits = String(rounded < 0n ? -rounded : rounded).padStart(scale + 1, '0');
  return `${rounded < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);
const hours = () => of('market_quality', ({ opened_at }) => isWithin(opened_at));

/** What each query finds, reckoned without it. */
const WANTED: Readonly<Record<string, () => readonly object[]>> = {
  '1. The candles of a while': () =>
    candlesOf('BTC-USD', '1h', trades)
      .filter(({ opened_at }) => isWithin(opened_at))
      .map((candle) =>
        pick(candle, 'opened_at', 'open', 'high', 'low', 'close', 'volume', 'trades'),
      ),
  '2. The statistics of 24 hours': () => {
    const { first_trade: _, last_trade: __, ...all } = statisticsOf(Date.parse(to), trades) ?? {};
    return [all];
  },
  '3. The average price of a while, weighted by quantity': () => {
    const traded = trades.filter(({ atMs }) => isWithin(new Date(atMs).toISOString()));
    const volume = total(traded.map(({ quantity }) => quantity));
    const notional = total(traded.map(({ price, quantity }) => price * quantity));
    const vwap = quotient(notional / 10n ** 18n, volume, 6);
    return [{ volume: written(volume), notional: written(notional, 36), vwap }];
  },
  '4. Who was in a hurry': () => {
    const sums = new Map<string, Record<string, bigint>>();
    for (const { at, taker_side, auction, quantity } of of('trades', () => true)) {
      const opened_at = `${String(at).slice(0, 13)}:00:00.000Z`;
      if (!isWithin(opened_at)) continue;
      const sum = sums.get(opened_at) ?? { buy: 0n, sell: 0n, auction: 0n };
      const side = auction ? 'auction' : String(taker_side);
      sum[side] = (sum[side] ?? 0n) + units(String(quantity));
      sums.set(opened_at, sum);
    }
    return hours().map(({ opened_at }) => {
      const { buy = 0n, sell = 0n, auction = 0n } = sums.get(String(opened_at)) ?? {};
      return {
        opened_at,
        buy_volume: written(buy),
        sell_volume: written(sell),
        auction_volume: written(auction),
      };
    });
  },
  '5. Spread, depth and volatility': () =>
    hours().map((hour) => {
      const samples = BigInt(hour.samples as number);
      const average = (column: string) =>
        quotient(units(String(hour[column])), samples * 10n ** 18n, 6);
      const middle = Number(hour.mid_sum) / Number(hour.samples);
      const volatility = Math.sqrt(Number(hour.moves_squared)) / middle;
      return {
        opened_at: hour.opened_at,
        samples: hour.samples,
        spread: average('spread_sum'),
        bid_depth: average('bid_depth_sum'),
        ask_depth: average('ask_depth_sum'),
        volatility: volatility.toFixed(10),
      };
    }),
  '6. Cancels and fills for each order': () =>
    hours().map(({ opened_at, accepted, cancelled, filled }) => ({
      opened_at,
      cancel_ratio: quotient(BigInt(cancelled as number), BigInt(accepted as number), 6),
      fill_ratio: quotient(BigInt(filled as number), BigInt(accepted as number), 6),
    })),
  '7. What happened to an order': () =>
    of('order_events', ({ order_id }) => order_id === order)
      .sort((one, other) => Number(one.position) - Number(other.position))
      .map((event) =>
        pick(
          event,
          ...['at', 'type', 'price', 'quantity', 'remaining', 'reason'],
          ...['cause_stream', 'cause_revision'],
        ),
      ),
  '8. How long orders waited': () => {
    const own = of('orders', ({ account_id }) => account_id === account);
    const shareOf = (share: number, from: string, until: string) => {
      const waits = own
        .filter((row) => row[from] !== null && row[until] !== null)
        .map((row) => Date.parse(String(row[until])) - Date.parse(String(row[from])))
        .sort((one, other) => one - other);
      const ms = waits[Math.max(0, Math.ceil(share * waits.length) - 1)] ?? 0;
      return `00:00:00.${String(ms).padStart(3, '0')}`.replace(/\.?0+$/, '');
    };
    return [
      {
        orders: own.length,
        decided_median: shareOf(0.5, 'received_at', 'decided_at'),
        decided_p99: shareOf(0.99, 'received_at', 'decided_at'),
        matched_p99: shareOf(0.99, 'recorded_at', 'matched_at'),
      },
    ];
  },
  '9. Whether every balance is the sum of its entries': () =>
    of('balances', ({ account_id }) => account_id === account)
      .map(({ asset, total }) => ({ asset, total, entered: total }))
      .sort((one, other) => (String(one.asset) < String(other.asset) ? -1 : 1)),
  '10. Profit and loss, day by day': () =>
    of('results', ({ account_id }) => account_id === account)
      .sort((one, other) => (String(one.day) < String(other.day) ? -1 : 1))
      .map((row) => {
        const isThatDay = ({ day }: Row) => day === row.day;
        const [mark] = [...of('day_marks', isThatDay), ...of('marks', isThatDay)];
        const worth = units(String(row.quantity)) * units(String(mark?.price));
        const unrealised = written(worth - units(String(row.cost)) * 10n ** 18n, 36);
        return { ...pick(row, 'day', 'symbol', 'realised', 'fees'), unrealised };
      }),
  '11. Who traded most on a day': () => {
    const sums = ACCOUNTS.map((account_id) => {
      const own = of('fills', (fill) => {
        return fill.account_id === account_id && String(fill.at).startsWith(String(day));
      });
      return { account_id, sum: total(own.map(({ notional }) => units(String(notional)))) };
    });
    return sums
      .sort((one, other) => (one.sum > other.sum ? -1 : 1))
      .map(({ account_id, sum }) => ({ account_id, notional: written(sum) }));
  },
  '12. Makers and takers of a day': () =>
    ACCOUNTS.map((account_id) => {
      const isOwn = (row: Row) => row.account_id === account_id;
      const fills = of('fills', (row) => isOwn(row) && String(row.at).startsWith(String(day)));
      const maker_fills = fills.filter(({ liquidity }) => liquidity === 'maker').length;
      const orders = of('orders', (row) => {
        return isOwn(row) && String(row.decided_at).startsWith(String(day));
      }).length;
      return {
        account_id,
        orders,
        maker_fills,
        taker_fills: fills.length - maker_fills,
        maker_share: quotient(BigInt(maker_fills), BigInt(fills.length), 4),
      };
    }),
  '13. Trades that were put right': () => {
    const tradeOf = (number: number) => trades.find((trade) => trade.number === number);
    const priceOf = (number: number) => written(tradeOf(number)?.price ?? 0n);
    const { bust, price } = TRADES_CORRECTED;
    const repriced = units('77') * (tradeOf(price)?.quantity ?? 0n);
    return [
      {
        ...{ trade_number: bust, kind: 'bust', traded_price: priceOf(bust), counts_at: null },
        ...{ notional: '0', decided_by: null },
      },
      {
        ...{ trade_number: price, kind: 'price', traded_price: priceOf(price), counts_at: '77' },
        ...{ notional: written(repriced, 36), decided_by: null },
      },
    ];
  },
  '14. Limits that were reached': () => [
    {
      ...{ at: '2026-11-21T11:00:00.000Z', account_id: 'trader-2', measure: 'position' },
      ...{ of: 'BTC-USD', percent: 75, value: '7.5', limit_value: '10' },
    },
  ],
  '15. What is at stake': () => {
    const isOwn = ({ account_id }: Row) => account_id === account;
    const fills = of('fills', isOwn);
    const signed = (amount: bigint, side: unknown) => (side === 'buy' ? amount : -amount);
    const quantity = total(fills.map((row) => signed(units(String(row.quantity)), row.side)));
    const last = trades.at(-1)?.price ?? 0n;
    const [interest] = of('interests', isOwn);
    const [position] = of('positions', isOwn);
    const value = quantity * last;
    return [
      {
        symbol: 'BTC-USD',
        quantity: written(quantity),
        last: written(last),
        value: written(value, 36),
        unrealised: written(value - units(String(position?.cost)) * 10n ** 18n, 36),
        to_buy: interest?.to_buy,
        to_sell: interest?.to_sell,
        open_notional: interest?.notional,
      },
    ];
  },
};

describe('docs/analytics.md', () => {
  test('has fifteen queries, each of which is run here', () => {
    expect([...QUERIES.keys()]).toEqual(Object.keys(WANTED));
    expect(QUERIES.size).toBe(15);
  });

  test.each(Object.entries(WANTED))('%s', async (title, wanted) => {
    const have = await found(title);
    expect(have.length).toBeGreaterThan(0);
    expect(have).toEqual(wanted());
  });
});

test('a query that reads a whole table is found out', async () => {
  const sql = `select count(*) from analytics.trades where taker_order_id = 'trader-1.3'`;
  QUERIES.set('wrong', sql);
  await expect(found('wrong')).rejects.toThrow('reads from end to end');
});

test('candles after corrections are those of the trades that count', async () => {
  const counted = trades
    .filter(({ number }) => number !== TRADES_CORRECTED.bust)
    .map((trade) =>
      trade.number === TRADES_CORRECTED.price ? { ...trade, price: units('77') } : trade,
    );
  for (const interval of ['1s', '1h', '1w']) {
    const { rows: have } = await client.query({
      text: `select symbol, interval, opened_at, open, high, low, volume, notional, trades, close
        from analytics.corrected_candles where symbol = 'BTC-USD' and interval = $1 order by opened_at`,
      values: [interval],
      types: canonicalTypes,
    });
    const want = candlesOf('BTC-USD', interval, counted).map(
      ({ first_trade: _, last_trade: __, ...candle }) => candle,
    );
    expect(have).toEqual(want);
  }
});

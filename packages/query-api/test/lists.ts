import { type EventLog, START } from '@truetape/event-store';
import type pg from 'pg';

type Random = (below: number) => number;

/** Where the lists come from. */
export interface Source {
  readonly client: pg.Client;
  readonly log: EventLog;
}

/** A list as a test pages through it, and how to know what is in it without paging. */
export interface ListCase {
  /** Without cursor and limit. */
  readonly path: string;
  readonly who: 'trader-1' | 'operator';
  /** What passes the cursor on, where it is not called so. */
  readonly cursor?: 'after';
  /** The key of an item, as `keys` gives it. */
  readonly keyOf: (item: never) => string;
  /** All that is in the list now, in its order: by a plain statement, without limit and index. */
  readonly keys: (source: Source) => Promise<readonly string[]>;
}

const rowsOf =
  (text: string) =>
  async ({ client }: Source) => {
    const { rows } = await client.query<{ key: string }>(text);
    return rows.map(({ key }) => key);
  };

const pick = <T>(random: Random, items: readonly T[]): T => items[random(items.length)] as T;
const own = `account_id = 'trader-1'`;

/** What is asked for, in the query of a request and as a condition. */
interface Filter {
  readonly asked: string;
  readonly where: string;
}

const all: Filter = { asked: '', where: 'true' };
const both = (one: Filter, other: Filter): Filter => ({
  asked: [one.asked, other.asked].filter((asked) => asked !== '').join('&'),
  where: `${one.where} and ${other.where}`,
});

const bySymbol: Filter = { asked: 'symbol=BTC-USD', where: `symbol = 'BTC-USD'` };
const byStatus = (random: Random): Filter => {
  const status = pick(random, ['open', 'filled', 'cancelled', 'expired', 'pending', 'unfinished']);
  const states = status === 'unfinished' ? `'pending', 'open'` : `'${status}'`;
  return { asked: `status=${status}`, where: `status in (${states})` };
};

/** From or until some moment of the test, which takes a millisecond for each command. */
const byTime = (random: Random, column: string): Filter => {
  const at = (ms: number) => new Date(Date.UTC(2026, 10, 21, 9) + ms).toISOString();
  const [from, to] = [at(random(300)), at(300 + random(600))];
  return pick(random, [
    { asked: `from=${from}`, where: `${column} >= '${from}'` },
    { asked: `to=${to}`, where: `${column} < '${to}'` },
    { asked: `from=${from}&to=${to}`, where: `${column} >= '${from}' and ${column} < '${to}'` },
  ]);
};

const maybe = (random: Random, filter: (random: Random) => Filter): Filter =>
  random(2) === 0 ? all : filter(random);

function orders(random: Random): ListCase {
  const { asked, where } = both(
    both(
      maybe(random, () => bySymbol),
      maybe(random, byStatus),
    ),
    maybe(random, () => byTime(random, 'decided_at')),
  );
  return {
    path: `/v1/orders?${asked}`,
    who: 'trader-1',
    keyOf: ({ orderId }: { orderId: string }) => orderId,
    keys: rowsOf(`select order_id as key from truetape.orders where ${own} and ${where}
      order by placed_revision desc`),
  };
}

function fills(random: Random): ListCase {
  const { asked, where } = both(
    maybe(random, () => bySymbol),
    maybe(random, () => byTime(random, 'at')),
  );
  return {
    path: `/v1/fills?${asked}`,
    who: 'trader-1',
    keyOf: ({ orderId, tradeNumber }: { orderId: string; tradeNumber: number }) =>
      `${orderId} ${tradeNumber}`,
    keys: rowsOf(`select order_id || ' ' || trade_number as key from truetape.fills
      where ${own} and ${where} order by account_revision desc, leg desc`),
  };
}

function statement(random: Random): ListCase {
  const byAsset: Filter = { asked: 'asset=USD', where: `asset = 'USD'` };
  const { asked, where } = both(
    maybe(random, () => byAsset),
    maybe(random, () => byTime(random, 'at')),
  );
  return {
    path: `/v1/accounts/trader-1/statement?${asked}`,
    who: 'trader-1',
    keyOf: (entry: { cause: { revision: number }; asset: string; balance: string }) =>
      `${entry.cause.revision} ${entry.asset} ${entry.balance}`,
    keys: rowsOf(`select account_revision || ' ' || asset || ' ' || balance as key
      from truetape.entries where ${own} and ${where}
      order by account_revision desc, line desc`),
  };
}

function withdrawals(random: Random): ListCase {
  const pending: Filter = { asked: 'status=pending', where: `status = 'pending'` };
  const { asked, where } = both(
    maybe(random, () => pending),
    maybe(random, () => byTime(random, 'requested_at')),
  );
  return {
    path: `/v1/accounts/trader-1/withdrawals?${asked}`,
    who: 'trader-1',
    keyOf: ({ withdrawalId }: { withdrawalId: string }) => withdrawalId,
    keys: rowsOf(`select withdrawal_id as key from truetape.withdrawals where ${own} and ${where}
      order by substring(withdrawal_id from '[0-9]+$')::numeric desc`),
  };
}

function positions(random: Random): ListCase {
  const [table, strategy, query] = pick(random, [
    ['positions', `''::text`, ''],
    ['strategy_positions', 'strategy', 'by=strategy'],
  ] as const);
  return {
    path: `/v1/accounts/trader-1/positions?${query}`,
    who: 'trader-1',
    keyOf: (line: { symbol: string; strategy?: string }) => `${line.symbol} ${line.strategy ?? ''}`,
    keys: rowsOf(`select symbol || ' ' || ${strategy} as key from truetape.${table} where ${own}
      order by symbol, ${strategy}`),
  };
}

const pnl = (): ListCase => ({
  path: '/v1/accounts/trader-1/pnl?',
  who: 'trader-1',
  keyOf: ({ day, symbol }: { day: string; symbol: string }) => `${day} ${symbol}`,
  keys: rowsOf(`select day || ' ' || symbol as key from truetape.results where ${own}
    order by day desc, symbol desc`),
});

const balances = (): ListCase => ({
  path: '/v1/accounts/trader-1/balances?',
  who: 'trader-1',
  keyOf: ({ asset }: { asset: string }) => asset,
  keys: rowsOf(`select asset as key from truetape.balances where ${own} order by asset`),
});

const instruments = (random: Random): ListCase => ({
  path: pick(random, ['/v1/instruments?', '/v1/accounts/trader-1/fees?']),
  who: 'trader-1',
  keyOf: ({ symbol }: { symbol: string }) => symbol,
  keys: rowsOf('select symbol as key from truetape.instruments order by symbol'),
});

function trades(random: Random): ListCase {
  const { asked, where } = maybe(random, () => byTime(random, 'at'));
  return {
    path: `/v1/instruments/BTC-USD/trades?${asked}`,
    who: 'trader-1',
    keyOf: ({ tradeNumber }: { tradeNumber: number }) => String(tradeNumber),
    keys: rowsOf(`select trade_number::text as key from truetape.trades
      where symbol = 'BTC-USD' and ${where} order by trade_number desc`),
  };
}

/** From the log: the events of a stream or of all, which only become more. */
function events(random: Random): ListCase {
  const isOfStream = random(2) === 0;
  return {
    path: `/v1/audit/events?${isOfStream ? 'stream=account-trader-1' : ''}`,
    who: 'operator',
    cursor: 'after',
    keyOf: ({ position }: { position: number }) => String(position),
    keys: async ({ log }) => {
      const found: string[] = [];
      for await (const batch of log.readAll({ after: START })) {
        for (const { stream, position } of batch) {
          if (!isOfStream || stream === 'account-trader-1') found.push(String(position));
        }
      }
      return found;
    },
  };
}

/** Every list, those oftener that have more to choose from. */
const LISTS: readonly ((random: Random) => ListCase)[] = [
  ...[orders, orders, orders, fills, fills, statement, statement, withdrawals],
  ...[positions, pnl, balances, instruments, trades, events],
];

export const listAtRandom = (random: Random): ListCase => pick(random, LISTS)(random);

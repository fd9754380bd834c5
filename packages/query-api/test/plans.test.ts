import { tradesQuery } from '@truetape/contracts';
import { SampleMarket } from '@truetape/market-data/contract';
import { tradeAtRandom } from '@truetape/projections/testing';
import pg from 'pg';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { accountStore } from '../src/reads/account-store.ts';
import { openReadModels } from '../src/reads/read-models.ts';
import { tradesPage } from '../src/routes/trades-page.ts';
import { venuesOnPostgres } from './open-venue.ts';
import { ACCOUNTS, filledIn, logger } from './support.ts';

const { openVenue } = venuesOnPostgres();

const COPIES = 30;
/** No page that is found by an index looks at more rows than these for each that it shows. */
const LOOKED_PER_SHOWN = 4;

/** Each row again and again under new keys, with times that go on: what months of the same trading would leave. */
const LATER = {
  orders: `'order_id', account_id || '.' || placed_revision + n * 1000000,
    'placed_revision', placed_revision + n * 1000000, 'client_order_id', client_order_id || '-' || n,
    'decided_at', decided_at + n * interval '1 hour'`,
  fills: `'account_revision', account_revision + n * 1000000, 'trade_number', trade_number + n * 1000000,
    'order_id', account_id || '.' || substring(order_id from '[0-9]+$')::bigint + n * 1000000,
    'at', at + n * interval '1 hour'`,
  entries: `'account_revision', account_revision + n * 1000000, 'at', at + n * interval '1 hour'`,
  trades: `'trade_number', trade_number + n * 1000000, 'at', at + n * interval '1 hour'`,
  candles: `'opened_at', opened_at + n * interval '1 minute'`,
  // Of these one account has few, and a venue has many accounts.
  withdrawals: `'withdrawal_id', account_id || '-' || n || substring(withdrawal_id from '[.].*$'),
    'account_id', account_id || '-' || n`,
  results: `'account_id', account_id || '-' || n`,
  holds: `'order_id', account_id || '-' || n || substring(order_id from '[.].*$'),
    'account_id', account_id || '-' || n`,
} as const;
const OF_MANY = new Set(['withdrawals', 'results', 'candles', 'holds']);
const GROWING = Object.keys(LATER);

async function openFullVenue() {
  const opened = await openVenue((script) => {
    tradeAtRandom(script, ACCOUNTS, 11, 300);
    for (const account of ACCOUNTS) for (let i = 0; i < 3; i++) script.withdraw(account, 'USD', 1n);
  });
  await opened.projector.stop();
  const client = new pg.Client({ connectionString: opened.url });
  await client.connect();
  onTestFinished(() => client.end());
  for (const [table, later] of Object.entries(LATER)) {
    await client.query(`insert into truetape.${table}
      select (jsonb_populate_record(row, jsonb_build_object(${later}))).*
      from truetape.${table} as row, generate_series(1, ${OF_MANY.has(table) ? 30 : 1} * ${COPIES}) as n
      on conflict do nothing`);
    await client.query(`analyze truetape.${table}`);
  }
  return { ...opened, client };
}

/** Every choice of these, none and all among them. */
function choices(filters: readonly string[]): string[] {
  const [first, ...rest] = filters;
  if (first === undefined) return [''];
  return choices(rest).flatMap((others) => [others, `&${first}${others}`]);
}

const FROM = 'from=2026-11-22T02:00:00.000Z';
const TO = 'to=2026-11-22T08:00:00.000Z';
const ms = Date.UTC(2026, 10, 22, 6);
const DAY_MS = 86_400_000;

/** What each list may be asked for. */
const FILTERS: Readonly<Record<string, readonly string[]>> = {
  '/v1/orders': [
    ...choices(['symbol=BTC-USD', 'clientOrderId=c-9-5', FROM, TO, `cursor=${ms}.9`]),
    ...['filled', 'open', 'unfinished', 'rejected'].flatMap((status) =>
      choices(['symbol=BTC-USD', FROM, TO, `cursor=${ms}.9`]).map(
        (others) => `status=${status}${others}`,
      ),
    ),
  ],
  '/v1/fills': choices([
    'symbol=BTC-USD',
    'orderId=trader-1.5000009',
    FROM,
    TO,
    `cursor=${ms}.9.0`,
  ]),
  '/v1/accounts/:id/statement': choices(['asset=USD', FROM, TO, `cursor=${ms}.9.0`]),
  '/v1/accounts/:id/withdrawals': choices(['status=pending', FROM, TO, `cursor=${ms}.9`]),
  '/v1/accounts/:id/positions': ['', 'by=strategy', 'cursor=A-B'],
  '/v1/accounts/:id/pnl': choices([
    'from=2026-10-01',
    'to=2026-11-01',
    'cursor=2026-10-20.BTC-USD',
  ]),
  '/v1/instruments/:symbol/candles': choices(['interval=1s', FROM, TO, `cursor=${ms}`]),
};

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const lookedAt = (node: Plan) =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];

type FullVenue = Awaited<ReturnType<typeof openFullVenue>>;

/** Everything that is asked of Postgres meanwhile. */
async function askedBy<T>(act: () => Promise<T>) {
  const asked = vi.spyOn(pg.Pool.prototype, 'query');
  const answer = await act();
  const statements = asked.mock.calls.map(
    ([statement]) => statement as unknown as { text: string; values: unknown[] },
  );
  asked.mockRestore();
  return { answer, statements };
}

/** What is wrong with how Postgres answers a path. */
async function wrongPlansOf({ get, client }: FullVenue, path: string, isList: boolean) {
  const isOfTrader = path.startsWith('/v1/orders?') || path.startsWith('/v1/fills');
  const { answer, statements } = await askedBy(() =>
    get(path, isOfTrader ? 'trader-1' : 'operator'),
  );
  expect([200, 404], `${path}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
  const shown = isList ? (answer.body.items?.length ?? 0) : Number.POSITIVE_INFINITY;
  const wrong = await wrongIn(client, statements, path, shown);
  return { wrong, statements: statements.length };
}

/** Tables that are read whole, and rows that are read in vain. */
async function wrongIn(
  client: pg.Client,
  statements: readonly { text: string; values: unknown[] }[],
  path: string,
  shown: number,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { text, values } of statements) {
    const explained = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) ${text}`,
      values,
    );
    for (const {
      'QUERY PLAN': [{ Plan: whole }],
    } of explained.rows) {
      for (const node of nodesOf(whole)) {
        const table = node['Relation Name'] ?? '';
        if (!GROWING.includes(table)) continue;
        if (node['Node Type'] === 'Seq Scan') wrong.push(`${path} reads all of ${table}`);
        else if (lookedAt(node) > LOOKED_PER_SHOWN * (shown + 100))
          wrong.push(`${path} looks at ${lookedAt(node)} rows of ${table}, shows ${shown}`);
      }
    }
  }
  return wrong;
}

/** Trades that the edge has not in memory: here it has the newest one only. */
async function wrongPlansOfTrades({ url, client }: FullVenue): Promise<string[]> {
  const readModels = openReadModels({ url: () => url, logger });
  onTestFinished(() => readModels.close());
  const at = new Date(ms + DAY_MS).toISOString();
  const newest = {
    tradeNumber: 90_000_009,
    price: '1',
    quantity: '1',
    takerSide: 'buy',
    at,
  } as const;
  const market = {
    head: { ...new SampleMarket('BTC-USD').state().head, tradeCount: 1_000_000 },
    recentTrades: [{ trade: newest, position: 0 }],
    position: 0,
  };
  const wrong: string[] = [];
  for (const choice of choices([FROM, TO, `cursor=${ms}.9`])) {
    const asked = Object.fromEntries(new URLSearchParams(choice));
    const { answer, statements } = await askedBy(() =>
      tradesPage(market, readModels, tradesQuery.parse(asked)),
    );
    if (!answer.ok) throw new Error(answer.failure.toString());
    const { items } = answer.value;
    wrong.push(...(await wrongIn(client, statements, `trades ${choice}`, items.length)));
  }
  return wrong;
}

/** What an account is followed from. */
async function wrongPlansOfAccount({ url, client }: FullVenue) {
  const readModels = openReadModels({ url: () => url, logger });
  onTestFinished(() => readModels.close());
  const { answer, statements } = await askedBy(() => accountStore(readModels).read('trader-1', -1));
  if (!answer.ok) throw new Error(answer.failure);
  const shown = [...answer.value.rows.values()].reduce((sum, rows) => sum + rows.length, 0);
  expect(shown).toBeGreaterThan(20);
  expect(statements).toHaveLength(1);
  return wrongIn(client, statements, 'an account', shown);
}

describe('every list, and what an account is followed from,', () => {
  test('is found by an index, whatever it is filtered by, and looks at little more than it shows', async () => {
    const venue = await openFullVenue();
    const wrong: string[] = [];
    let statements = 0;
    for (const route of venue.reads) {
      for (const filter of FILTERS[route] ?? ['']) {
        const path = `${filledIn(route)}?${filter.replace(/^&/, '')}`;
        const plans = await wrongPlansOf(venue, path, route in FILTERS);
        wrong.push(...plans.wrong);
        statements += plans.statements;
      }
    }
    wrong.push(...(await wrongPlansOfTrades(venue)), ...(await wrongPlansOfAccount(venue)));
    expect(wrong).toEqual([]);
    expect(statements).toBeGreaterThan(100);

    // The check sees it when there is none.
    await venue.client.query(
      'drop index truetape.orders_finished, truetape.fills_by_order, truetape.holds_by_account',
    );
    expect(await wrongPlansOfAccount(venue)).not.toEqual([]);
    for (const path of ['/v1/orders?status=rejected', '/v1/fills?orderId=trader-1.5000009']) {
      const plans = await wrongPlansOf(venue, path, true);
      expect(plans.wrong, path).not.toEqual([]);
    }
  }, 120_000);
});

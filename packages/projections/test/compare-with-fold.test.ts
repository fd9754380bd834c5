import { openLog, tradeAtRandom, Venue } from '@truetape/read-models/testing';
import createKnex from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compareWithFold, migrate } from '../src/index.ts';
import { MIGRATIONS } from '../src/postgres/migrate.ts';
import { openTestPostgres, type TestPostgres } from './support/postgres.ts';
import { projectAll, withClient } from './support/projecting.ts';

const ACCOUNTS = ['trader-1', 'trader-2', 'trader-3'];
const log = openLog();
let postgres: TestPostgres;
let databaseUrl: string;

beforeAll(async () => {
  postgres = await openTestPostgres();
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  tradeAtRandom(venue, ACCOUNTS, 11, 300);
  await venue.settled();
}, 60_000);
afterAll(async () => {
  await log.close();
  await postgres.stop();
}, 60_000);
beforeEach(async () => {
  databaseUrl = await postgres.newDatabase();
  await projectAll({ log, databaseUrl });
});

async function differenceAfter(statement: string) {
  return withClient(databaseUrl, async (client) => {
    const { rowCount } = await client.query(statement);
    expect(rowCount).toBeGreaterThan(0);
    const compared = await compareWithFold({ log, client });
    return compared.ok ? compared.value.difference : compared.failure;
  });
}

describe('comparing rows with the fold', () => {
  test('finds nothing where nothing is wrong, and counts what it compared', async () => {
    const compared = await withClient(databaseUrl, (client) => compareWithFold({ log, client }));
    expect(compared).toMatchObject({ ok: true, value: { rows: { accounts: 3, balances: 6 } } });
    expect(compared).not.toHaveProperty('value.difference');
  });

  test('finds nothing either where rows change long after they came', async () => {
    const compared = await withClient(databaseUrl, (client) =>
      compareWithFold({ log, client, chunkEvents: 1 }),
    );
    expect(compared).toMatchObject({ ok: true });
    expect(compared).not.toHaveProperty('value.difference');
  });

  test.each([
    ['orders', 'filled', `set filled = filled + 0.001 where order_id = $`, 'order_id'],
    [
      'orders',
      'matched_at',
      `set matched_at = matched_at + interval '1 us' where order_id = $`,
      'order_id',
    ],
    ['orders', 'quantity', `set quantity = quantity + 0.0000 where order_id = $`, 'order_id'],
    ['orders', 'triggered_at', `set triggered_at = null where order_id = $`, 'order_id'],
    ['trades', 'auction', `set auction = not auction where trade_number = $`, 'trade_number'],
    ['instruments', 'ruleset', `set ruleset = ruleset + 1 where symbol = $`, 'symbol'],
    [
      'entries',
      'balance',
      `set balance = balance + 1 where account_revision = $`,
      'account_revision',
    ],
    ['positions', 'cost', `set cost = cost + 1 where account_id = $`, 'account_id'],
    ['results', 'counts_until', `set counts_until = day where account_id = $`, 'account_id'],
    ['marks', 'price', `set price = price + 1 where symbol = $`, 'symbol'],
    ['candles', 'volume', `set volume = volume + 1 where first_trade = $`, 'first_trade'],
    ['order_events', 'reason', `set reason = 'none' where position = $`, 'position'],
    ['account_activity', 'orders', `set orders = orders + 1 where account_id = $`, 'account_id'],
    ['interests', 'to_buy', `set to_buy = to_buy + 1 where account_id = $`, 'account_id'],
    ['holds', 'asked', `set asked = asked || '{"postOnly": null}' where order_id = $`, 'order_id'],
  ])('finds a changed cell: %s.%s', async (table, column, change, key) => {
    const found = await differenceAfter(
      `update truetape.${table} ${change.replaceAll('$', `(select min(${key}) from truetape.${table} where ${column} is not null)`)}`,
    );
    expect(found).toMatchObject({ table, column });
  });

  test('finds a missing row', async () => {
    const found = await differenceAfter(
      'delete from truetape.trades where trade_number = (select max(trade_number) from truetape.trades)',
    );
    expect(found).toMatchObject({ table: 'trades', have: null, want: { symbol: 'BTC-USD' } });
  });

  test('finds a row that no event explains', async () => {
    const found = await differenceAfter(
      `insert into truetape.balances values ('trader-1', 'EUR', 1000000, 0)`,
    );
    expect(found).toMatchObject({ table: 'balances', key: 'trader-1 EUR', want: null });
  });

  test('says when there is nothing to compare', async () => {
    const empty = await postgres.newDatabase();
    const compared = await withClient(empty, (client) => compareWithFold({ log, client }));
    expect(compared).toEqual({
      ok: false,
      failure: 'The read model instruments has no checkpoint.',
    });
  });
});

describe('migrating', () => {
  test('may be asked for by several at once, and after one that died half-way', async () => {
    const url = await postgres.emptyDatabase();
    await Promise.all([migrate(url), migrate(url), migrate(url)]);
    await withClient(url, (client) =>
      client.query('update truetape.knex_migrations_lock set is_locked = 1'),
    );
    await migrate(url);
  });

  test('builds rows of an older schema again from the log', async () => {
    const url = await postgres.emptyDatabase();
    await migrateTo('0001-read-models', url);
    const head = await log.head();
    await withClient(url, async (client) => {
      await client.query(
        `insert into truetape.checkpoints (projection, log_id, position) values ($1, $2, $3)`,
        ['read-models', log.logId, head],
      );
      await client.query(`insert into truetape.accounts values ('stale', 'stale', now())`);
    });
    await projectAll({ log, databaseUrl: url });
    const compared = await withClient(url, (client) => compareWithFold({ log, client }));
    expect(compared).toMatchObject({ ok: true, value: { position: head, events: head + 1 } });
    expect(compared).not.toHaveProperty('value.difference');
  });
});

/** As somebody had it who ran an earlier version. */
async function migrateTo(name: keyof typeof MIGRATIONS, url: string): Promise<void> {
  const knex = createKnex({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
  await knex.raw('create schema truetape');
  await knex.migrate.latest({
    schemaName: 'truetape',
    migrationSource: {
      getMigrations: async () => [name],
      getMigrationName: (one: string) => one,
      getMigration: async () => MIGRATIONS[name],
    },
  });
  await knex.destroy();
}

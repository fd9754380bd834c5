import { TABLES } from '@truetape/read-models';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESCRIBED, RELATIONS, VIEWS, writeAnalytics } from '../src/analytics/index.ts';
import { migrate } from '../src/index.ts';
import { openOwnPostgres, openTestPostgres, type TestPostgres } from './support/postgres.ts';
import { withClient } from './support/projecting.ts';

let postgres: TestPostgres;
let databaseUrl: string;
let client: pg.Client;

beforeAll(async () => {
  postgres = await openTestPostgres();
  databaseUrl = await postgres.newDatabase();
  client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await postgres.stop();
});

const column = async (text: string) =>
  (await client.query({ text, rowMode: 'array' })).rows.map(([value]) => value as string);

describe('the schema analytics', () => {
  test('describes every table of the read models', () => {
    expect(DESCRIBED.map(({ table }) => table.name).sort()).toEqual(
      TABLES.map(({ name }) => name).sort(),
    );
  });

  test('has these views and no others', async () => {
    const views = await column(
      `select viewname from pg_views where schemaname = 'analytics' order by viewname`,
    );
    expect(views).toEqual(VIEWS.map(({ name }) => name).sort());
  });

  test.each(['truetape', 'analytics'])(
    'has no table or column without words: %s',
    async (schema) => {
      const silent = await column(`
      select c.relname || coalesce('.' || a.attname, '')
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join lateral (
        select null as attname, 0 as attnum
        union all select attname, attnum from pg_attribute
          where attrelid = c.oid and attnum > 0 and not attisdropped) a on true
      where n.nspname = '${schema}' and c.relkind in ('r', 'p', 'v') and not c.relispartition
        and c.relname !~ '^(knex_|checkpoints)' and col_description(c.oid, a.attnum) is null
        and (a.attnum > 0 or obj_description(c.oid, 'pg_class') is null)`);
      expect(silent).toEqual([]);
    },
  );

  test('has no personal data, sealed or not', async () => {
    const sealed = DESCRIBED.flatMap(({ table, sealed }) =>
      sealed.map((name) => `${table.name}.${name}`),
    );
    expect(sealed).toEqual(['users.email', 'security_events.origin']);
    const shown = await column(
      `select table_name || '.' || column_name from information_schema.columns
        where table_schema = 'analytics'`,
    );
    expect(shown).toContain('users.roles');
    expect(shown.filter((each) => sealed.includes(each))).toEqual([]);
  });

  test('has views whose keys and columns are there', async () => {
    for (const { name, key, columns } of VIEWS) {
      const asked = `select ${Object.keys(columns).join(', ')} from analytics.${name}`;
      await client.query(`${asked} order by ${key.join(', ')}`);
      const found = await column(`select attname from pg_attribute
        where attrelid = 'analytics.${name}'::regclass and attnum > 0 order by attnum`);
      expect(found, name).toEqual(Object.keys(columns));
    }
  });

  test('says how tables belong together by columns that both have', () => {
    const columnsOf = new Map(TABLES.map(({ name, columns }) => [name, Object.keys(columns)]));
    for (const { of, to, by } of RELATIONS) {
      expect(columnsOf.get(of), `${of} to ${to}`).toEqual(expect.arrayContaining([...by]));
      expect(TABLES.find(({ name }) => name === to)?.key).toEqual(by);
    }
  });

  test('is written again where it differs, and keeps what others built on it', async () => {
    await client.query(
      'create schema ours; create view ours.mine as select * from analytics.trades',
    );
    await client.query(`comment on column analytics.trades.price is 'wrong'`);
    await client.query(`comment on schema analytics is 'older'`);
    await migrate(databaseUrl);
    const [about] = await column(
      `select col_description('analytics.trades'::regclass, attnum) from pg_attribute
        where attrelid = 'analytics.trades'::regclass and attname = 'price'`,
    );
    expect(about).toBe('What it was traded at.');
    await client.query('select * from ours.mine');
  });

  test('follows tables that are put in the place of others', async () => {
    const url = await postgres.newDatabase();
    await withClient(url, async (other) => {
      await other.query(`begin;
        alter table truetape.limits rename to limits_before;
        create table truetape.limits (like truetape.limits_before including all);
        insert into truetape.limits values ('trader-1', 'account', '{}')`);
      await writeAnalytics(other);
      await other.query('drop table truetape.limits_before; commit');
      const { rows } = await other.query('select account_id from analytics.limits');
      expect(rows).toEqual([{ account_id: 'trader-1' }]);
    });
  });
});

describe('an analyst', () => {
  const asAnalyst = async (text: string) => {
    await client.query('begin; set local role truetape_analyst');
    try {
      return (await client.query(text)).rows as object[];
    } finally {
      await client.query('rollback');
    }
  };

  test('reads every view, and statistics', async () => {
    for (const { name } of VIEWS) {
      await expect(asAnalyst(`select * from analytics.${name}`)).resolves.toBeDefined();
    }
    const statistics = await asAnalyst(`select trades from analytics.statistics('BTC-USD', now())`);
    expect(statistics).toEqual([{ trades: '0' }]);
  });

  test.each([
    ['reads a table', 'select * from truetape.trades'],
    ['calls what stands beside the tables', `select * from truetape.statistics('BTC-USD', now())`],
    ['writes a view', `insert into analytics.limits values ('trader-1', 'account', '{}')`],
    ['changes a view', `update analytics.orders set price = 1`],
    ['empties a view', 'delete from analytics.trades'],
    ['makes a table', 'create table analytics.mine ()'],
  ])('is refused who %s', async (_, text) => {
    await expect(asAnalyst(text)).rejects.toThrow('permission denied');
  });

  test('is no user who can log in', async () => {
    const can = await column(
      `select rolcanlogin::text from pg_roles where rolname = 'truetape_analyst'`,
    );
    expect(can).toEqual(['false']);
  });
});

describe('migrating', () => {
  test('without the right to make the role, where it is missing, says what to do in one line', async () => {
    const own = await openOwnPostgres();
    try {
      const url = new URL(await own.emptyDatabase());
      await withClient(url.href, async (admin) => {
        await admin.query('drop role if exists truetape_analyst');
        await admin.query(`create role modest login password 'modest'`);
        await admin.query(`alter database ${url.pathname.slice(1)} owner to modest`);
      });
      Object.assign(url, { username: 'modest', password: 'modest' });
      const failure = await migrate(url.href).then(
        () => undefined,
        (error: Error) => error.message,
      );
      expect(failure).toBe(
        'The role truetape_analyst is missing and may not be created: have an administrator run "create role truetape_analyst nologin".',
      );
    } finally {
      await own.stop();
    }
  });

  test('keeps events of orders by months, those of no month too', async () => {
    const insert = (at: string) =>
      client.query(
        `insert into truetape.order_events values
          ('trader-1.3', 7, $1::timestamptz, 'trader-1', 'BTC-USD', 'OrderPlaced', $1::timestamptz, 'account-trader-1', 3)
          returning (select relname from pg_class where oid = order_events.tableoid) as month`,
        [at],
      );
    for (const [at, month] of [
      ['2026-11-30T23:59:59.999Z', 'order_events_2026_11'],
      ['2026-12-01T00:00:00.000Z', 'order_events_2026_12'],
      ['1970-01-01T00:00:00.000Z', 'order_events_other'],
    ]) {
      const { rows } = await insert(at as string);
      expect(rows).toEqual([{ month }]);
    }
    const ahead = await column(
      `select (to_regclass('truetape.order_events' || to_char(now() + interval '11 months', '_YYYY_MM')) is not null)::text`,
    );
    expect(ahead).toEqual(['true']);
    const plan = await client.query(`explain (format json) select from truetape.order_events
      where recorded_at >= '2026-11-01' and recorded_at < '2026-12-01'`);
    const read = [...JSON.stringify(plan.rows).matchAll(/order_events_\w+_\d\d/g)];
    expect(new Set(read.map(([name]) => name))).toEqual(new Set(['order_events_2026_11']));
  });

  test('makes a year of months when few are left; what lies elsewhere by then stays there', async () => {
    const [empty, full] = [monthAhead(6), monthAhead(7)];
    await client.query(`drop table truetape.${empty.name}, truetape.${full.name}`);
    await client.query(
      `insert into truetape.order_events values ('trader-1.9', 9, $1::timestamptz, 'trader-1',
        'BTC-USD', 'OrderPlaced', $1::timestamptz, 'account-trader-1', 9)`,
      [full.at],
    );
    await migrate(databaseUrl);
    const made = await column(`select relname from pg_class
      where relname in ('${empty.name}', '${full.name}') and relkind = 'r'`);
    expect(made).toEqual([empty.name]);
  });
});

function monthAhead(months: number) {
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months));
  const at = month.toISOString();
  return { at, name: `order_events_${at.slice(0, 7).replace('-', '_')}` };
}

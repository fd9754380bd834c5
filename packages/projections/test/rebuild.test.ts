import { READ_MODELS } from '@truetape/read-models';
import { instrumentsTable } from '@truetape/read-models/tables';
import { openLog, tradeAtRandom, Venue } from '@truetape/read-models/testing';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { compareWithFold, rebuild } from '../src/index.ts';
import { readCheckpoints } from '../src/postgres/checkpoint.ts';
import { readRows } from '../src/postgres/rows.ts';
import { createBeside } from '../src/rebuild/beside.ts';
import { copyRows } from '../src/rebuild/copy-rows.ts';
import { openTestPostgres, type TestPostgres } from './support/postgres.ts';
import { dumpOf, projectAll, projectTo, withClient } from './support/projecting.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openTestPostgres();
}, 60_000);
afterAll(() => postgres.stop(), 60_000);

const ACCOUNTS = ['trader-1', 'trader-2', 'trader-3', 'trader-4'];

async function openVenue() {
  const log = openLog();
  onTestFinished(() => log.close());
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  tradeAtRandom(venue, ACCOUNTS, 21, 150);
  await venue.settled();
  return { log, venue, databaseUrl: await postgres.newDatabase() };
}

const modelsNamed = (...names: readonly string[]) =>
  READ_MODELS.filter(({ name }) => names.includes(name));

/** What belongs to the tables beside their rows: everything that a reader or an operator may have made of them. */
const SCHEMA = `
  select 'column' as kind, format('%s.%s %s %s %s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
      a.attnotnull, col_description(c.oid, a.attnum)) as what
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where c.relnamespace = 'truetape'::regnamespace and c.relkind in ('r', 'p')
  union all select 'table', format('%s %s %s %s %s', oid::regclass, relkind, reloptions, relacl,
      obj_description(oid, 'pg_class'))
    from pg_class where relnamespace = 'truetape'::regnamespace
  union all select 'index', format('%s %s', tablename, indexdef)
    from pg_indexes where schemaname = 'truetape'
  union all select 'constraint', format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where connamespace = 'truetape'::regnamespace
  union all select 'view', format('%s %s %s %s %s', oid::regclass, reloptions, relacl, pg_get_viewdef(oid),
      obj_description(oid, 'pg_class'))
    from pg_class where relkind = 'v' and relname like 'seen%'
  union all select 'schema', nspname::text from pg_namespace where nspname like 'truetape%'
  order by 1, 2`;

const schemaOf = (databaseUrl: string) =>
  withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ kind: string; what: string }>(SCHEMA);
    return rows.map(({ kind, what }) => `${kind} ${what}`);
  });

describe('a rebuild', () => {
  test('gives the same bytes while the log grows and the projector goes on', async () => {
    const { log, venue, databaseUrl } = await openVenue();
    const projector = await projectTo(await log.head(), { log, databaseUrl });
    let isOver = false;
    onTestFinished(() => {
      isOver = true;
    });
    const trading = (async () => {
      // No more than that: on a busy machine a rebuild would be behind for ever.
      for (let step = 1; !isOver && step <= 300; step++) {
        tradeAtRandom(venue, ACCOUNTS, 100 + step, 4);
        await venue.settled();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    for (let times = 1; times <= 2; times++) {
      const before = await log.head();
      const rebuilt = await rebuild({ log, databaseUrl, models: READ_MODELS });
      expect(rebuilt).toMatchObject({ ok: true });
      expect(rebuilt.ok && rebuilt.value.position).toBeGreaterThanOrEqual(before - 50);
    }
    isOver = true;
    await trading;
    const head = await log.head();
    await expect.poll(async () => (await projector.lag()).position).toBe(head);
    expect([...projector.stopped()]).toEqual([]);
    await projector.stop();

    const fromNothing = await postgres.newDatabase();
    await projectAll({ log, databaseUrl: fromNothing });
    expect(await dumpOf(databaseUrl)).toEqual(await dumpOf(fromNothing));
    const compared = await withClient(databaseUrl, (client) => compareWithFold({ log, client }));
    expect(compared).toMatchObject({ ok: true, value: { position: head } });
    expect(compared).not.toHaveProperty('value.difference');
  }, 120_000);

  test('of one read model leaves the others alone and mends what somebody changed', async () => {
    const { log, databaseUrl } = await openVenue();
    await projectAll({ log, databaseUrl });
    const whole = await dumpOf(databaseUrl);
    await withClient(databaseUrl, async (client) => {
      await client.query('update truetape.holds set amount = amount + 1');
      await client.query(`delete from truetape.entries where account_id = 'trader-2'`);
      await client.query(
        `insert into truetape.balances values ('trader-9', 'EUR', 1, 0), ('trader-9', 'USD', 1, 0)`,
      );
    });
    const rebuilt = await rebuild({ log, databaseUrl, models: modelsNamed('accounts') });
    expect(rebuilt).toMatchObject({ ok: true, value: { position: await log.head() } });
    expect(await dumpOf(databaseUrl)).toEqual(whole);
    const generations = await withClient(databaseUrl, readCheckpoints);
    for (const [model, { generation }] of generations) {
      expect([model, generation]).toEqual([model, model === 'accounts' ? 2 : 1]);
    }
  });

  test('makes a projector forget what it knew of the rows before', async () => {
    const { log, venue, databaseUrl } = await openVenue();
    await projectAll({ log, databaseUrl });
    await withClient(databaseUrl, (client) =>
      client.query(
        `update truetape.positions set realised = realised + 5 where account_id = 'trader-1'`,
      ),
    );
    // It has taken the wrong row for its own.
    const projector = await projectTo(await log.head(), { log, databaseUrl });
    await rebuild({ log, databaseUrl, models: modelsNamed('accounts') });
    tradeAtRandom(venue, ACCOUNTS, 22, 200);
    await venue.settled();
    const head = await log.head();
    await expect.poll(async () => (await projector.lag()).position).toBe(head);
    await projector.stop();
    const compared = await withClient(databaseUrl, (client) => compareWithFold({ log, client }));
    expect(compared).not.toHaveProperty('value.difference');
  });

  test('keeps indexes, keys, storage, comments, grants and the views on its tables', async () => {
    const { log, databaseUrl } = await openVenue();
    await projectAll({ log, databaseUrl });
    await withClient(databaseUrl, async (client) => {
      await client.query(`do $$ begin create role reader nologin;
        exception when duplicate_object then null; end $$`);
      await client.query(`
        comment on table truetape.orders is 'It''s every order.';
        comment on column truetape.orders.price is 'In quote.';
        grant select on truetape.orders to reader;
        create view seen with (security_barrier = true) as
          select o.order_id, f.price from truetape.orders o join truetape.fills f using (order_id);
        create view seen_twice as select order_id, count(*) as fills from seen group by 1;
        comment on view seen is 'Seen.';
        grant select on seen, seen_twice to reader;
      `);
    });
    const before = await schemaOf(databaseUrl);
    expect(before.length).toBeGreaterThan(100);
    expect(await rebuild({ log, databaseUrl, models: READ_MODELS })).toMatchObject({ ok: true });
    expect(await schemaOf(databaseUrl)).toEqual(before);
    await withClient(databaseUrl, async (client) => {
      const { rows } = await client.query('select count(*)::int as seen from seen_twice');
      expect(rows[0].seen).toBeGreaterThan(0);
    });
  });

  test('waits for a reader, and is had when the reader is done', async () => {
    const { log, databaseUrl } = await openVenue();
    await projectAll({ log, databaseUrl });
    const whole = await dumpOf(databaseUrl);
    const rebuilt = await withClient(databaseUrl, async (reader) => {
      await reader.query('begin');
      await reader.query('select count(*) from truetape.orders');
      const rebuilding = rebuild({ log, databaseUrl, models: READ_MODELS });
      await withClient(databaseUrl, async (client) => {
        const waiting = `select count(*)::int as count from pg_locks where not granted`;
        await expect
          .poll(async () => (await client.query(waiting)).rows[0].count)
          .toBeGreaterThan(0);
      });
      await reader.query('commit');
      return rebuilding;
    });
    expect(rebuilt).toMatchObject({ ok: true });
    expect(await dumpOf(databaseUrl)).toEqual(whole);
  });

  test('refuses a second one, and begins again after one that died', async () => {
    const { log, databaseUrl } = await openVenue();
    await projectAll({ log, databaseUrl });
    await withClient(databaseUrl, (client) =>
      client.query('create schema truetape_rebuild; create table truetape_rebuild.orders (x int)'),
    );
    const [one, other] = await Promise.all([
      rebuild({ log, databaseUrl, models: modelsNamed('orders') }),
      rebuild({ log, databaseUrl, models: modelsNamed('fills') }),
    ]);
    expect([one, other].filter(({ ok }) => !ok)).toEqual([
      { ok: false, failure: 'Another rebuild goes on.' },
    ]);
  });

  test('that meets an event it cannot fold leaves everything as it was', async () => {
    const { log, venue, databaseUrl } = await openVenue();
    await projectAll({ log, databaseUrl });
    const [whole, schema] = [await dumpOf(databaseUrl), await schemaOf(databaseUrl)];
    venue.appendRaw('market-BTC-USD', 'OrderRejected', {
      accountId: 'trader-1',
      at: '2026-11-21T09:00:01.000Z',
      code: 'MARKET_CLOSED',
      index: 0,
      last: true,
      orderId: 'trader-1.999',
    });
    await venue.settled();
    const rebuilt = await rebuild({ log, databaseUrl, models: modelsNamed('orders') });
    expect(rebuilt).toMatchObject({ ok: false, failure: expect.stringContaining('OrderRejected') });
    expect(await dumpOf(databaseUrl)).toEqual(whole);
    expect(await schemaOf(databaseUrl)).toEqual(schema);
  });

  test('copies any text as it is', async () => {
    const { log, databaseUrl } = await openVenue();
    await projectAll({ log, databaseUrl });
    const strange = 'tab\there, \\N, back\\slash, line\nand\r return, "quoted", \u2028 and 😀';
    await withClient(databaseUrl, async (client) => {
      const [instrument] = await readRows(client, instrumentsTable);
      const row = { ...instrument, symbol: strange, fee_tiers: [{ strange }] };
      await createBeside(client, [instrumentsTable]);
      await copyRows(client, instrumentsTable, [row, { ...row, symbol: '\\N' }]);
      const text = 'select symbol, fee_tiers from truetape_rebuild.instruments order by 1 desc';
      expect((await client.query(text)).rows).toEqual([
        { symbol: strange, fee_tiers: [{ strange }] },
        { symbol: '\\N', fee_tiers: [{ strange }] },
      ]);
    });
  });
});

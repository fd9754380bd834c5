import { MemoryLog } from '@truetape/event-store';
import { Changes, READ_MODELS, type ReadModel, TABLES } from '@truetape/read-models';
import { openLog, tradeAtRandom, Venue } from '@truetape/read-models/testing';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { compareWithFold } from '../src/index.ts';
import { batchStatement } from '../src/postgres/batch-statement.ts';
import { readCheckpoints } from '../src/postgres/checkpoint.ts';
import { closeClient, openClient } from '../src/postgres/client.ts';
import { openTestPostgres, type TestPostgres } from './support/postgres.ts';
import {
  dumpOf,
  project,
  projectAll,
  projectTo,
  rowsOf,
  withClient,
} from './support/projecting.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openTestPostgres();
}, 60_000);
afterAll(() => postgres.stop(), 60_000);

const ACCOUNTS = ['trader-1', 'trader-2', 'trader-3', 'trader-4'];

function openVenue() {
  const log = openLog();
  onTestFinished(() => log.close());
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  return { log, venue };
}

/** What was compared; fails where the rows are not the fold of the log. */
async function compared(log: MemoryLog, databaseUrl: string, models?: readonly ReadModel[]) {
  const found = await withClient(databaseUrl, (client) =>
    compareWithFold({ log, client, ...(models && { models }) }),
  );
  if (!found.ok) throw new Error(found.failure);
  expect(found.value.difference).toBeUndefined();
  return found.value;
}

const positionsIn = (databaseUrl: string) =>
  withClient(databaseUrl, async (client) => {
    const checkpoints = await readCheckpoints(client);
    return Object.fromEntries([...checkpoints].map(([model, { position }]) => [model, position]));
  });

type Query = Awaited<ReturnType<typeof openClient>>['query'];

/** Connections that fail at the n-th batch, before or after Postgres has done it. */
function breakingAt(broken: number, when: 'before' | 'after') {
  let batches = 0;
  return async (url: string) => {
    const client = await openClient(url);
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    client.query = (async (...args: unknown[]) => {
      const [{ name } = { name: undefined }] = args as { name?: string }[];
      if (name === undefined || ++batches !== broken) return query(...args);
      if (when === 'after') await query(...args);
      throw new Error('Connection terminated');
    }) as unknown as Query;
    return client;
  };
}

describe('the projector', () => {
  test('keeps rows that are the fold of the log at their checkpoint', async () => {
    const { log, venue } = openVenue();
    const databaseUrl = await postgres.newDatabase();
    tradeAtRandom(venue, ACCOUNTS, 1, 400);
    await venue.settled();
    await projectAll({ log, databaseUrl });
    const compared = await withClient(databaseUrl, (client) => compareWithFold({ log, client }));
    const position = await log.head();
    expect(compared).toMatchObject({ ok: true, value: { position, events: position + 1 } });
    expect(compared).not.toHaveProperty('value.difference');
    expect(rowsOf(await dumpOf(databaseUrl), 'trades').length).toBeGreaterThan(50);
  });

  test('reaches rows by their keys alone, also when a statement is planned while tables are empty', async () => {
    const databaseUrl = await postgres.newDatabase();
    const { log } = openVenue();
    await projectAll({ log, databaseUrl });
    const client = await openClient(databaseUrl);
    onTestFinished(() => closeClient(client));
    const { text } = batchStatement(TABLES)({ changes: new Changes(), moves: [] });
    const { rows } = await client.query(`explain (generic_plan) ${text}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Delete on holds/);
    expect(plan).not.toMatch(/Seq Scan/);
  });

  test('gives the same bytes wherever it was stopped, and when it is built again from nothing', async () => {
    const { log, venue } = openVenue();
    const [inSteps, atOnce] = [await postgres.newDatabase(), await postgres.newDatabase()];
    for (let step = 1; step <= 6; step++) {
      tradeAtRandom(venue, ACCOUNTS, step, 60);
      await venue.settled();
      await projectAll({ log, databaseUrl: inSteps });
    }
    await projectAll({ log, databaseUrl: atOnce });
    expect(await dumpOf(inSteps)).toEqual(await dumpOf(atOnce));
  });

  test.each(['before', 'after'] as const)(
    'gives the same bytes when it breaks off %s any of its commits',
    async (when) => {
      const { log, venue } = openVenue();
      const whole = await postgres.newDatabase();
      const broken = await postgres.newDatabase();
      for (let batch = 1; batch <= 5; batch++) {
        tradeAtRandom(venue, ACCOUNTS, batch, 40);
        await venue.settled();
        await projectAll({ log, databaseUrl: broken, connect: breakingAt(1, when) });
      }
      await projectAll({ log, databaseUrl: whole });
      expect(await dumpOf(broken)).toEqual(await dumpOf(whole));
    },
  );

  test('goes on by itself when its connections are cut', async () => {
    const { log, venue } = openVenue();
    const databaseUrl = await postgres.newDatabase();
    await venue.settled();
    const projector = await projectTo(await log.head(), { log, databaseUrl });
    for (let cut = 1; cut <= 3; cut++) {
      tradeAtRandom(venue, ACCOUNTS, cut, 50);
      await venue.settled();
      await withClient(databaseUrl, (client) =>
        client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where application_name = 'truetape-projections' and datname = current_database()`,
        ),
      );
    }
    const head = await log.head();
    await expect.poll(async () => (await projector.lag()).position).toBe(head);
    await projector.stop();
    const compared = await withClient(databaseUrl, (client) => compareWithFold({ log, client }));
    expect(compared).not.toHaveProperty('value.difference');
  });

  test('waits for a Postgres that is not there yet', async () => {
    const { log, venue } = openVenue();
    await venue.settled();
    const databaseUrl = await postgres.newDatabase();
    let refusals = 2;
    await projectAll({
      log,
      databaseUrl,
      connect: (url) => {
        if (refusals-- > 0) {
          return Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
        }
        return openClient(url);
      },
    });
    expect(refusals).toBe(-1);
  });

  test('shows an input when it is complete, and nothing that came after its beginning before', async () => {
    const { log, venue } = openVenue();
    const databaseUrl = await postgres.newDatabase();
    for (const price of ['100', '101', '102']) {
      venue.place('trader-1', { side: 'sell', price, quantity: '1' });
    }
    await venue.settled();
    const complete = (await log.head()) + 1;
    const sweep = venue.placeInParts('trader-2', { side: 'buy', price: '102', quantity: '3' }, 2);
    venue.deposit('trader-3', 'USD', 5n);
    await venue.settled();
    // Its `OrderPlaced` is complete in itself; the outcomes are not.
    const projector = await projectTo(complete, { log, databaseUrl });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await projector.lag()).position).toBe(complete);
    expect(rowsOf(await dumpOf(databaseUrl), 'trades')).toEqual([]);

    sweep.release();
    await venue.settled();
    const head = await log.head();
    await expect.poll(async () => (await projector.lag()).position).toBe(head);
    expect((await projector.lag()).events).toBe(0);
    await projector.stop();
    expect(rowsOf(await dumpOf(databaseUrl), 'trades')).toHaveLength(3);
  });

  test('stops when a second one has moved its checkpoint', async () => {
    const { log, venue } = openVenue();
    const databaseUrl = await postgres.newDatabase();
    await venue.settled();
    const head = await log.head();
    const both = [
      await projectTo(head, { log, databaseUrl }),
      await projectTo(head, { log, databaseUrl }),
    ] as const;
    tradeAtRandom(venue, ACCOUNTS, 3, 30);
    await venue.settled();
    const first = await Promise.race(both.map((projector) => projector.ended));
    expect(first).toMatchObject({ ok: false, failure: { code: 'SECOND_PROJECTOR' } });
    await Promise.all(both.map((projector) => projector.stop()));
    await projectAll({ log, databaseUrl });
    const compared = await withClient(databaseUrl, (client) => compareWithFold({ log, client }));
    expect(compared).not.toHaveProperty('value.difference');
  });

  const unreadable = [
    [
      'an unknown type',
      (venue: Venue) => venue.appendRaw('account-trader-1', 'OrderTeleported', {}),
    ],
    [
      'an unknown version',
      (venue: Venue) =>
        venue.appendRaw('venue', 'AssetListed', { asset: 'X', at: AT, scale: 2 }, 2),
    ],
    [
      'data that its type does not allow',
      (venue: Venue) =>
        venue.appendRaw('account-trader-1', 'FundsDeposited', {
          amount: '1.50',
          asset: 'USD',
          at: AT,
          reference: 'r',
        }),
    ],
  ] as const;

  test.each(unreadable)(
    'stops at %s, with everything before it applied',
    async (_title, poison) => {
      const { log, venue } = openVenue();
      const databaseUrl = await postgres.newDatabase();
      tradeAtRandom(venue, ACCOUNTS, 5, 40);
      await venue.settled();
      const before = await log.head();
      poison(venue);
      await venue.settled();
      const end = await project({ log, databaseUrl }).ended;
      expect(end).toMatchObject({
        ok: false,
        failure: { code: 'POISONED_EVENT', position: before + 1 },
      });
      const again = await project({ log, databaseUrl }).ended;
      expect(again).toEqual(end);
      expect(await compared(log, databaseUrl)).toMatchObject({ position: before });
    },
  );

  const contradicting = [
    [
      'orders',
      'an outcome for an order that was never placed',
      (venue: Venue) =>
        venue.appendRaw('market-BTC-USD', 'OrderRejected', {
          accountId: 'trader-1',
          at: AT,
          code: 'MARKET_CLOSED',
          index: 0,
          last: true,
          orderId: 'trader-1.999',
        }),
    ],
    [
      'accounts',
      'a withdrawal of more than there is',
      (venue: Venue) =>
        venue.appendRaw('account-trader-1', 'FundsWithdrawn', {
          amount: '9000000000',
          asset: 'USD',
          at: AT,
          reference: 'r',
        }),
    ],
  ] as const;

  test.each(contradicting)(
    'stops %s alone at %s, with everything before it applied',
    async (model, _title, poison) => {
      const { log, venue } = openVenue();
      const databaseUrl = await postgres.newDatabase();
      tradeAtRandom(venue, ACCOUNTS, 5, 40);
      await venue.settled();
      const before = await log.head();
      poison(venue);
      venue.appendRaw('venue', 'AssetListed', { asset: 'NEXT', at: AT, scale: 2 });
      await venue.settled();
      const head = await log.head();
      for (let start = 1; start <= 2; start++) {
        const projector = await projectTo(head, { log, databaseUrl });
        expect([...projector.stopped()]).toMatchObject([
          [model, { code: 'POISONED_EVENT', position: before + 1 }],
        ]);
        expect(await projector.lag()).toMatchObject({ position: head, events: 0 });
        await projector.stop();
      }
      const positions = Object.fromEntries(READ_MODELS.map(({ name }) => [name, head]));
      expect(await positionsIn(databaseUrl)).toEqual({ ...positions, [model]: before });
      // The fold stops there too: what is compared is what it could apply.
      const others = READ_MODELS.filter(({ name }) => name !== model);
      expect(await compared(log, databaseUrl, others)).toMatchObject({ position: head });
      const [alone] = READ_MODELS.filter(({ name }) => name === model);
      expect(await compared(log, databaseUrl, alone && [alone])).toMatchObject({
        position: before,
      });
    },
  );

  test('reads on for all where one is behind, and for each from where it is', async () => {
    const { log, venue } = openVenue();
    const [inParts, atOnce] = [await postgres.newDatabase(), await postgres.newDatabase()];
    const shares = [
      READ_MODELS.filter((_, index) => index % 2 === 0),
      READ_MODELS.filter((_, index) => index % 2 === 1),
      READ_MODELS.slice(0, 1),
    ];
    for (const [step, models] of shares.entries()) {
      tradeAtRandom(venue, ACCOUNTS, step, 60);
      venue.appendRaw('venue', 'AssetListed', { asset: `A${step}`, at: AT, scale: step });
      await venue.settled();
      await projectAll({ log, databaseUrl: inParts, models });
    }
    expect(new Set(Object.values(await positionsIn(inParts))).size).toBe(3);
    await projectAll({ log, databaseUrl: inParts });
    await projectAll({ log, databaseUrl: atOnce });
    expect(await dumpOf(inParts)).toEqual(await dumpOf(atOnce));
  });

  test('shares the read models with another one', async () => {
    const { log, venue } = openVenue();
    const databaseUrl = await postgres.newDatabase();
    await venue.settled();
    const head = await log.head();
    const one = await projectTo(head, { log, databaseUrl, models: READ_MODELS.slice(0, 3) });
    const other = await projectTo(head, { log, databaseUrl, models: READ_MODELS.slice(3) });
    tradeAtRandom(venue, ACCOUNTS, 8, 100);
    await venue.settled();
    const last = await log.head();
    for (const projector of [one, other]) {
      await expect.poll(async () => (await projector.lag()).position).toBe(last);
      await projector.stop();
    }
    expect(await compared(log, databaseUrl)).toMatchObject({ position: last });
  });

  test('refuses a log that is not the one its rows were made from', async () => {
    const { log, venue } = openVenue();
    const databaseUrl = await postgres.newDatabase();
    await venue.settled();
    await projectAll({ log, databaseUrl });
    const other = new MemoryLog();
    onTestFinished(() => other.close());
    const end = await project({ log: other, databaseUrl }).ended;
    expect(end).toMatchObject({ ok: false, failure: { code: 'LOG_MISMATCH' } });
  });

  test('refuses rows that make no sense', async () => {
    const { log, venue } = openVenue();
    const databaseUrl = await postgres.newDatabase();
    venue.place('trader-1', { side: 'buy', price: '100', quantity: '1' });
    await venue.settled();
    await projectAll({ log, databaseUrl });
    await withClient(databaseUrl, (client) => client.query('update truetape.holds set amount = 1'));
    const projector = await projectTo(await log.head(), { log, databaseUrl });
    expect([...projector.stopped()]).toMatchObject([['accounts', { code: 'ROWS_CORRUPT' }]]);
    await projector.stop();
  });

  test('refuses a log with another past', async () => {
    const { log, venue } = openVenue();
    const databaseUrl = await postgres.newDatabase();
    await venue.settled();
    await projectAll({ log, databaseUrl });
    await withClient(databaseUrl, (client) =>
      client.query(`update truetape.checkpoints set hash = 'another'`),
    );
    const end = await project({ log, databaseUrl }).ended;
    expect(end).toMatchObject({ ok: false, failure: { code: 'LOG_MISMATCH' } });
  });

  test('ends when waiting for Postgres would not help', async () => {
    const { log } = openVenue();
    const url = new URL(await postgres.newDatabase());
    url.pathname = '/there_is_no_such_database';
    const end = await project({ log, databaseUrl: url.href }).ended;
    expect(end).toMatchObject({ ok: false, failure: { code: 'DATABASE' } });
  });
});

const AT = '2026-11-21T09:00:01.000Z';

describe('the schema', () => {
  test('has the columns that the folds put', async () => {
    const { log } = openVenue();
    const databaseUrl = await postgres.newDatabase();
    await log.settled();
    await projectAll({ log, databaseUrl });
    const { rows } = await withClient(databaseUrl, (client) =>
      client.query<{ name: string; type: string }>(
        `select table_name || '.' || column_name as name,
           case data_type when 'timestamp with time zone' then 'timestamptz' else data_type end
           || case is_nullable when 'YES' then '?' else '' end as type
         from information_schema.columns where table_schema = 'truetape'
         and table_name = any ($1)`,
        [TABLES.map((table) => table.name)],
      ),
    );
    const defined = TABLES.flatMap(({ name, columns }) =>
      Object.entries(columns).map(([column, type]) => `${name}.${column} ${type}`),
    );
    expect(rows.map(({ name, type }) => `${name} ${type}`).sort()).toEqual(defined.sort());
  });
});

import { limit, randomOf, tradeAtRandom } from '@truetape/projections/testing';
import { expect, test } from 'vitest';
import { AccountClient, CHANNELS } from './account-client.ts';
import { venuesOnPostgres } from './open-venue.ts';
import { ACCOUNTS, eventually, listen, type openApi, openFeed, tokenOf } from './support.ts';

const { openVenue } = venuesOnPostgres();

/** Of the newest fills so many are compared: a snapshot has no more than a hundred. */
const FILLS = 60;

type Get = Awaited<ReturnType<typeof openApi>>['get'];

/** What the lists say of an account, at a position or later, in the form of an {@link AccountClient}. */
async function listed(get: Get, accountId: string, minPosition: number) {
  const ask = async (path: string, limit: number) => {
    const asked = `${path}${path.includes('?') ? '&' : '?'}minPosition=${minPosition}`;
    const { status, body } = await get(limit > 0 ? `${asked}&limit=${limit}` : asked, accountId);
    expect(status, path).toBe(200);
    return body;
  };
  const [orders, fills, balances, positions, risk] = await Promise.all([
    ask('/v1/orders?status=unfinished', 500),
    ask('/v1/fills', FILLS),
    ask(`/v1/accounts/${accountId}/balances`, 100),
    ask(`/v1/accounts/${accountId}/positions`, 100),
    ask(`/v1/accounts/${accountId}/risk`, 0),
  ]);
  expect(orders.next).toBeNull();
  type Named = { readonly orderId: string };
  return {
    orders: orders.items.sort((one: Named, other: Named) => (one.orderId < other.orderId ? -1 : 1)),
    fills: fills.items.reverse(),
    balances: balances.items,
    positions: positions.items.map(
      ({ mark, unrealised, ...line }: Record<string, unknown>) => line,
    ),
    risk: {
      status: risk.status,
      killed: risk.killed,
      limits: risk.limits.map(({ uses, ...line }: Record<string, unknown>) => line),
    },
  };
}

async function expectListed(client: AccountClient, get: Get, position: number, about: string) {
  const want = await listed(get, client.accountId, position);
  const isSame = () => {
    client.take();
    return JSON.stringify(sorted(client.shown(FILLS))) === JSON.stringify(sorted(want));
  };
  await eventually(isSame).catch(() => undefined);
  expect(client.shown(FILLS), about).toEqual(want);
}

/** With the members of every object in one order: a database has an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

test.each([1, 2])(
  'whoever adds up the feeds of an account has what the lists say, whenever it comes and goes (seed %i)',
  async (seed) => {
    const { venue, log, app, get, caughtUp } = await openVenue();
    const port = await listen(app);
    const random = randomOf(seed);
    const clients = [...ACCOUNTS, ...ACCOUNTS].map((accountId) => new AccountClient(accountId));
    for (let round = 0; round < 12; round += 1) {
      for (let part = 0; part < 6; part += 1) {
        tradeAtRandom(venue, ACCOUNTS, seed * 10_000 + round * 10 + part, 1 + random(15));
        if (random(4) === 0) limit(venue, 'trader-1', { openOrders: 1_000 + random(100) });
        const client = clients[random(clients.length)] as AccountClient;
        if (!client.isConnected) await client.connect(port, log.logId);
        else if (random(2) === 0) client.disconnect();
      }
      const head = await caughtUp();
      for (const client of clients.filter(({ isConnected }) => isConnected)) {
        const about = `seed ${seed}, round ${round}, ${client.accountId} at position ${head}`;
        await expectListed(client, get, head, about);
        expect(client.gaps, about).toBe(0);
      }
    }
    expect(clients.reduce((sum, { resumed }) => sum + resumed, 0)).toBeGreaterThan(0);
  },
  60_000,
);

test('a client that loses a message knows that it has', async () => {
  const { venue, log, app, get, caughtUp } = await openVenue();
  const port = await listen(app);
  const client = new AccountClient('trader-1');
  await client.connect(port, log.logId);
  await expectListed(client, get, await caughtUp(), 'at the beginning');
  let lost = 0;
  tradeAtRandom(venue, ACCOUNTS, 7, 80);
  const want = await listed(get, 'trader-1', await caughtUp());
  await eventually(() => {
    client.take((message) => {
      if (message.type !== 'delta' || message.channel !== 'balances' || lost > 0) return false;
      lost += 1;
      return true;
    });
    return client.shown(FILLS).fills.at(-1)?.tradeNumber === want.fills.at(-1)?.tradeNumber;
  });
  expect(lost).toBe(1);
  expect(client.gaps).toBeGreaterThan(0);
  expect(sorted(client.shown(FILLS).balances)).not.toEqual(sorted(want.balances));
});

test('without Postgres what is followed goes on, and nothing else is begun', async () => {
  let now: string | undefined;
  const { venue, log, app, get, caughtUp, url } = await openVenue(undefined, {
    databaseUrl: () => now,
  });
  now = url;
  const port = await listen(app);
  const client = new AccountClient('trader-1');
  await client.connect(port, log.logId);
  await expectListed(client, get, await caughtUp(), 'at the beginning');
  now = undefined;
  tradeAtRandom(venue, ACCOUNTS, 11, 80);
  const headers = { authorization: `Bearer ${tokenOf('trader-2')}` };
  const late = await openFeed(port, { headers });
  late.subscribe('orders', { accountId: 'trader-2' });
  await late.until(1);
  expect(late.messages).toEqual([{ type: 'error', code: 'SERVICE_UNAVAILABLE' }]);
  const head = await caughtUp();
  now = url;
  await expectListed(client, get, head, 'without Postgres meanwhile');
  expect(client.gaps).toBe(0);
});

test.each(CHANNELS)(
  '%s of another account are as if there were no such account',
  async (channel) => {
    const { app } = await openVenue();
    const port = await listen(app);
    const headers = { authorization: `Bearer ${tokenOf('trader-1')}` };
    const feed = await openFeed(port, { headers });
    for (const accountId of ['trader-2', 'nobody']) feed.subscribe(channel, { accountId });
    await feed.until(2);
    const [foreign, unknown] = feed.messages;
    expect(foreign).toMatchObject({ type: 'error', code: 'ACCOUNT_NOT_FOUND' });
    expect(foreign).toEqual(unknown);
  },
);

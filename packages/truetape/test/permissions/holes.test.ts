import { openTestPostgres, type TestPostgres } from '@truetape/projections/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNTS, addUser, MISSING } from './personas.ts';
import { openWorld, type Served, type World } from './world.ts';

let postgres: TestPostgres;
let world: World;
let served: Served;
let user: Awaited<ReturnType<typeof addUser>>;

beforeAll(async () => {
  postgres = await openTestPostgres();
  world = await openWorld(postgres);
  served = await world.serve();
  const { log, identities } = world;
  user = await addUser(log, 'two-accounts', {
    access: { [ACCOUNTS.own]: 'owner', [ACCOUNTS.third]: 'owner' },
  });
  await identities.reached(await log.head());
}, 60_000);
afterAll(async () => {
  await world.close();
  await postgres.stop();
}, 60_000);

const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, more: object = {}) =>
  served.app.inject({ method, url, headers: user.byKey, ...more });

const as = (accountId: string) => ({ headers: { ...user.byKey, 'account-id': accountId } });

describe('what is somebody’s own is kept by nobody on the way', () => {
  const own = `/v1/accounts/${ACCOUNTS.own}`;
  const caching = async (url: string, headers: Readonly<Record<string, string>>) => {
    const answer = await served.app.inject({ url, headers });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.headers['cache-control'];
  };

  test.each([`${own}/balances`, `${own}/statement`, '/v1/orders', '/v1/fills'])(
    '%s, by a key, by a signature, in a session, and as CSV',
    async (url) => {
      for (const brought of Object.values(user)) {
        const headers = { ...brought, 'account-id': ACCOUNTS.own };
        expect(await caching(url, headers)).toBe('no-store');
        expect(await caching(url, { ...headers, accept: 'text/csv' })).toBe('no-store');
      }
    },
  );

  test('and what is everybody’s is asked for each time', async () => {
    expect(await caching('/v1/instruments', {})).toBe('no-cache');
  });

  test('a tag says nothing of another account', async () => {
    const { headers } = await send('GET', `/v1/accounts/${ACCOUNTS.third}/balances`);
    const stranger = await send('GET', `/v1/accounts/${ACCOUNTS.foreign}/balances`, {
      headers: { ...user.byKey, 'if-none-match': String(headers.etag) },
    });
    expect(stranger.statusCode).toBe(404);
  });
});

describe('one of one’s own accounts', () => {
  test('does not reach the orders of the other', async () => {
    const { orderId } = world.thingsOf(ACCOUNTS.third);
    const missing = world.thingsOf(MISSING).orderId;
    for (const [method, more] of [
      ['DELETE', {}],
      ['PATCH', { payload: { price: '90' } }],
    ] as const) {
      const answers = [orderId, missing].map(async (each) => {
        const answer = await send(method, `/v1/orders/${each}`, { ...as(ACCOUNTS.own), ...more });
        return [answer.statusCode, (answer.json() as { readonly code: string }).code];
      });
      for (const answer of await Promise.all(answers)) expect(answer).toEqual([404, NOT_FOUND]);
    }
  });

  test('is not the other in a list: the header says which', async () => {
    for (const accountId of [ACCOUNTS.own, ACCOUNTS.third]) {
      const { body } = await send('GET', '/v1/fills', as(accountId));
      expect(body).toContain(accountId);
      for (const other of Object.values(ACCOUNTS)) {
        if (other !== accountId) expect(body).not.toContain(other);
      }
    }
  });

  test.each(['__proto__', 'constructor', 'toString', '', ' ', `${ACCOUNTS.own}, x`])(
    'is not found by the name %j',
    async (name) => {
      const answer = await send('GET', '/v1/orders', as(name));
      expect([answer.statusCode, answer.json()]).toMatchObject([404, { code: NO_ACCOUNT }]);
    },
  );
});

describe('the trail of an order', () => {
  test('shows whoever has the account neither who traded with it nor who they are', async () => {
    const { orderId } = world.thingsOf(ACCOUNTS.own);
    const { body, statusCode } = await send('GET', `/v1/audit/orders/${orderId}`);
    expect(statusCode).toBe(200);
    expect(body).toContain('TradeExecuted');
    for (const other of [ACCOUNTS.foreign, ACCOUNTS.third]) expect(body).not.toContain(other);
  });
});

test('what a key was not made for it does not become by giving access to somebody else', async () => {
  const body = { userId: 'guest', access: 'owner' };
  const answer = await send('POST', `/v1/accounts/${ACCOUNTS.own}/access`, { payload: body });
  expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'AUTH_SESSION_ONLY' }]);
});

const NOT_FOUND = 'ORDER_NOT_FOUND';
const NO_ACCOUNT = 'ACCOUNT_NOT_FOUND';

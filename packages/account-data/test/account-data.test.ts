import { limit, tradeAtRandom } from '@truetape/read-models/testing';
import { expect, test, vi } from 'vitest';
import { Follower } from './support/follower.ts';
import { ACCOUNTS, openVenue, turns } from './support/opened.ts';

test('an account that there is not is said not to be there', async () => {
  const { log, store, data } = await openVenue();
  await store.foldTo(await log.head());
  expect(await data.open('nobody', new Follower())).toEqual({
    ok: false,
    failure: 'ACCOUNT_NOT_FOUND',
  });
});

test('an account that was opened after its rows were written is found in the log', async () => {
  const { venue, log, store, data } = await openVenue();
  await store.foldTo(await log.head());
  venue.openAccount('late');
  venue.deposit('late', 'USD', 5n);
  await venue.settled();
  const opened = await data.open('late', new Follower());
  expect(opened.ok && opened.value.snapshot('balances')).toEqual({
    balances: [{ asset: 'USD', total: '5', held: '0', free: '5' }],
  });
  expect(opened.ok && opened.value.position()).toBe(await log.head());
});

test('rows of another log are not believed', async () => {
  const { log, store, data } = await openVenue();
  await store.foldTo(await log.head());
  const read = store.read.bind(store);
  store.read = async (accountId) => {
    const stored = await read(accountId);
    return { ...stored, value: { ...stored.value, logId: 'another' } };
  };
  const failure = 'SERVICE_UNAVAILABLE';
  expect(await data.open('trader-1', new Follower())).toEqual({ ok: false, failure });
});

test('an account with more open orders than a snapshot can show is not followed', async () => {
  const { log, store, data } = await openVenue();
  await store.foldTo(await log.head());
  const read = store.read.bind(store);
  const rowsOf = (count: number) => Array.from({ length: count }, () => ({}));
  const failure = async (table: string, count: number) => {
    store.read = async (accountId) => {
      const stored = await read(accountId);
      const rows = new Map([...stored.value.rows, [table, rowsOf(count)] as const]);
      return { ...stored, value: { ...stored.value, rows } };
    };
    return data.open('trader-1', new Follower());
  };
  expect(await failure('orders', 5_001)).toEqual({ ok: false, failure: 'SERVICE_OVERLOADED' });
  expect(await failure('holds', 10_001)).toEqual({ ok: false, failure: 'SERVICE_OVERLOADED' });
});

test('the log is followed once for all accounts, and not at all for none', async () => {
  const { venue, log, store, data } = await openVenue();
  await store.foldTo(await log.head());
  const subscribe = vi.spyOn(log, 'subscribeAll');
  const accounts = await Promise.all(ACCOUNTS.map((id) => data.open(id, new Follower())));
  expect(subscribe).toHaveBeenCalledTimes(1);
  for (const account of accounts) if (account.ok) account.value.close();
  const follower = new Follower();
  expect(await data.open('trader-1', follower)).toMatchObject({ ok: true });
  expect(subscribe).toHaveBeenCalledTimes(2);
  venue.deposit('trader-1', 'USD', 5n);
  await venue.settled();
  await turns(5);
  // Once, and not by what was followed before too.
  expect(follower.deltas.map(([channel]) => channel)).toEqual(['balances']);
});

test('an event that makes no sense ends the account that it is about, and no other', async () => {
  const { venue, log, store, data } = await openVenue();
  await store.foldTo(await log.head());
  const [follower, other] = [new Follower(), new Follower()];
  await data.open('trader-1', follower);
  await data.open('trader-2', other);
  venue.appendRaw('account-trader-1', 'OrderClosed', { orderId: 'trader-1.999' });
  venue.deposit('trader-2', 'USD', 5n);
  await venue.settled();
  await turns(5);
  expect(follower.hasStopped).toBe(true);
  expect(other.hasStopped).toBe(false);
  expect(other.deltas).toHaveLength(1);
});

test('an account hears of what is about it, and of nothing else', async () => {
  const { venue, log, store, data } = await openVenue();
  await store.foldTo(await log.head());
  const follower = new Follower();
  const opened = await data.open('trader-1', follower);
  if (opened.ok) follower.begin(opened.value);
  tradeAtRandom(venue, ['trader-11', 'trader-2'], 4, 100);
  await venue.settled();
  await turns(20);
  expect(follower.deltas).toEqual([]);
});

test('what is told of risk is what has changed, and what was crossed is told once', async () => {
  const { venue, log, store, data } = await openVenue();
  await store.foldTo(await log.head());
  const follower = new Follower();
  const opened = await data.open('trader-1', follower);
  if (!opened.ok) throw new Error(opened.failure);
  const crossed = {
    at: '2026-11-22T00:00:00.000Z',
    limit: '4',
    measure: 'openNotional',
    asset: 'USD',
    scope: 'account',
    value: '2',
    percent: 50,
  };
  limit(venue, 'trader-1', { openOrders: 4 });
  venue.appendRaw('risk-trader-1', 'RiskThresholdCrossed', crossed);
  limit(venue, 'trader-1', { openOrders: 4 });
  await venue.settled();
  await turns(5);
  const limits = [
    { scope: 'account', limits: { assets: [], hard: [], markets: [], openOrders: 4 } },
  ];
  const head = await log.head();
  expect(follower.deltas).toEqual([
    ['risk', head - 2, { limits }],
    ['risk', head - 1, { crossed: [crossed] }],
  ]);
  expect(opened.value.snapshot('risk')).toEqual({ status: 'open', killed: false, limits });
});

import { authenticatorOf } from '@truetape/auth/testing';
import { expect, test } from 'vitest';
import { venuesOnPostgres } from './open-venue.ts';
import { ACCOUNTS, eventually, type FeedClient, listen, openFeed, tokenOf } from './support.ts';

const { openVenue } = venuesOnPostgres();

const LIMITS = { lookMs: 20, checkMs: 3_600_000, silenceMs: 3_600_000 };
const bearer = (name: string) => ({ headers: { authorization: `Bearer ${tokenOf(name)}` } });
const orders = (accountId: string) => ({ channel: 'orders', accountId });

/** A venue of which keys can be revoked. */
async function openRevocable() {
  const operator = { token: tokenOf('operator') };
  const traders = ACCOUNTS.map((accountId) => ({ accountId, token: tokenOf(accountId) }));
  const authenticator = authenticatorOf({ operator, traders });
  const opened = await openVenue(undefined, { limits: LIMITS, authenticator });
  const port = await listen(opened.app);
  return { ...opened, port, authenticator, revoke: authenticator.revoke };
}

const has = (client: FeedClient, type: string) =>
  client.messages.filter((message) => message.type === type);

test('what is private ends when the token is revoked, and what is public goes on', async () => {
  const { venue, port, revoke } = await openRevocable();
  const byHeader = await openFeed(port, bearer('trader-1'));
  const byMessage = await openFeed(port);
  byMessage.send({ op: 'authenticate', token: tokenOf('trader-1') });
  const other = await openFeed(port, bearer('trader-2'));
  for (const client of [byHeader, byMessage]) {
    for (const channel of ['orders', 'balances']) {
      client.subscribe(channel, { accountId: 'trader-1' });
    }
    client.subscribe('book');
  }
  other.subscribe('orders', { accountId: 'trader-2' });
  for (const client of [byHeader, byMessage]) {
    await eventually(() => has(client, 'snapshot').length === 3);
  }
  await eventually(() => has(other, 'snapshot').length === 1);

  revoke('trader-1');
  for (const client of [byHeader, byMessage]) {
    await eventually(() => has(client, 'ended').length === 2);
    for (const channel of ['orders', 'balances']) {
      expect(has(client, 'ended')).toContainEqual({
        type: 'ended',
        subscription: { channel, accountId: 'trader-1' },
        code: 'AUTH_REQUIRED',
      });
    }
  }
  const before = [byHeader, byMessage].map(({ messages }) => messages.length);
  venue.place('trader-1', { side: 'buy', price: '90', quantity: '1' });
  venue.place('trader-2', { side: 'buy', price: '91', quantity: '1' });
  await eventually(() => has(other, 'delta').length >= 2);
  for (const [index, client] of [byHeader, byMessage].entries()) {
    await eventually(() => client.messages.length >= (before[index] ?? 0) + 2);
    const after = client.messages.slice(before[index]);
    expect(new Set(after.map((message) => 'channel' in message && message.channel))).toEqual(
      new Set(['book']),
    );
  }
  byHeader.subscribe('orders', { accountId: 'trader-1' }, { id: 'again' });
  await eventually(() => has(byHeader, 'error').length === 1);
  expect(has(byHeader, 'error')).toEqual([{ type: 'error', id: 'again', code: 'AUTH_REQUIRED' }]);
});

test('an operator hears of every account; whoever becomes somebody else hears of its own only', async () => {
  const { port } = await openRevocable();
  const client = await openFeed(port, bearer('operator'));
  for (const accountId of ACCOUNTS) client.subscribe('orders', { accountId });
  await eventually(() => has(client, 'snapshot').length === 3);
  client.send({ op: 'authenticate', id: 'a', token: tokenOf('trader-2') });
  await eventually(() => has(client, 'authenticated').length === 1);
  const ended = has(client, 'ended').map(
    (message) => 'subscription' in message && message.subscription,
  );
  expect(new Set(ended)).toEqual(new Set([orders('trader-1'), orders('trader-3')]));
});

test('an account goes on where its client was, until nobody has heard it for a while', async () => {
  const { venue, port, log, caughtUp } = await openRevocable();
  const first = await openFeed(port, bearer('trader-1'));
  first.subscribe('orders', { accountId: 'trader-1' });
  venue.place('trader-1', { side: 'buy', price: '90', quantity: '1' });
  await eventually(() => JSON.stringify(first.messages).includes('"status":"open"'));
  const last = first.messages.at(-1);
  const sequence = last !== undefined && 'sequence' in last ? last.sequence : -1;
  first.socket.close();
  await first.closed;
  venue.place('trader-1', { side: 'buy', price: '91', quantity: '1' });
  await caughtUp();
  const back = await openFeed(port, bearer('trader-1'));
  const resume = { logId: log.logId, sequence };
  back.subscribe('orders', { accountId: 'trader-1' }, { resume });
  await eventually(() => JSON.stringify(back.messages).includes('"price":"91"'));
  expect(back.messages[0]).toMatchObject({ type: 'subscribed', resumed: true });
  expect(back.messages[1]).toMatchObject({ type: 'delta', previous: sequence });
  expect(has(back, 'snapshot')).toEqual([]);
});

test('unsubscribing before it has begun is an answer to both', async () => {
  const { port } = await openRevocable();
  const client = await openFeed(port, bearer('trader-1'));
  const subscription = orders('trader-1');
  client.send({ op: 'subscribe', id: 's', subscription });
  client.send({ op: 'unsubscribe', id: 'u', subscription });
  await client.until(2);
  expect(client.messages).toEqual([
    { type: 'error', id: 's', code: 'REQUEST_INVALID', detail: 'Unsubscribed before it began.' },
    { type: 'unsubscribed', id: 'u', subscription },
  ]);
});

import { deepStrictEqual, strictEqual } from 'node:assert';
import { describe, test } from 'vitest';
import { startServer } from '../http/server.ts';
import { ORDER } from '../http/venue.ts';
import { openSession } from './client.ts';

/** So slow that nothing comes back while a test lasts. */
const few = (units: number) => ({ units, seconds: 9_999 });

const order = (clientOrderId: string) => ({ ...ORDER, quantity: '0.1', clientOrderId });
const place = (clientOrderId: string) => ({ op: 'place', order: order(clientOrderId) });

describe('a trading session', () => {
  test('shares its rate limits with HTTP, and not with others', async () => {
    const server = await startServer(undefined, { rates: { account: few(4) } });
    const [ann, bob] = [await openSession(server, 'ann'), await openSession(server, 'bob')];
    // To open the session was the first.
    const byHttp = await server.send('ann', 'POST', '/v1/orders', { body: order('a') });
    strictEqual(byHttp.headers.get('ratelimit')?.split(';t')[0], '"account";r=2');
    const statuses = [];
    for (const id of ['b', 'c', 'd']) statuses.push((await ann.ask(place(id))).status);
    deepStrictEqual(statuses, [201, 201, 429]);
    strictEqual((await server.send('ann', 'POST', '/v1/orders', { body: order('e') })).status, 429);
    strictEqual((await bob.ask(place('b'))).status, 201);
  });

  test('says how long to wait, and nothing is done', async () => {
    const server = await startServer(undefined, { rates: { account: { units: 1, seconds: 30 } } });
    const session = await openSession(server, 'ann');
    const { log } = server;
    await log.settled();
    const before = log.head;
    const told = await session.ask(place('a'));
    deepStrictEqual('problem' in told && told.problem, {
      type: 'urn:truetape:error:REQUEST_RATE_LIMITED',
      title: 'A rate limit is used up. Try again when Retry-After says.',
      status: 429,
      code: 'REQUEST_RATE_LIMITED',
      detail: '"account" is 1 in 30 s. Try again in 30 s.',
      requestId: 'problem' in told && told.problem.requestId,
    });
    strictEqual(log.head, before);
  });

  test('may cancel when it may not place any more', async () => {
    const server = await startServer(undefined, { rates: { account: few(2) } });
    const session = await openSession(server, 'ann');
    const placed = await session.ask(place('a'));
    strictEqual((await session.ask(place('b'))).status, 429);
    const orderId = 'answer' in placed && 'orderId' in placed.answer && placed.answer.orderId;
    strictEqual((await session.ask({ op: 'cancel', orderId })).status, 202);
  });

  test('pays for a batch what the same costs by HTTP', async () => {
    const server = await startServer(undefined, { rates: { key: few(31) } });
    const session = await openSession(server, 'ann');
    const batch = (id: string) => ({ op: 'batch', requests: [place(`${id}1`), place(`${id}2`)] });
    strictEqual((await session.ask(batch('a'))).status, 200);
    const body = { orders: [order('b1'), order('b2')] };
    const byHttp = await server.send('ann', 'POST', '/v1/orders/batch', { body });
    strictEqual(byHttp.headers.get('ratelimit')?.split(';t')[0], '"key";r=10');
    strictEqual((await session.ask(batch('c'))).status, 200);
    strictEqual((await session.ask(batch('d'))).status, 429);
  });
});

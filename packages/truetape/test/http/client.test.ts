import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { connectHttp, type Fetch } from '@truetape/client';
import { orderAnswer } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { startServer, tokenOf } from './server.ts';
import { ORDER } from './venue.ts';

const open = async () => {
  const { port } = await startServer();
  return `http://127.0.0.1:${port}`;
};

describe('the client of HTTP', () => {
  test('places an order, reads its answer, and cancels it', async () => {
    const http = connectHttp({ url: await open(), token: tokenOf('ann') });
    const placed = await http.POST('/v1/orders', {
      body: ORDER,
      params: { header: { Prefer: 'wait=5' } },
    });
    strictEqual(placed.response.status, 201);
    ok(placed.data);
    deepStrictEqual(orderAnswer.parse(placed.data), placed.data);
    strictEqual(placed.data.status, 'open');
    const { orderId } = placed.data;
    const cancelled = await http.DELETE('/v1/orders/{orderId}', {
      params: { path: { orderId }, header: { 'Idempotency-Key': 'k-1', Prefer: 'wait=5' } },
    });
    strictEqual(cancelled.data?.status, 'cancelled');
  });

  test('is told why it is refused', async () => {
    const http = connectHttp({ url: await open(), token: () => tokenOf('ann') });
    const { data, error, response } = await http.POST('/v1/orders', {
      body: { ...ORDER, quantity: '99' },
    });
    strictEqual(data, undefined);
    deepStrictEqual(
      [response.status, error?.code, error?.field],
      [422, 'ORDER_NOTIONAL_TOO_LARGE', 'quantity'],
    );
  });

  test('says who asks as it is said at that moment', async () => {
    let token: string | undefined;
    const http = connectHttp({ url: await open(), token: async () => token });
    const ask = async () => (await http.DELETE('/v1/orders')).response.status;
    strictEqual(await ask(), 401);
    token = tokenOf('ann');
    strictEqual(await ask(), 202);
  });

  test('hands every request to whoever signs it, as it is sent', async () => {
    const sent: (readonly [string, string | undefined, string])[] = [];
    const signing: Fetch = (url, init) => {
      sent.push([new URL(url).pathname, init.method, new TextDecoder().decode(init.body)]);
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${tokenOf('ann')}`);
      return fetch(url, { ...init, headers });
    };
    const http = connectHttp({ url: await open(), fetch: signing });
    const { data } = await http.POST('/v1/orders/test', { body: ORDER });
    deepStrictEqual(data, { accepted: true });
    deepStrictEqual(sent, [['/v1/orders/test', 'POST', JSON.stringify(ORDER)]]);
  });

  test('gives up when it is told to', async () => {
    const http = connectHttp({ url: await open(), token: tokenOf('ann') });
    const signal = AbortSignal.abort();
    const asked = http.POST('/v1/orders', { body: ORDER, signal });
    strictEqual((await asked.catch((error: Error) => error)) instanceof Error, true);
  });
});

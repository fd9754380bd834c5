import { deepStrictEqual } from 'node:assert';
import type { SessionAnswer } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { type Answered, type Caller, startServer } from '../http/server.ts';
import { place } from '../http/support.ts';
import { ORDER } from '../http/venue.ts';
import { openSession } from './client.ts';

/** The same request in both languages. */
interface Row {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly session: object;
  readonly caller?: Caller;
  /** Sent so often; the last answer counts. */
  readonly times?: number;
}

const NEW = { ...ORDER, clientOrderId: 'c-2' };
const PAIR = {
  symbol: 'BTC-USD',
  side: 'sell',
  quantity: '1',
  limit: { clientOrderId: 'high', price: '120' },
  stop: { clientOrderId: 'low', type: 'stop', stopPrice: '80' },
} as const;
const WAIT = { prefer: 'wait=10' };

const placing = (body: object, more: Partial<Row> = {}): Row => ({
  method: 'POST',
  path: '/v1/orders',
  body,
  session: { op: 'place', order: body },
  ...more,
});
const waiting = (row: Row): Row => ({
  ...row,
  headers: { ...row.headers, ...WAIT },
  session: { ...row.session, waitSeconds: 10 },
});
const keyed = (row: Row, key = 'k-1'): Row => ({
  ...row,
  headers: { ...row.headers, 'idempotency-key': key },
  session: { ...row.session, idempotencyKey: key },
});
const pair = (body: object): Row => ({
  method: 'POST',
  path: '/v1/orders/oco',
  body,
  session: { op: 'place-oco', order: body },
});
const replacing = (orderId: string, body: object): Row => ({
  method: 'PATCH',
  path: `/v1/orders/${orderId}`,
  body,
  session: { op: 'replace', orderId, ...body },
});
const cancelling = (orderId: string): Row => ({
  method: 'DELETE',
  path: `/v1/orders/${orderId}`,
  session: { op: 'cancel', orderId },
});
const cancellingAll = (symbol?: string): Row => ({
  method: 'DELETE',
  path: symbol === undefined ? '/v1/orders' : `/v1/orders?symbol=${symbol}`,
  session: { op: 'cancel-all', ...(symbol === undefined ? {} : { symbol }) },
});

const silence = (timeoutMs: unknown): Row => ({
  method: 'POST',
  path: '/v1/accounts/ann/cancel-on-silence',
  body: { timeoutMs },
  session: { op: 'cancel-on-disconnect', timeoutMs },
});

const ROWS: readonly Row[] = [
  placing(NEW),
  waiting(placing(NEW)),
  waiting(placing({ ...NEW, side: 'sell' })),
  waiting(placing({ ...NEW, type: 'market', price: undefined, side: 'sell' })),
  placing(NEW, { times: 2 }),
  placing(ORDER),
  placing({ ...ORDER, price: '99' }),
  placing({ ...NEW, quantity: '15' }),
  placing({ ...NEW, price: '100.25' }),
  placing({ ...NEW, symbol: 'XRP-USD' }),
  placing(NEW, { caller: 'dan' }),
  placing({ ...NEW, price: 100 }),
  placing({ ...NEW, price: undefined }),
  placing({ ...NEW, extra: true }),
  placing({ ...NEW, clientOrderId: 'a b' }),
  placing({ ...NEW, timeInForce: 'GTD' }),
  placing({}),
  pair(PAIR),
  waiting(pair(PAIR)),
  pair({ ...PAIR, stop: { ...PAIR.stop, stopPrice: '80.1' } }),
  pair({ ...PAIR, stop: { ...PAIR.stop, stopPrice: undefined } }),
  pair({ ...PAIR, limit: { ...PAIR.limit, extra: '1' } }),
  replacing('ann.3', { price: '101' }),
  waiting(replacing('ann.3', { quantity: '0.5' })),
  keyed(replacing('ann.3', { price: '101' })),
  { ...keyed(replacing('ann.3', { price: '101' })), times: 2 },
  replacing('ann.3', {}),
  replacing('ann.3', { price: '1e2' }),
  replacing('ann.3', { price: '101', side: 'sell' }),
  replacing('ann.3', { price: '100.25' }),
  replacing('ann.9', { price: '101' }),
  replacing('bob.3', { price: '101' }),
  cancelling('ann.3'),
  waiting(cancelling('ann.3')),
  { ...keyed(cancelling('ann.3')), times: 2 },
  { ...waiting(cancelling('ann.3')), times: 2 },
  cancelling('ann.9'),
  cancelling('bob.3'),
  cancelling('nonsense'),
  cancellingAll(),
  cancellingAll('BTC-USD'),
  { ...keyed(cancellingAll()), times: 2 },
  cancellingAll('XRP-USD'),
  cancellingAll('btc'),
  silence(10_000),
  { ...silence(10_000), times: 2 },
  silence(0),
  silence(999),
  silence('10000'),
  silence(-1),
];

/** An answer without what names its request: its id, and the hash of an event that records who asked and how. */
function comparable(status: number, body: unknown): unknown {
  const text = JSON.stringify(body, (name, value) =>
    name === 'requestId' || name === 'hash' ? '…' : value,
  );
  return { status, body: JSON.parse(text) };
}

const ofHttp = ({ status, body }: Answered) => comparable(status, body);
const ofSession = (told: SessionAnswer) =>
  comparable(told.status, 'answer' in told ? told.answer : told.problem);

describe('a session answers as HTTP does', () => {
  test.each(
    ROWS.map((row) => [`${JSON.stringify(row.session)} × ${row.times ?? 1}`, row] as const),
  )(
    '%s',
    async (_title, { method, path, body, headers = {}, session, caller = 'ann', times = 1 }) => {
      const [byHttp, bySession] = [await startServer(), await startServer()];
      for (const server of [byHttp, bySession]) {
        await place(server, 'ann');
        await place(server, 'bob');
      }
      const client = await openSession(bySession, caller);
      for (let time = 1; time <= times; time += 1) {
        const want = await byHttp.send(caller, method, path, { body, headers });
        deepStrictEqual(ofSession(await client.ask(session)), ofHttp(want));
      }
    },
  );
});

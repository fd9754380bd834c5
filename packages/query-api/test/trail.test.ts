import { page, type TrailEntry, trailEntry } from '@truetape/contracts';
import type { ReadStream } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { tradeAtRandom, Venue } from '@truetape/projections/testing';
import { describe, expect, test } from 'vitest';
import { ACCOUNTS, openApi, openLog } from './support.ts';

type Get = Awaited<ReturnType<typeof openApi>>['get'];

async function open(script: (venue: Venue) => void) {
  const log = openLog();
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  script(venue);
  await venue.settled();
  return { log, ...(await openApi(log)) };
}

async function trailOf(get: Get, orderId: string, who: string, limit = 1_000) {
  const entries: TrailEntry[] = [];
  for (let cursor = ''; ; ) {
    const answer = await get(`/v1/audit/orders/${orderId}?limit=${limit}${cursor}`, who);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const { items, next } = page(trailEntry).parse(answer.body);
    entries.push(...items);
    if (next === null) return entries;
    cursor = `&cursor=${next}`;
  }
}

/** One trade between a seller and a buyer who pays less for it than he would have. */
const trade = (venue: Venue) => {
  venue.place('trader-1', { side: 'sell', price: '100', quantity: '3', displayQuantity: '1' });
  venue.place('trader-2', { side: 'buy', price: '101', quantity: '1' });
};

describe('the trail of an order', () => {
  test('is what the log says of it, with causes and the position that it reflects', async () => {
    const { get, log } = await open(trade);
    const { body } = await get('/v1/audit/orders/trader-2.3', 'operator');
    expect(body).toMatchObject({ next: null, position: await log.head() });
    expect(body.items.map(({ what }: TrailEntry) => what)).toEqual([
      'limit order to buy 1 BTC-USD at 101, GTC, holds 101.202 USD',
      'is number 2 in its market',
      'trade 1: buys 1 at 100 as taker, with order number 1, 0 left',
      'trade 1 is settled: 100 USD paid, fee 0.2 USD',
    ]);
    expect(body.items[2]).toEqual({
      position: 18,
      at: '2026-11-21T09:00:00.014Z',
      recordedAt: '2026-11-21T10:00:00.018Z',
      stream: 'market-BTC-USD',
      revision: 4,
      type: 'TradeExecuted',
      cause: { stream: 'account-trader-2', revision: 3, type: 'OrderPlaced' },
      what: 'trade 1: buys 1 at 100 as taker, with order number 1, 0 left',
      data: expect.objectContaining({ tradeNumber: 1, price: '100' }),
    });
  });

  test('says nothing to its owner of who stood on the other side', async () => {
    const { get } = await open(trade);
    const own = await trailOf(get, 'trader-1.3', 'trader-1');
    const whole = await trailOf(get, 'trader-1.3', 'operator');
    expect(JSON.stringify(whole)).toContain('trader-2');
    expect(JSON.stringify(own)).not.toContain('trader-2');
    const traded = own.find(({ type }) => type === 'TradeExecuted');
    expect(traded).toMatchObject({
      cause: { type: 'OrderPlaced' },
      data: { taker: { orderNumber: 2 }, maker: { orderId: 'trader-1.3', remaining: '2' } },
    });
    const { taker: other } = (traded as TrailEntry).data as { readonly taker: object };
    expect(Object.keys(other)).toEqual(['orderNumber']);
    expect(Object.keys(traded?.cause ?? {})).toEqual(['type']);
    // Whoever took learns nothing of what the other one keeps back.
    const taker = await trailOf(get, 'trader-2.3', 'trader-2');
    expect(JSON.stringify(taker)).not.toContain('trader-1');
    expect(taker[2]?.data).toMatchObject({ maker: { orderNumber: 1 } });
    // Everything else is as operators see it.
    expect(own.map(({ what, position }) => [position, what])).toEqual(
      whole.map(({ what, position }) => [position, what]),
    );
  });

  test('is whole for every order of a busy market, in pages of any size', async () => {
    const seed = 7;
    const { get, log } = await open((venue) => tradeAtRandom(venue, ACCOUNTS, seed, 90));
    const events: RecordedEvent[] = [];
    for await (const batch of log.readAll({ after: -1 })) events.push(...batch);
    const placed = events.filter(({ type }) => type === 'OrderPlaced');
    for (const { stream, revision, position } of placed) {
      const orderId = `${stream.slice('account-'.length)}.${revision}`;
      const whole = (await trailOf(get, orderId, 'operator')).map((entry) => entry.position);
      const saying = events.filter(({ data }) => JSON.stringify(data).includes(`"${orderId}"`));
      const wanted = [position, ...saying.map((event) => event.position)];
      expect(
        wanted.filter((one) => !whole.includes(one)),
        `seed ${seed} ${orderId}`,
      ).toEqual([]);
      const parts = (await trailOf(get, orderId, 'operator', 3)).map((entry) => entry.position);
      expect(parts, `seed ${seed} ${orderId}`).toEqual(whole);
    }
    expect(placed.length).toBeGreaterThan(50);
  });

  test('is read from where the order was to where it was over, however long the log is', async () => {
    const { get, log } = await open((venue) => {
      for (let i = 0; i < 300; i++) trade(venue);
    });
    const { readStream } = log;
    let events = 0;
    async function* counting(stream: string, options?: ReadStream) {
      for await (const batch of readStream(stream, options)) {
        events += batch.length;
        yield batch;
      }
    }
    Object.assign(log, { readStream: counting });
    await trailOf(get, 'trader-2.3', 'trader-2');
    expect(await log.head()).toBeGreaterThan(2_000);
    expect(events).toBeGreaterThan(5);
    expect(events).toBeLessThan(600);
  });
});

describe('who may see a trail', () => {
  test('operators any, traders their own; foreign and missing ones are answered alike', async () => {
    const { get } = await open(trade);
    const missing = await get('/v1/audit/orders/trader-1.99', 'trader-1');
    const foreign = await get('/v1/audit/orders/trader-2.3', 'trader-1');
    const nobodys = await get('/v1/audit/orders/eve.3', 'operator');
    const noOrder = await get('/v1/audit/orders/trader-1.0', 'trader-1');
    for (const answer of [missing, foreign, nobodys, noOrder]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_FOUND' } });
      expect({ ...answer.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    }
    expect((await get('/v1/audit/orders/trader-1.3')).status).toBe(401);
    expect((await get('/v1/audit/orders/trader-1.3', 'operator')).status).toBe(200);
  });

  test.each([
    ['/v1/audit/orders/trader-1', 'orderId'],
    ['/v1/audit/orders/trader-1.03', 'orderId'],
    ['/v1/audit/orders/trader-1.3?limit=1001', 'limit'],
    ['/v1/audit/orders/trader-1.3?limit=0', 'limit'],
    ['/v1/audit/orders/trader-1.3?cursor=-1', 'cursor'],
    ['/v1/audit/orders/trader-1.3?cursor=1.x', 'cursor'],
    ['/v1/audit/orders/trader-1.3?from=1', 'from'],
    ['/v1/audit/events?limit=1001', 'limit'],
    ['/v1/audit/events?after=-1', 'after'],
    ['/v1/audit/events?stream=', 'stream'],
  ])('%s is refused for its %s', async (path, field) => {
    const { get } = await open(trade);
    const answer = await get(path, 'operator');
    expect(answer).toMatchObject({ status: 400, body: { field } });
  });

  test('a page of events has a thousand at most', async () => {
    const { get } = await open((venue) => {
      for (let i = 0; i < 150; i++) trade(venue);
    });
    const { status, body } = await get('/v1/audit/events?limit=1000', 'operator');
    expect([status, body.items.length, body.next]).toEqual([200, 1_000, '999']);
  });
});

import {
  auditEvent,
  balance,
  book,
  fill,
  instrument,
  instrumentAnswer,
  orderRow,
  orderRowAnswer,
  page,
  ticker,
  timeAnswer,
  trade,
} from '@truetape/contracts';
import type { MemoryLog } from '@truetape/event-store';
import { tradeAtRandom, Venue } from '@truetape/projections/testing';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { exactly, venuesOnPostgres } from './open-venue.ts';
import { ACCOUNTS, eventually, filledIn, followWith, openApi, openLog } from './support.ts';

const { openVenue, newDatabase } = venuesOnPostgres();

const idsOf = (orders: readonly { readonly orderId: string }[]) => orders.map((one) => one.orderId);

describe('orders', () => {
  test('an order is shown to its account and to operators, and to nobody else', async () => {
    let orderId = '';
    const { get, log } = await openVenue((venue) => {
      orderId = venue.place('trader-1', {
        side: 'buy',
        price: '99.5',
        quantity: '2',
        clientOrderId: 'a',
      });
    });
    const position = await log.head();
    const own = exactly(orderRowAnswer, await get(`/v1/orders/${orderId}`, 'trader-1'));
    expect(own).toEqual({
      orderId,
      clientOrderId: 'a',
      accountId: 'trader-1',
      symbol: 'BTC-USD',
      side: 'buy',
      type: 'limit',
      timeInForce: 'GTC',
      postOnly: false,
      price: '99.5',
      quantity: '2',
      filled: '0',
      remaining: '2',
      status: 'open',
      receivedAt: '2026-11-21T09:00:00.012Z',
      decidedAt: '2026-11-21T09:00:00.013Z',
      recordedAt: '2026-11-21T10:00:00.015Z',
      matchedAt: '2026-11-21T10:00:00.016Z',
      position,
    });
    expect((await get(`/v1/orders/${orderId}`, 'operator')).body).toEqual(own);
    const foreign = await get(`/v1/orders/${orderId}`, 'trader-2');
    const missing = await get('/v1/orders/trader-1.999', 'trader-1');
    expect(foreign).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_FOUND' } });
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    expect((await get(`/v1/orders/${orderId}`)).status).toBe(401);
  });

  test('an order has the fields of its type, and no others', async () => {
    const { get, log } = await openVenue((venue) => {
      venue.place('trader-1', {
        side: 'sell',
        stopPrice: '100',
        price: '99',
        quantity: '2',
        displayQuantity: '0.5',
        timeInForce: 'GTD',
        expiresAtMs: Date.UTC(2026, 10, 21, 12),
      });
      venue.place('trader-2', { side: 'buy', price: '100', quantity: '1' });
      venue.place('trader-3', { side: 'sell', price: '100', quantity: '1' });
    });
    const position = await log.head();
    const path = '/v1/orders/trader-1.3';
    expect(exactly(orderRowAnswer, await get(path, 'trader-1'))).toEqual({
      orderId: 'trader-1.3',
      clientOrderId: 'c-7',
      accountId: 'trader-1',
      symbol: 'BTC-USD',
      side: 'sell',
      type: 'stop-limit',
      timeInForce: 'GTD',
      postOnly: false,
      price: '99',
      stopPrice: '100',
      quantity: '2',
      displayQuantity: '0.5',
      filled: '0',
      remaining: '2',
      expiresAt: '2026-11-21T12:00:00.000Z',
      status: 'open',
      receivedAt: '2026-11-21T09:00:00.012Z',
      decidedAt: '2026-11-21T09:00:00.013Z',
      recordedAt: '2026-11-21T10:00:00.015Z',
      matchedAt: '2026-11-21T10:00:00.016Z',
      triggeredAt: '2026-11-21T10:00:00.020Z',
      position,
    });
  });

  test('a pair, an order by quoteQuantity and a trailing one are shown as they are', async () => {
    const { get } = await openVenue((venue) => {
      venue.placePair('trader-1', {
        side: 'sell',
        quantity: '1',
        limit: { price: '110' },
        stop: { trailingOffset: '5' },
      });
      venue.place('trader-2', { side: 'sell', price: '100', quantity: '1' });
      venue.place('trader-1', { side: 'buy', quoteQuantity: '50' });
    });
    const { items } = exactly(page(orderRow), await get('/v1/orders', 'trader-1'));
    const shown = items.map(({ orderId, type, partnerId, trailingOffset, quoteQuantity }) => ({
      orderId,
      type,
      partnerId,
      trailingOffset,
      quoteQuantity,
    }));
    expect(shown).toEqual([
      { orderId: 'trader-1.5', type: 'market', quoteQuantity: '50' },
      {
        orderId: 'trader-1.4',
        type: 'trailing-stop',
        partnerId: 'trader-1.3',
        trailingOffset: '5',
      },
      { orderId: 'trader-1.3', type: 'limit', partnerId: 'trader-1.4' },
    ]);
  });

  test('pages lose and repeat nothing while orders come in and change', async () => {
    const { get, venue, caughtUp } = await openVenue((script) => {
      for (let i = 0; i < 25; i++)
        script.place('trader-1', { side: 'buy', price: '90', quantity: '1' });
      script.place('trader-2', { side: 'buy', price: '90', quantity: '1' });
    });
    const whole = exactly(page(orderRow), await get('/v1/orders?limit=500', 'trader-1'));
    expect(whole).toMatchObject({ next: null });
    expect(whole.items).toHaveLength(25);
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const answer = exactly(page(orderRow), await get(`/v1/orders?limit=4${cursor}`, 'trader-1'));
      seen.push(...idsOf(answer.items));
      next = answer.next;
      venue.place('trader-1', { side: 'buy', price: '91', quantity: '1' });
      venue.cancel('trader-1', seen.at(-1) as string);
      await caughtUp();
    }
    expect(seen).toEqual(idsOf(whole.items));
  });

  test('are found by symbol, by status and by client id', async () => {
    const { get } = await openVenue((script) => {
      const first = script.place('trader-1', {
        side: 'buy',
        price: '90',
        quantity: '1',
        clientOrderId: 'one',
      });
      script.place('trader-1', { side: 'buy', price: '91', quantity: '1', clientOrderId: 'two' });
      script.place('trader-2', { side: 'buy', price: '91', quantity: '1', clientOrderId: 'one' });
      script.cancel('trader-1', first);
      const expiresAtMs = script.nowMs + 5;
      const until = { timeInForce: 'GTD', expiresAtMs } as const;
      script.place('trader-1', {
        side: 'buy',
        price: '92',
        quantity: '1',
        clientOrderId: 'old',
        ...until,
      });
      script.nowMs = expiresAtMs;
      script.advanceClock();
    });
    const found = async (query: string) =>
      exactly(page(orderRow), await get(`/v1/orders?${query}`, 'trader-1')).items.map(
        ({ clientOrderId, status, reason }) => [clientOrderId, status, reason],
      );
    expect(await found('symbol=BTC-USD')).toEqual([
      ['old', 'expired', 'expired'],
      ['two', 'open', undefined],
      ['one', 'cancelled', 'requested'],
    ]);
    expect(await found('symbol=ETH-USD')).toEqual([]);
    expect(await found('status=open')).toEqual([['two', 'open', undefined]]);
    expect(await found('status=unfinished')).toEqual([['two', 'open', undefined]]);
    expect(await found('status=expired')).toEqual([['old', 'expired', 'expired']]);
    expect(await found('clientOrderId=one')).toEqual([['one', 'cancelled', 'requested']]);
    expect(await found('clientOrderId=three')).toEqual([]);
  });

  test('are cut by the time of their decision: from a moment on, and before another one', async () => {
    const { get } = await openVenue((venue) => {
      for (const hour of [10, 11, 12, 13]) {
        venue.nowMs = Date.UTC(2026, 10, 21, hour) - 1;
        venue.place('trader-1', { side: 'buy', price: `${hour}`, quantity: '1' });
      }
    });
    const prices = async (query: string) =>
      exactly(page(orderRow), await get(`/v1/orders?${query}`, 'trader-1')).items.map(
        ({ price }) => price,
      );
    const at = (time: string) => `2026-11-21T${time}Z`;
    expect(await prices(`from=${at('11:00:00.000')}&to=${at('13:00:00.000')}`)).toEqual([
      '12',
      '11',
    ]);
    expect(await prices(`from=${at('12:00:00.001')}`)).toEqual(['13']);
    expect(await prices(`to=${at('11:00:00.000')}&status=unfinished`)).toEqual(['10']);
    expect(await prices(`from=${at('14:00:00.000')}`)).toEqual([]);
  });

  test('a client id is looked up only in rows that have passed the head of the log', async () => {
    const { get, venue, projector } = await openVenue();
    venue.place('trader-1', { side: 'buy', price: '90', quantity: '1', clientOrderId: 'late' });
    await venue.settled();
    const answer = exactly(page(orderRow), await get('/v1/orders?clientOrderId=late', 'trader-1'));
    expect(answer.items).toHaveLength(1);
    await projector.stop();
    venue.place('trader-1', { side: 'buy', price: '90', quantity: '1', clientOrderId: 'later' });
    await venue.settled();
    const stale = await get('/v1/orders?clientOrderId=later', 'trader-1');
    expect(stale).toMatchObject({ status: 503, body: { code: 'SERVICE_BEHIND' } });
    expect((await get('/v1/orders', 'trader-1')).status).toBe(200);
  });
});

describe('every answer', () => {
  test('reflects at least the position that is asked for, or is 503', async () => {
    const { get, venue, log, projector, reads } = await openVenue();
    for (let i = 0; i < 5; i++) {
      const orderId = venue.place('trader-1', { side: 'buy', price: '90', quantity: '1' });
      await venue.settled();
      const head = await log.head();
      const answer = await get(`/v1/orders/${orderId}?minPosition=${head}`, 'trader-1');
      expect(exactly(orderRowAnswer, answer).position).toBeGreaterThanOrEqual(head);
      const shown = await get(`/v1/instruments/BTC-USD/book?minPosition=${head}`);
      expect(exactly(book, shown).position).toBeGreaterThanOrEqual(head);
    }
    await projector.stop();
    const head = await log.head();
    const asked = reads.map(async (route) => {
      const path = `${filledIn(route)}?minPosition=${head + 1}`;
      return {
        route,
        ...(await get(
          path,
          route === '/v1/fills' || route === '/v1/orders' ? 'trader-1' : 'operator',
        )),
      };
    });
    for (const answer of await Promise.all(asked)) {
      const detail = `It is at position ${head}; ${head + 1} was asked for.`;
      expect(answer, answer.route).toMatchObject({
        status: 503,
        body: { code: 'SERVICE_BEHIND', detail },
      });
      expect(answer.headers['truetape-position']).toBe(String(head));
      expect(answer.headers['retry-after']).toBe('1');
    }
  });

  test.each([
    ['/v1/orders?symbol=btc', 'symbol', 'REQUEST_INVALID'],
    ['/v1/orders?side=buy', 'side', 'REQUEST_UNKNOWN_FIELD'],
    ['/v1/orders?limit=5&limit=6', 'limit', 'REQUEST_INVALID'],
    ['/v1/orders?limit=0', 'limit', 'REQUEST_INVALID'],
    ['/v1/orders?limit=501', 'limit', 'REQUEST_INVALID'],
    ['/v1/orders?limit=1e2', 'limit', 'REQUEST_INVALID'],
    ['/v1/orders?cursor=x', 'cursor', 'REQUEST_INVALID'],
    ['/v1/orders?status=dead', 'status', 'REQUEST_INVALID'],
    ['/v1/orders?minPosition=-1', 'minPosition', 'REQUEST_INVALID'],
    ['/v1/orders/17', 'orderId', 'REQUEST_INVALID'],
    ['/v1/fills?cursor=5', 'cursor', 'REQUEST_INVALID'],
    ['/v1/instruments/btc/book', 'symbol', 'REQUEST_INVALID'],
    ['/v1/instruments/BTC-USD/book?depth=501', 'depth', 'REQUEST_INVALID'],
    ['/v1/instruments/BTC-USD/ticker?depth=5', 'depth', 'REQUEST_UNKNOWN_FIELD'],
    ['/v1/time?zone=UTC', 'zone', 'REQUEST_UNKNOWN_FIELD'],
  ])('refuses %s for its %s', async (path, field, code) => {
    const log = openLog();
    const { get } = await openApi(log);
    expect(await get(path, 'trader-1')).toMatchObject({ status: 400, body: { code, field } });
  });
});

describe('fills', () => {
  test('are those of the own account, in pages that lose and repeat nothing', async () => {
    const { get } = await openVenue((script) => tradeAtRandom(script, ACCOUNTS, 5, 300));
    const whole = exactly(page(fill), await get('/v1/fills?limit=500', 'trader-1'));
    expect(whole.items.length).toBeGreaterThan(20);
    expect(new Set(whole.items.map(({ accountId }) => accountId))).toEqual(new Set(['trader-1']));
    const seen: unknown[] = [];
    let cursor = '';
    for (;;) {
      const answer = exactly(page(fill), await get(`/v1/fills?limit=3${cursor}`, 'trader-1'));
      seen.push(...answer.items);
      if (answer.next === null) break;
      cursor = `&cursor=${answer.next}`;
    }
    expect(seen).toEqual(whole.items);
    const { orderId } = whole.items[0] as { orderId: string };
    const ofOrder = exactly(page(fill), await get(`/v1/fills?orderId=${orderId}`, 'trader-1'));
    expect(ofOrder.items).toEqual(whole.items.filter((one) => one.orderId === orderId));
    const foreign = exactly(page(fill), await get(`/v1/fills?orderId=${orderId}`, 'trader-2'));
    expect(foreign.items).toEqual([]);
  });
});

describe('balances', () => {
  test('say what is free, exactly', async () => {
    const { get } = await openVenue((script) => {
      script.openAccount('empty');
      script.place('trader-1', { side: 'buy', price: '99.99', quantity: '0.001' });
    });
    const own = exactly(page(balance), await get('/v1/accounts/trader-1/balances', 'trader-1'));
    expect(own.items).toEqual([
      { asset: 'BTC', total: '1000000', held: '0', free: '1000000' },
      { asset: 'USD', total: '1000000000', held: '0.10018998', free: '999999999.89981002' },
    ]);
    expect(own.next).toBeNull();
    const empty = exactly(page(balance), await get('/v1/accounts/empty/balances', 'operator'));
    expect(empty.items).toEqual([]);
    const first = exactly(
      page(balance),
      await get('/v1/accounts/trader-1/balances?limit=1', 'trader-1'),
    );
    expect(first).toMatchObject({ items: [{ asset: 'BTC' }], next: 'BTC' });
    const rest = exactly(
      page(balance),
      await get('/v1/accounts/trader-1/balances?cursor=BTC', 'trader-1'),
    );
    expect(rest.items).toEqual(own.items.slice(1));
  });

  test('a foreign account is answered exactly as one that does not exist', async () => {
    const { get } = await openVenue();
    const answers = [
      await get('/v1/accounts/trader-2/balances', 'trader-1'),
      await get('/v1/accounts/nobody/balances', 'trader-1'),
      await get('/v1/accounts/nobody/balances', 'operator'),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect({ ...body, requestId: '' }).toEqual({ ...answers[0]?.body, requestId: '' });
    }
  });
});

describe('markets', () => {
  test('instruments are listed with their state', async () => {
    const { get } = await openVenue((script) => {
      script.listAsset('ETH', 8);
      script.listInstrument('ETH-USD');
    });
    const all = exactly(page(instrument), await get('/v1/instruments'));
    expect(all.items.map(({ symbol, state }) => [symbol, state])).toEqual([
      ['BTC-USD', 'open'],
      ['ETH-USD', 'open'],
    ]);
    const rest = exactly(page(instrument), await get('/v1/instruments?cursor=BTC-USD'));
    expect(rest.items).toEqual(all.items.slice(1));
    const { position, ...one } = exactly(instrumentAnswer, await get('/v1/instruments/ETH-USD'));
    expect(one).toEqual(all.items[1]);
    expect(position).toBe(all.position);
    const missing = await get('/v1/instruments/XRP-USD');
    expect(missing).toMatchObject({ status: 404, body: { code: 'INSTRUMENT_NOT_FOUND' } });
  });

  test('an instrument says what it was listed with, and what its auction would do', async () => {
    const priceBand = { auctionMs: 1_000, beyond: 'auction', rate: '0.05', window: 10 } as const;
    const { get, venue, caughtUp } = await openVenue((script) => {
      script.listAsset('ETH', 8);
      script.listInstrument('ETH-USD', { priceBand, ruleset: 2 });
      script.request('auction', { dueInMs: 1_000 });
      script.place('trader-1', { side: 'sell', price: '99', quantity: '0.5' });
    });
    const listed = {
      quote: 'USD',
      tick: '0.01',
      lot: '0.001',
      minQuantity: '0.001',
      maxQuantity: '1000000',
      minNotional: '0',
      maxNotional: '1000000000',
      makerRate: '0.001',
      takerRate: '0.002',
      selfTradePrevention: 'none',
    };
    const bitcoin = { ...listed, symbol: 'BTC-USD', base: 'BTC', ruleset: 1 };
    const ether = {
      ...listed,
      symbol: 'ETH-USD',
      base: 'ETH',
      ruleset: 2,
      priceBand,
      state: 'open',
    };
    const auction = { state: 'auction', auctionDueAt: '2026-11-21T09:00:01.014Z' };
    const items = async () => exactly(page(instrument), await get('/v1/instruments')).items;
    expect(await items()).toEqual([
      { ...bitcoin, ...auction, indicative: { quantity: '0' } },
      ether,
    ]);
    venue.place('trader-2', { side: 'buy', price: '101', quantity: '2' });
    await caughtUp();
    const indicative = { price: '100', quantity: '0.5' };
    expect(await items()).toEqual([{ ...bitcoin, ...auction, indicative }, ether]);
    venue.request('open');
    await caughtUp();
    expect(await items()).toEqual([{ ...bitcoin, state: 'open' }, ether]);
  });

  test('the ticker says what an auction would do, and its trades say that it made them', async () => {
    const { get, venue, log, caughtUp } = await openVenue((script) => {
      script.place('trader-1', { side: 'sell', price: '100', quantity: '1' });
      script.place('trader-2', { side: 'buy', price: '100', quantity: '1' });
      script.request('auction', { dueInMs: 1_000 });
    });
    const shown = async () => {
      const path = `/v1/instruments/BTC-USD/ticker?minPosition=${await log.head()}`;
      return exactly(ticker, await get(path));
    };
    const empty = {
      symbol: 'BTC-USD',
      sequence: 5,
      state: 'auction',
      bid: null,
      ask: null,
      last: '100',
      trades: 1,
      auctionDueAt: '2026-11-21T09:00:01.014Z',
      indicative: { quantity: '0' },
      position: await log.head(),
    };
    expect(await shown()).toEqual(empty);
    venue.place('trader-1', { side: 'sell', price: '99', quantity: '0.5' });
    venue.place('trader-2', { side: 'buy', price: '101', quantity: '2' });
    await caughtUp();
    expect(await shown()).toEqual({
      ...empty,
      sequence: 8,
      bid: '101',
      ask: '99',
      indicative: { price: '100', quantity: '0.5' },
      position: await log.head(),
    });
    venue.request('open');
    const position = await caughtUp();
    const { auctionDueAt, indicative, ...ended } = empty;
    expect(await shown()).toEqual({
      ...ended,
      sequence: 10,
      state: 'open',
      bid: '101',
      trades: 2,
      position,
    });
    const trades = exactly(page(trade), await get('/v1/instruments/BTC-USD/trades'));
    expect(trades.items.map(({ tradeNumber, auction }) => [tradeNumber, auction])).toEqual([
      [2, true],
      [1, undefined],
    ]);
  });

  test('book and ticker show the market as it stands', async () => {
    const { get, log } = await openVenue((script) => {
      script.place('trader-1', { side: 'sell', price: '101', quantity: '1' });
      script.place('trader-1', { side: 'sell', price: '100.5', quantity: '2' });
      script.place('trader-2', { side: 'sell', price: '100.5', quantity: '0.25' });
      script.place('trader-2', { side: 'buy', price: '99', quantity: '3' });
      script.place('trader-3', { side: 'buy', price: '100.5', quantity: '0.5' });
    });
    const position = await log.head();
    expect(exactly(book, await get('/v1/instruments/BTC-USD/book'))).toEqual({
      symbol: 'BTC-USD',
      sequence: 7,
      bids: [['99', '3']],
      asks: [
        ['100.5', '1.75'],
        ['101', '1'],
      ],
      position,
    });
    const top = exactly(book, await get('/v1/instruments/BTC-USD/book?depth=1'));
    expect(top.asks).toEqual([['100.5', '1.75']]);
    expect(exactly(ticker, await get('/v1/instruments/BTC-USD/ticker'))).toEqual({
      symbol: 'BTC-USD',
      sequence: 7,
      state: 'open',
      bid: '99',
      ask: '100.5',
      last: '100.5',
      trades: 1,
      position,
    });
    expect((await get('/v1/instruments/XRP-USD/book')).status).toBe(404);
  });

  test('trades go on from memory into the read models without a gap', async () => {
    const { get } = await openVenue((script) => {
      script.request('auction', { dueInMs: 1_000 });
      script.place('trader-2', { side: 'buy', price: '100', quantity: '1' });
      script.place('trader-1', { side: 'sell', price: '100', quantity: '3000' });
      script.request('open');
      for (let i = 0; i < 2_099; i++)
        script.place('trader-2', { side: 'buy', price: '100', quantity: '1' });
    });
    const seen: number[] = [];
    const auctions: number[] = [];
    const times = new Map<number, string>();
    let cursor = '';
    for (;;) {
      const path = `/v1/instruments/BTC-USD/trades?limit=450${cursor}`;
      const answer = exactly(page(trade), await get(path));
      for (const { tradeNumber, auction, at } of answer.items) {
        seen.push(tradeNumber);
        times.set(tradeNumber, at);
        if (auction) auctions.push(tradeNumber);
      }
      if (answer.next === null) break;
      cursor = `&cursor=${answer.next}`;
    }
    expect(seen).toEqual(Array.from({ length: 2_100 }, (_, i) => 2_100 - i));
    expect(auctions).toEqual([1]);
    const all = '/v1/instruments/BTC-USD/trades?limit=500';
    const [first, last] = [times.get(5), times.get(2_000)];
    const cut = exactly(page(trade), await get(`${all}&from=${times.get(3)}&to=${first}`));
    expect(cut.items.map(({ tradeNumber }) => tradeNumber)).toEqual([4, 3]);
    const late = exactly(page(trade), await get(`${all}&from=${last}`));
    expect(late.items.map(({ tradeNumber }) => tradeNumber)).toEqual(seen.slice(0, 101));
  });
});

describe('what comes from the log', () => {
  const allEvents = async (get: Awaited<ReturnType<typeof openApi>>['get'], stream: string) => {
    const events: z.infer<typeof auditEvent>[] = [];
    let after = '';
    for (;;) {
      const path = `/v1/audit/events?limit=7${stream}${after}`;
      const answer = exactly(page(auditEvent), await get(path, 'operator'));
      events.push(...answer.items);
      if (answer.next === null) return events;
      after = `&after=${answer.next}`;
    }
  };
  const read = async (log: MemoryLog) => {
    const events: { position: number; hash: string }[] = [];
    for await (const batch of log.readAll({ after: -1 })) events.push(...batch);
    return events;
  };

  test('operators read every event, of one stream or of all, page by page', async () => {
    const log = openLog();
    const venue = new Venue(log);
    venue.open(...ACCOUNTS);
    venue.place('trader-1', { side: 'buy', price: '90', quantity: '1' });
    await venue.settled();
    const { get } = await openApi(log);
    const stored = await read(log);
    const all = await allEvents(get, '');
    expect(all.map(({ position, hash }) => ({ position, hash }))).toEqual(
      stored.map(({ position, hash }) => ({ position, hash })),
    );
    const ofMarket = await allEvents(get, '&stream=market-BTC-USD');
    expect(ofMarket.map(({ revision, type }) => [revision, type])).toEqual([
      [0, 'MarketMatcherStarted'],
      [1, 'MarketStateChanged'],
      [2, 'OrderAccepted'],
    ]);
    expect(ofMarket[2]).toMatchObject({ causation: { stream: 'account-trader-1', revision: 3 } });
    expect(await allEvents(get, '&stream=market-XRP-USD')).toEqual([]);
    expect((await get('/v1/audit/events', 'trader-1')).status).toBe(403);
    expect((await get('/v1/audit/events')).status).toBe(401);
  });

  test('time is that of our clock, with the head of the log', async () => {
    const { get } = await openApi(openLog(), { clockMs: () => 0 });
    const answer = exactly(timeAnswer, await get('/v1/time'));
    expect(answer).toEqual({ time: '1970-01-01T00:00:00.000Z', position: -1 });
  });
});

describe('without read models', () => {
  test.each([
    ['nobody knows where they are', undefined],
    ['nothing listens there', 'postgres://127.0.0.1:1/nowhere'],
  ])('reads are 503 when %s, and market data goes on', async (_title, url) => {
    const log = openLog();
    const venue = new Venue(log);
    venue.open(...ACCOUNTS);
    await venue.settled();
    const { get } = await openApi(log, url === undefined ? {} : { url });
    for (const path of ['/v1/orders', '/v1/orders/trader-1.3', '/v1/instruments', '/v1/fills']) {
      const answer = await get(path, 'trader-1');
      expect(answer).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
      expect(answer.headers['retry-after']).toBe('1');
    }
    expect((await get('/v1/instruments/BTC-USD/book')).status).toBe(200);
  });

  test('reads are 503 while the tables are those of an older version', async () => {
    const { get, projector, url } = await openVenue();
    await projector.stop();
    expect((await get('/v1/orders', 'trader-1')).status).toBe(200);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('alter table truetape.orders drop column triggered_at cascade');
    await client.end();
    expect((await get('/v1/orders', 'trader-1')).status).toBe(503);
  });

  test('reads are 503 until there are rows to read', async () => {
    const log = openLog();
    const url = await newDatabase();
    const { get } = await openApi(log, { url });
    expect((await get('/v1/orders', 'trader-1')).status).toBe(503);
    const projector = followWith(log, url);
    await eventually(async () => (await get('/v1/orders', 'trader-1')).status === 200);
    await projector.stop();
  });
});

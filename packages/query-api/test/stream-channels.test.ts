import { streamMessage } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import { Publisher } from '@truetape/market-data';
import { MemoryBoard } from '@truetape/market-data/contract';
import { createMetrics } from '@truetape/observability';
import { tradeAtRandom, Venue } from '@truetape/projections/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FollowedMarket } from './followed-market.ts';
import { ACCOUNTS, eventually, listen, logger, openApi, openFeed, openLog } from './support.ts';

const CHANNELS = [
  ...[10, 50, 500].map((depth) => ({ channel: 'book', symbol: 'BTC-USD', depth })),
  { channel: 'candles', symbol: 'BTC-USD', interval: '1m' },
  ...['orders-of-book', 'trades', 'ticker', 'auction'].map((channel) => ({
    channel,
    symbol: 'BTC-USD',
  })),
];

const WITH_DELTAS = CHANNELS.filter(({ channel }) => !['ticker', 'auction'].includes(channel));

const keyOf = (channel: { channel: string; depth?: number }) =>
  'depth' in channel ? `${channel.channel} ${channel.depth}` : channel.channel;

function openVenue() {
  const log = openLog();
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  return { log, venue };
}

/** One more process that serves the feeds of a log. */
async function serve(log: EventLog, options: Parameters<typeof openApi>[1] = {}) {
  const limits = { checkMs: 30, ...options.limits };
  const { app, api, get, metrics } = await openApi(log, { ...options, limits });
  return { port: await listen(app), api, get, metrics };
}

/** A client of everything that a market has, which goes on where it was. */
async function follow(port: number, market: FollowedMarket, logId: string) {
  const client = await openFeed(port);
  let seen = 0;
  const take = () => {
    for (; seen < client.messages.length; seen++) {
      const message = client.messages[seen];
      if (message !== undefined) market.take(streamMessage.parse(message));
    }
  };
  client.socket.on('message', take);
  for (const subscription of CHANNELS) {
    const sequence = market.sequences.get(keyOf(subscription));
    const resume = sequence === undefined ? undefined : { logId, sequence };
    client.send({ op: 'subscribe', subscription, ...(resume && { resume }) });
  }
  const resumed = () =>
    client.messages.filter((message) => message.type === 'subscribed' && message.resumed);
  const leave = async () => {
    client.socket.close();
    await client.closed;
  };
  return { client, resumed, leave };
}

/** What it has is what there is. */
async function isRight(
  market: FollowedMarket,
  log: EventLog,
  { get, api }: Awaited<ReturnType<typeof serve>>,
) {
  const head = await log.head();
  const ask = async (what: string) =>
    (await get(`/v1/instruments/BTC-USD/${what}minPosition=${head}`)).body;
  const book = await ask('book?depth=500&');
  await eventually(() => market.ticker?.sequence === undefined || api.isCurrent());
  const ticker = await ask('ticker?');
  for (const depth of [10, 50, 500]) {
    const want = { bids: book.bids.slice(0, depth), asks: book.asks.slice(0, depth) };
    await eventually(() => JSON.stringify(market.bookOf(depth)) === JSON.stringify(want));
  }
  await eventually(() => (market.tradeNumbers.at(-1) ?? 0) === ticker.trades);
  const { state, trades, bid } = ticker;
  await eventually(
    () => market.ticker?.trades === trades && (market.ticker?.bid?.[0] ?? null) === bid,
  );
  expect(market.ticker).toMatchObject({ state });
  await eventually(() => market.auction?.state === state);
  const levels = (orders: readonly [number, string, string][]) =>
    new Set(orders.map(([, at]) => at));
  expect([...levels(market.orders.bids)]).toEqual(book.bids.map(([price]: [string]) => price));
  expect([...levels(market.orders.asks)]).toEqual(book.asks.map(([price]: [string]) => price));
  expect([...market.candles.values()].at(-1) ?? null).toBe(ticker.last);
  expect(market.wrong).toEqual([]);
}

describe('every channel of a market', () => {
  test.each([
    ['', {}],
    [', also when a frame has more than it may', { framedMax: 3 }],
    [
      ', also when snapshots are long kept and deltas are not',
      { snapshotMs: 60_000, recentMax: 9 },
    ],
  ])('adds up to what there is, and to the checksums and the digest%s', async (_also, limits) => {
    const { log, venue } = openVenue();
    const server = await serve(log, { limits });
    const early = new FollowedMarket();
    await follow(server.port, early, log.logId);
    const late = new FollowedMarket();
    for (let round = 0; round < 20; round++) {
      tradeAtRandom(venue, ACCOUNTS, 700 + round, 30);
      if (round === 10) await follow(server.port, late, log.logId);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await venue.settled();
    await isRight(early, log, server);
    await isRight(late, log, server);
    for (const market of [early, late]) {
      await eventually(() => (market.checks.get('orders-of-book') ?? 0) > 0);
      expect(market.checks.get('book 10')).toBeGreaterThan(0);
      expect(market.wrong).toEqual([]);
    }
  });

  test('tells the digest soon when it is asked for', async () => {
    const { log, venue } = openVenue();
    const { port } = await serve(log, { limits: { checkMs: 200 } });
    tradeAtRandom(venue, ACCOUNTS, 5, 50);
    const market = new FollowedMarket();
    const { client } = await follow(port, market, log.logId);
    await eventually(() => market.sequences.has('orders-of-book'));
    const subscription = { channel: 'orders-of-book', symbol: 'BTC-USD' };
    client.send({ op: 'check', id: 'c', subscription });
    // The tenth check would come after two seconds.
    await eventually(() => market.checks.has('orders-of-book'));
    expect(client.messages.filter(({ type }) => type === 'error')).toEqual([]);
    expect(market.wrong).toEqual([]);
  });
});

describe('a client that comes back', () => {
  test('goes on where it was, at whichever process it comes to', async () => {
    const { log, venue } = openVenue();
    const board = new MemoryBoard();
    const publisher = new Publisher({
      ...{ log, board, logger },
      metrics: createMetrics({ processMetrics: false }),
      onReplaced: () => undefined,
      onFailure: () => undefined,
    });
    onTestFinished(() => publisher.stop());
    // One follows the log, the others a board.
    const servers = [await serve(log), await serve(log, { board }), await serve(log, { board })];
    // From here on each of them keeps what happens.
    for (const { port } of servers) {
      const client = await openFeed(port);
      client.subscribe('trades');
      await client.until(2);
    }
    const market = new FollowedMarket();
    for (let move = 0; move < 12; move++) {
      const { resumed, leave, client } = await follow(
        servers[move % 3]?.port ?? 0,
        market,
        log.logId,
      );
      await eventually(
        () =>
          client.messages.filter(({ type }) => type === 'subscribed').length === CHANNELS.length,
      );
      if (move > 0) expect(resumed()).toHaveLength(WITH_DELTAS.length);
      tradeAtRandom(venue, ACCOUNTS, 40 + move, 15);
      await venue.settled();
      if (move % 2 === 0) await eventually(() => (market.sequences.get('book 500') ?? 0) > 0);
      await leave();
      tradeAtRandom(venue, ACCOUNTS, 80 + move, 15);
      await venue.settled();
    }
    await follow(servers[0]?.port ?? 0, market, log.logId);
    await isRight(market, log, servers[0] as (typeof servers)[0]);
    for (const channel of WITH_DELTAS) expect(market.snapshots.get(keyOf(channel))).toBe(1);
  });

  test('gets a snapshot when what it has is too old, of another log, or from before a new start', async () => {
    const { log, venue } = openVenue();
    const first = await serve(log, { limits: { recentMax: 5, checkMs: 3_600_000 } });
    const client = await openFeed(first.port);
    client.subscribe('book');
    await client.until(2);
    for (let price = 80; price < 95; price++) {
      venue.place('trader-1', { side: 'buy', price: String(price), quantity: '1' });
    }
    await eventually(() => JSON.stringify(client.messages.at(-1)).includes('["94","1"]'));
    const second = await serve(log);
    const last = client.messages.at(-1);
    const sequence = last !== undefined && 'sequence' in last ? last.sequence : -1;
    const cases = [
      [first.port, { logId: log.logId, sequence: 0 }, false],
      [first.port, { logId: 'another', sequence }, false],
      [first.port, { logId: log.logId, sequence: sequence - 1 }, true],
      [second.port, { logId: log.logId, sequence: sequence - 1 }, false],
      [second.port, { logId: log.logId, sequence }, true],
    ] as const;
    for (const [port, resume, resumed] of cases) {
      const back = await openFeed(port);
      back.subscribe('book', undefined, { resume });
      await back.until(1);
      expect(back.messages[0], JSON.stringify(resume)).toMatchObject({
        type: 'subscribed',
        resumed,
      });
      if (!resumed) await back.until(2);
      const told = back.messages.slice(1).map(({ type }) => type);
      expect(told.filter((type) => type === 'snapshot').length).toBe(resumed ? 0 : 1);
    }
    expect(await first.metrics.text()).toContain(
      'truetape_stream_joins_total{channel="book",how="resumed"} 1',
    );
  });
});

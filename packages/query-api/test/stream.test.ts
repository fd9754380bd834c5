import { connect } from 'node:net';
import { type StreamMessage, streamMessage } from '@truetape/contracts';
import { Venue } from '@truetape/projections/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { StreamLimits } from '../src/index.ts';
import { ACCOUNTS, eventually, listen, openApi, openFeed, openLog } from './support.ts';

async function openStream(limits: Partial<StreamLimits> = {}, script?: (venue: Venue) => void) {
  const log = openLog();
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  script?.(venue);
  await venue.settled();
  const { app, metrics, get } = await openApi(log, { limits: { checkMs: 3_600_000, ...limits } });
  const port = await listen(app);
  return { log, venue, app, port, metrics, get };
}

describe('the stream', () => {
  test('confirms, shows a snapshot, and then every change with the sequence before it', async () => {
    const { port, venue } = await openStream({}, (script) => {
      script.place('trader-1', { side: 'sell', price: '100', quantity: '1' });
    });
    const client = await openFeed(port);
    client.subscribe('book');
    await client.until(2);
    client.subscribe('trades');
    await client.until(4);
    expect(client.messages).toEqual([
      {
        type: 'subscribed',
        subscription: { channel: 'book', symbol: 'BTC-USD', depth: 10 },
        resumed: false,
      },
      {
        channel: 'book',
        symbol: 'BTC-USD',
        depth: 10,
        type: 'snapshot',
        sequence: 2,
        bids: [],
        asks: [['100', '1']],
      },
      {
        type: 'subscribed',
        subscription: { channel: 'trades', symbol: 'BTC-USD' },
        resumed: false,
      },
      { channel: 'trades', type: 'snapshot', symbol: 'BTC-USD', sequence: 2, trades: [] },
    ]);
    venue.place('trader-2', { side: 'buy', price: '99', quantity: '2' });
    venue.place('trader-2', { side: 'buy', price: '100', quantity: '0.4' });
    await client.until(7);
    const delta = { symbol: 'BTC-USD', type: 'delta' };
    const book = { ...delta, channel: 'book', depth: 10 };
    expect(client.messages.slice(4)).toEqual([
      { ...book, sequence: 3, previous: 2, bids: [['99', '2']], asks: [] },
      { ...book, sequence: 5, previous: 3, bids: [], asks: [['100', '0.6']] },
      {
        ...delta,
        channel: 'trades',
        sequence: 5,
        previous: -1,
        trades: [
          {
            tradeNumber: 1,
            price: '100',
            quantity: '0.4',
            takerSide: 'buy',
            at: expect.stringMatching(/Z$/),
          },
        ],
      },
    ]);
    for (const message of client.messages) streamMessage.parse(message);
  });

  test('whoever adds up the deltas has the book, whenever they came', async () => {
    const { port, venue, get, log } = await openStream();
    const clients = [];
    for (let i = 0; i < 60; i++) {
      const price = String(100 - (i % 7));
      const orderId = venue.place('trader-1', { side: 'buy', price, quantity: '1' });
      if (i % 3 === 0) venue.cancel('trader-1', orderId);
      if (i % 4 === 0) venue.place('trader-2', { side: 'sell', price: '97', quantity: '0.5' });
      if (i % 10 === 0) {
        const client = await openFeed(port);
        client.subscribe('book', { symbol: 'BTC-USD', depth: 500 });
        clients.push(client);
      }
      if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 7));
    }
    await venue.settled();
    const path = `/v1/instruments/BTC-USD/book?minPosition=${await log.head()}`;
    const { body: want } = await get(path);
    for (const client of clients) {
      const built = () => addUp(client.messages);
      await eventually(() => built().sequence >= want.sequence);
      expect(built()).toEqual({
        sequence: expect.any(Number),
        bids: want.bids,
        asks: want.asks,
        gaps: 0,
      });
    }
  });

  test('frames what happens within 20 ms together', async () => {
    const { port, venue } = await openStream({ frameIntervalMs: 100 });
    const client = await openFeed(port);
    client.subscribe('book');
    await client.until(2);
    const before = client.frames.length;
    for (let i = 0; i < 30; i++)
      venue.place('trader-1', { side: 'buy', price: '90', quantity: '1' });
    await client.until(32);
    expect(client.frames.length - before).toBeLessThanOrEqual(2);
  });

  test('unsubscribing ends the changes', async () => {
    const { port, venue } = await openStream();
    const client = await openFeed(port);
    client.subscribe('book');
    await client.until(2);
    const subscription = { channel: 'book', symbol: 'BTC-USD', depth: 10 };
    client.send({ op: 'unsubscribe', id: 'u', subscription });
    await client.until(3);
    venue.place('trader-1', { side: 'buy', price: '90', quantity: '1' });
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(client.messages.at(-1)).toEqual({ type: 'unsubscribed', id: 'u', subscription });
  });

  test.each([
    ['what is not JSON', '{', { code: 'REQUEST_MALFORMED_JSON' }],
    [
      'a missing field',
      { op: 'subscribe', subscription: { channel: 'trades' } },
      { code: 'REQUEST_INVALID', field: 'subscription.symbol' },
    ],
    [
      'an unknown field',
      { op: 'subscribe', subscription: { channel: 'trades', symbol: 'BTC-USD', depth: 10 } },
      { code: 'REQUEST_UNKNOWN_FIELD', field: 'subscription.depth' },
    ],
    [
      'a depth that there is not',
      { op: 'subscribe', subscription: { channel: 'book', symbol: 'BTC-USD', depth: 11 } },
      { code: 'REQUEST_INVALID', field: 'subscription.depth' },
    ],
    [
      'an unknown channel',
      { op: 'subscribe', subscription: { channel: 'gossip', symbol: 'BTC-USD' } },
      { code: 'REQUEST_INVALID', field: 'subscription.channel' },
    ],
    [
      'an unknown market',
      { op: 'subscribe', subscription: { channel: 'trades', symbol: 'XRP-USD' } },
      { code: 'INSTRUMENT_NOT_FOUND', field: 'subscription.symbol' },
    ],
    [
      'an account, when nobody knows who is asking',
      { op: 'subscribe', subscription: { channel: 'orders', accountId: 'trader-1' } },
      { code: 'AUTH_REQUIRED' },
    ],
    [
      'a check of what is not subscribed to',
      { op: 'check', subscription: { channel: 'book', symbol: 'BTC-USD', depth: 10 } },
      { code: 'REQUEST_INVALID', field: 'subscription' },
    ],
    ['the same key twice', '{"op":"ping","op":"ping"}', { code: 'REQUEST_DUPLICATE_KEY' }],
    ['a list', [], { code: 'REQUEST_INVALID' }],
  ])('answers %s with an error and goes on', async (_title, message, error) => {
    const { port } = await openStream();
    const client = await openFeed(port);
    client.send(message);
    await client.until(1);
    expect(client.messages[0]).toMatchObject({ type: 'error', ...error });
    streamMessage.parse(client.messages[0]);
    client.subscribe('book');
    await client.until(3);
  });

  test('answers bytes that are not text with an error', async () => {
    const { port } = await openStream();
    const client = await openFeed(port);
    client.socket.send(Buffer.from('{}'), { binary: true });
    await client.until(1);
    expect(client.messages[0]).toMatchObject({ type: 'error', code: 'REQUEST_INVALID' });
  });

  test('closes a connection whose message is larger than 4 KiB', async () => {
    const { port } = await openStream();
    const client = await openFeed(port);
    client.send(' '.repeat(4_097));
    expect((await client.closed).code).toBe(1009);
  });

  test('closes a connection that sends too many messages', async () => {
    const { port } = await openStream({ messagesPerSecondMax: 10 });
    const client = await openFeed(port);
    for (let i = 0; i < 40; i++) client.subscribe('book');
    expect(await client.closed).toEqual({ code: 1008, reason: 'too many messages in one second' });
  });

  test('refuses more subscriptions than a connection may have', async () => {
    const { port } = await openStream({ subscriptionsMax: 1 });
    const client = await openFeed(port);
    client.subscribe('book');
    await client.until(2);
    client.subscribe('trades');
    await client.until(3);
    expect(client.messages[2]).toMatchObject({ type: 'error', code: 'REQUEST_INVALID' });
  });

  test('closes a reader that is too slow, and nobody else', async () => {
    const limits = {
      waitingBytesMax: 20_000,
      closeMs: 200,
      messagesPerSecondMax: 1e6,
      frameIntervalMs: 1,
    };
    const { port, venue, metrics } = await openStream(limits, (script) => {
      // A deep book, so that snapshots of it soon fill the buffers of the operating system.
      for (let cents = 1_000; cents < 3_000; cents++) {
        const price = `${Math.floor(cents / 100)}.${cents % 100}`.replace(/\.0$/, '');
        script.place('trader-1', { side: 'buy', price, quantity: '1' });
      }
    });
    const [slow, quick] = [await openFeed(port), await openFeed(port)];
    const deep = { symbol: 'BTC-USD', depth: 500 };
    slow.subscribe('book', deep);
    quick.subscribe('book');
    await slow.until(2);
    await quick.until(2);
    slow.socket.pause();
    const asking = setInterval(() => slow.subscribe('book', deep), 2);
    onTestFinished(() => clearInterval(asking));
    await eventually(async () =>
      /truetape_websocket_connections{route="\/v1\/stream"} 1\n/.test(await metrics.text()),
    );
    venue.place('trader-2', { side: 'buy', price: '31', quantity: '1' });
    await quick.until(3);
    expect(quick.messages[2]).toMatchObject({
      type: 'delta',
      bids: [
        ['31', '1'],
        ['29.9', '0'],
      ],
    });
  });

  test('closes every feed when an event cannot be applied: it must not look like a quiet market', async () => {
    const { port, venue } = await openStream();
    const client = await openFeed(port);
    venue.appendRaw('market-BTC-USD', 'OrderTeleported', { last: true });
    expect(await client.closed).toEqual({ code: 1013, reason: 'market data has stopped' });
  });

  test('cuts a connection that does not answer pings', async () => {
    const { port, metrics } = await openStream({ heartbeatMs: 60 });
    const alive = await openFeed(port);
    const mute = connect(port, '127.0.0.1');
    onTestFinished(() => void mute.destroy());
    mute.write(
      'GET /v1/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await eventually(async () =>
      /truetape_websocket_connections{route="\/v1\/stream"} 2\n/.test(await metrics.text()),
    );
    await new Promise<void>((resolve) => {
      mute.on('error', () => undefined);
      mute.once('close', () => resolve());
      mute.resume();
    });
    expect(alive.socket.readyState).toBe(alive.socket.OPEN);
  });

  test('says good-bye when the service closes', async () => {
    const { port, app } = await openStream();
    const client = await openFeed(port);
    const [, how] = await Promise.all([app.close(), client.closed]);
    expect(how).toEqual({ code: 1001, reason: 'the service is closing' });
  });

  test('is not there for what is no WebSocket', async () => {
    const { get } = await openStream();
    expect(await get('/v1/stream')).toMatchObject({
      status: 404,
      body: { code: 'REQUEST_ROUTE_NOT_FOUND' },
    });
  });
});

/** The book that a client has who starts from the last snapshot and adds up what follows. */
function addUp(messages: readonly StreamMessage[]) {
  const bids = new Map<string, string>();
  const asks = new Map<string, string>();
  let sequence = -1;
  let gaps = 0;
  for (const message of messages) {
    if (!('depth' in message) || !('bids' in message)) continue;
    if (message.type === 'snapshot') {
      bids.clear();
      asks.clear();
    } else if (message.previous > sequence) gaps += 1;
    sequence = message.sequence;
    for (const [side, changes] of [
      [bids, message.bids],
      [asks, message.asks],
    ] as const) {
      for (const [price, quantity] of changes) {
        if (quantity === '0') side.delete(price);
        else side.set(price, quantity);
      }
    }
  }
  const sorted = (side: Map<string, string>, sign: number) =>
    [...side].sort(([a], [b]) => sign * (Number(a) - Number(b)));
  return { sequence, bids: sorted(bids, -1), asks: sorted(asks, 1), gaps };
}

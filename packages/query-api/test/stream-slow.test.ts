import type { StreamMessage } from '@truetape/contracts';
import type { Venue } from '@truetape/projections/testing';
import { describe, expect, test } from 'vitest';
import { openStream } from './open-stream.ts';
import { eventually, type FeedClient, openFeed } from './support.ts';

const ORDERS = { channel: 'orders-of-book', symbol: 'BTC-USD' };
const TOLD = /truetape_websocket_slow_total{route="\/v1\/stream",what="told"} [1-9]/;

/** Snapshots of 100 KB soon fill what the operating system keeps for a client. */
function manyOrders(venue: Venue): void {
  for (let i = 0; i < 3_000; i++) {
    venue.place('trader-1', { side: 'buy', price: String(10 + (i % 50)), quantity: '1' });
  }
}

/** Stops to read, and asks for so much that it waits. */
async function stopReading(client: FeedClient, snapshots: number): Promise<void> {
  client.socket.pause();
  for (let i = 0; i < snapshots; i++) {
    client.send({ op: 'subscribe', subscription: ORDERS });
    // Each in a frame of its own.
    if (i % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const typesOf = (messages: readonly StreamMessage[]) => new Set(messages.map(({ type }) => type));

describe('a client that does not read', { timeout: 60_000 }, () => {
  test('is told, and closed for the bytes that wait for it; nobody else notices', async () => {
    // Whoever is behind would not be sent so many snapshots.
    const flood = { conflateBytes: 1e9, messagesPerSecondMax: 1e6, frameIntervalMs: 1 };
    const limits = { ...flood, waitingBytesMax: 400_000 };
    const { port, venue, metrics } = await openStream(limits, manyOrders);
    const [slow, quick] = [await openFeed(port), await openFeed(port)];
    quick.subscribe('book');
    await quick.until(2);
    await stopReading(slow, 200);
    await eventually(async () =>
      /truetape_websocket_slow_total{route="\/v1\/stream",what="bytes"} 1\n/.test(
        await metrics.text(),
      ),
    );
    expect(await metrics.text()).toMatch(TOLD);
    await eventually(async () =>
      /truetape_websocket_connections{route="\/v1\/stream"} 1\n/.test(await metrics.text()),
    );
    for (let price = 70; price < 90; price++) {
      venue.place('trader-2', { side: 'buy', price: String(price), quantity: '1' });
    }
    await quick.until(22);
    let have = 0;
    for (const message of quick.messages.slice(1)) {
      if (!('sequence' in message)) continue;
      if (message.type === 'delta') expect(message.previous).toBeLessThanOrEqual(have);
      have = message.sequence;
    }
    expect(quick.messages.at(-1)).toMatchObject({
      type: 'delta',
      bids: expect.arrayContaining([['89', '1']]),
    });
    expect(typesOf(quick.messages)).toEqual(new Set(['subscribed', 'snapshot', 'delta']));
  });

  test('is told, and closed for the time that something waits for it', async () => {
    const limits = { waitingMsMax: 1_200, waitingBytesMax: 1e9, messagesPerSecondMax: 1e6 };
    const { port, metrics } = await openStream(limits, manyOrders);
    const slow = await openFeed(port);
    await stopReading(slow, 150);
    await eventually(async () =>
      /truetape_websocket_slow_total{route="\/v1\/stream",what="time"} 1\n/.test(
        await metrics.text(),
      ),
    );
    expect(await metrics.text()).toMatch(TOLD);
  });

  test('hears that it is slow when it reads again, and only the newest of what only counts when it is new', async () => {
    const limits = { waitingBytesMax: 64e6, messagesPerSecondMax: 1e6, frameIntervalMs: 1 };
    const { port, venue, metrics } = await openStream(
      { ...limits, waitingMsMax: 5_000 },
      manyOrders,
    );
    const slow = await openFeed(port);
    slow.subscribe('ticker');
    await slow.until(2);
    await stopReading(slow, 150);
    for (let price = 100; price < 140; price++) {
      venue.place('trader-2', { side: 'buy', price: String(price), quantity: '1' });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await eventually(async () => TOLD.test(await metrics.text()));
    slow.socket.resume();
    const tickers = () =>
      slow.messages.filter((message) => 'channel' in message && message.channel === 'ticker');
    await eventually(() => {
      const last = tickers().at(-1);
      return last !== undefined && 'bid' in last && last.bid?.[0] === '139';
    });
    expect(tickers().length).toBeLessThan(20);
    expect(slow.messages.filter(({ type }) => type === 'slow')).toEqual([
      { type: 'slow', waitingBytes: expect.any(Number), waitingBytesMax: 64e6 },
    ]);
  });
});

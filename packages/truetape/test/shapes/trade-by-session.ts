import { deepStrictEqual as equal } from 'node:assert';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { afterThisTest, until } from '../process/support.ts';
import { openSessionWith } from '../session/client.ts';
import type { Running } from './shapes.ts';

/** A session and a feed work at the address that clients know, whoever serves which: one sees what the other does. */
export async function tradeBySession({ port, keys }: Running): Promise<void> {
  const feed = new WebSocket(`ws://127.0.0.1:${port}/v1/stream`);
  afterThisTest(() => feed.terminate());
  let heard = '';
  feed.on('message', (frame) => {
    heard += String(frame);
  });
  await once(feed, 'open');
  const subscription = { channel: 'book', symbol: 'BTC-USD', depth: 500 };
  feed.send(JSON.stringify({ op: 'subscribe', subscription }));
  await until('the feed has begun', () => heard.includes('"snapshot"'));

  const session = await openSessionWith(port, keys.traders[2]?.token ?? '');
  const order = { symbol: 'BTC-USD', side: 'buy', type: 'limit', price: '61234.5', quantity: '1' };
  const placed = await session.ask({
    op: 'place',
    order: { ...order, clientOrderId: 'by-session' },
    waitSeconds: 10,
  });
  if (!('answer' in placed && 'orderId' in placed.answer)) throw new Error(JSON.stringify(placed));
  equal([placed.status, placed.answer.status], [201, 'open']);
  await until('the feed shows the order', () => heard.includes('["61234.5","1"]'));

  const { orderId } = placed.answer;
  const cancelled = await session.ask({ op: 'cancel', orderId, waitSeconds: 10 });
  if (!('answer' in cancelled && 'status' in cancelled.answer)) {
    throw new Error(JSON.stringify(cancelled));
  }
  equal([cancelled.status, cancelled.answer.status], [200, 'cancelled']);
  await until('the feed shows that it has gone', () => heard.includes('["61234.5","0"]'));
}

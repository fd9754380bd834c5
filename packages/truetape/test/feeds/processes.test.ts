import { deepStrictEqual as equal, ok } from 'node:assert';
import { join } from 'node:path';
import type { StreamMessage } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { WebSocket } from 'ws';
import { afterThisTest, ask, freePort, run, until, untilReady } from '../process/support.ts';
import { childOf } from '../shapes/children.ts';
import { PATIENCE_MS, PROCESSES_ON_LMDB, startAs } from '../shapes/shapes.ts';

const SUBSCRIPTIONS = [
  { channel: 'book', symbol: 'BTC-USD', depth: 10 },
  { channel: 'orders-of-book', symbol: 'BTC-USD' },
] as const;

/** One connection of a client that has come so far. */
async function follow(port: number, logId: string | undefined, sequences: Map<string, number>) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/stream`);
  afterThisTest(() => socket.terminate());
  const messages: StreamMessage[] = [];
  socket.on('error', () => undefined);
  socket.on('message', (frame) => {
    for (const message of JSON.parse(String(frame)) as StreamMessage[]) {
      messages.push(message);
      if (!('symbol' in message) || message.type === 'checksum' || message.type === 'digest')
        continue;
      const have = sequences.get(message.channel) ?? -1;
      if (message.type === 'delta') ok(message.previous <= have, JSON.stringify({ have, message }));
      sequences.set(message.channel, Math.max(have, message.sequence));
    }
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  for (const subscription of SUBSCRIPTIONS) {
    const sequence = sequences.get(subscription.channel);
    const resume = logId !== undefined && sequence !== undefined && { resume: { logId, sequence } };
    socket.send(JSON.stringify({ op: 'subscribe', subscription, ...(resume || {}) }));
  }
  const typed = (type: string) => messages.filter((message) => message.type === type);
  await until('both are answered', () => typed('subscribed').length === 2, PATIENCE_MS);
  const resumed = typed('subscribed').map((message) => 'resumed' in message && message.resumed);
  const [welcome] = typed('welcome');
  return { socket, typed, resumed, logId: welcome && 'logId' in welcome ? welcome.logId : '' };
}

describe('processes that serve feeds', { timeout: 120_000 }, () => {
  test('go on where a client was at another one, and say so when they cannot', async () => {
    const running = await startAs({
      ...PROCESSES_ON_LMDB,
      name: 'for feeds',
      environment: { MARKET_DATA_PORT: '' },
    });
    const { service, environment, port, keys } = running;
    const first = Number(environment.QUERY_PORT);
    const second = await freePort();
    const another = run({
      program: join(import.meta.dirname, '../../dist/query-api.js'),
      arguments: [],
      environment: {
        ...environment,
        DATABASE_URL: 'postgres://nobody',
        QUERY_PORT: String(second),
      },
    });
    await untilReady(another, second);

    const token = keys.traders[0]?.token ?? '';
    let placed = 0;
    const place = async () => {
      placed += 1;
      const order = { symbol: 'BTC-USD', side: 'buy', type: 'limit', quantity: '1' };
      const price = String(60_000 + placed);
      const clientOrderId = `order-${placed}`;
      const answer = await ask(port, token, 'POST', '/v1/orders', {
        ...order,
        price,
        clientOrderId,
      });
      equal(answer.status, 201);
      return price;
    };
    // From here on each of them keeps what happens.
    for (const at of [first, second]) await follow(at, undefined, new Map());
    const sequences = new Map<string, number>();
    let logId: string | undefined;
    for (const at of [first, second, first, port, second]) {
      const client = await follow(at, logId, sequences);
      equal(client.resumed, [logId !== undefined, logId !== undefined], `at ${at}`);
      logId = client.logId;
      const price = await place();
      await until(
        `${price} is told`,
        () => JSON.stringify(client.typed('delta')).split(`"${price}"`).length > 2,
        PATIENCE_MS,
      );
      client.socket.terminate();
      await place();
    }

    // What has happened before a process began it knows nothing of.
    const before = await childOf(service.pid, 'query-api');
    process.kill(before, 'SIGKILL');
    await childOf(service.pid, 'query-api', before);
    await until(
      'it serves again',
      async () => {
        const ready = await fetch(`http://127.0.0.1:${first}/health/ready`).catch(() => undefined);
        return ready?.ok === true;
      },
      PATIENCE_MS,
    );
    const client = await follow(first, logId, sequences);
    equal(client.resumed, [false, false]);
    await until('both are shown anew', () => client.typed('snapshot').length === 2, PATIENCE_MS);
    equal(await running.stop(), 0);
  });
});

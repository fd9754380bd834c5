import { connect, type Socket } from 'node:net';
import { authenticatorOf } from '@truetape/auth/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import { openStream } from './open-stream.ts';
import { eventually, type FeedClient, openFeed, tokenOf } from './support.ts';

/** More of them where there is time: the whole million takes half a minute. */
const TINY_FRAMES = Number(process.env.TRUETAPE_TINY_FRAMES ?? 50_000);

type Stream = Awaited<ReturnType<typeof openStream>>;

/** Clients that do nothing wrong, beside one that does. */
async function openHonest({ port }: Stream): Promise<readonly FeedClient[]> {
  const honest = await Promise.all([1, 2, 3].map(() => openFeed(port)));
  for (const client of honest) {
    client.subscribe('book');
    await client.until(2);
  }
  return honest;
}

/** They get every change from now on, none missing. */
async function areServed(honest: readonly FeedClient[], { venue }: Stream): Promise<void> {
  const changes = 20;
  for (let i = 0; i < changes; i++) {
    venue.place('trader-1', { side: 'buy', price: String(50 + (i % 9)), quantity: '1' });
    if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  for (const client of honest) {
    await client.until(2 + changes);
    let have = -1;
    for (const message of client.messages.slice(1)) {
      if (!('sequence' in message)) throw new Error(`unexpected ${JSON.stringify(message)}`);
      if (message.type === 'delta') expect(message.previous).toBeLessThanOrEqual(have);
      have = message.sequence;
    }
  }
}

/** The status with which a connection is refused. */
function refusedWith(port: number, options: WebSocket.ClientOptions): Promise<number | 'opened'> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/stream`, options);
  onTestFinished(() => socket.terminate());
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('open', () => resolve('opened'));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
  });
}

/** A client that speaks no WebSocket but its beginning. */
function rawUpgrade(port: number): Socket {
  const raw = connect(port, '127.0.0.1');
  onTestFinished(() => void raw.destroy());
  raw.on('error', () => undefined);
  raw.resume();
  raw.write(
    'GET /v1/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  return raw;
}

const bearer = (name: string) => ({ headers: { authorization: `Bearer ${tokenOf(name)}` } });

describe('who may come in', () => {
  test('a page of a foreign origin may not; ours, those that are named, and no browser may', async () => {
    const { port } = await openStream({}, undefined, { origins: ['https://desk.example'] });
    for (const [origin, answer] of [
      ['https://evil.example', 403],
      ['https://desk.example.evil.example', 403],
      ['null', 403],
      ['https://desk.example', 'opened'],
      [`http://127.0.0.1:${port}`, 'opened'],
      [undefined, 'opened'],
    ] as const) {
      const options = origin === undefined ? {} : { origin };
      expect([origin, await refusedWith(port, options)]).toEqual([origin, answer]);
    }
  });

  test('no more than so many of one address', async () => {
    const { port } = await openStream({ connectionsPerAddressMax: 2 });
    const first = await openFeed(port);
    await openFeed(port);
    expect(await refusedWith(port, {})).toBe(503);
    first.socket.close();
    await first.closed;
    await eventually(async () => (await refusedWith(port, {})) === 'opened');
  });

  test('no more than so many of one account, however it says who it is', async () => {
    const { port } = await openStream({ connectionsPerAccountMax: 1 });
    const first = await openFeed(port, bearer('trader-1'));
    expect(await refusedWith(port, bearer('trader-1'))).toBe(503);
    const second = await openFeed(port, bearer('trader-2'));
    second.send({ op: 'authenticate', id: 'a', token: tokenOf('trader-1') });
    await second.until(1);
    expect(second.messages[0]).toMatchObject({
      type: 'error',
      id: 'a',
      code: 'SERVICE_OVERLOADED',
    });
    first.socket.close();
    await first.closed;
    await eventually(() => {
      second.send({ op: 'authenticate', token: tokenOf('trader-1') });
      return second.messages.at(-1)?.type === 'authenticated';
    });
  });

  test('a token that nobody has is refused, in a header and over the connection', async () => {
    const { port } = await openStream();
    expect(await refusedWith(port, bearer('nobody'))).toBe(401);
    const client = await openFeed(port);
    client.send({ op: 'authenticate', id: 'a', token: tokenOf('nobody') });
    client.send({ op: 'authenticate', id: 'b', token: tokenOf('trader-1') });
    await client.until(2);
    expect(client.messages).toEqual([
      { type: 'error', id: 'a', code: 'AUTH_REQUIRED', field: 'token' },
      { type: 'authenticated', id: 'b', userId: 'trader-1' },
    ]);
  });

  test('a token is never in the address', async () => {
    const { port } = await openStream();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/stream?token=${tokenOf('trader-1')}`);
    onTestFinished(() => socket.terminate());
    const status = await new Promise((resolve) => {
      socket.on('error', () => undefined);
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    });
    expect(status).toBe(400);
  });
});

describe('beside honest clients', () => {
  test("somebody else's account is answered as one that there is not", async () => {
    const stream = await openStream();
    const honest = await openHonest(stream);
    const client = await openFeed(stream.port, bearer('trader-1'));
    for (const accountId of ['trader-2', 'nobody-at-all']) {
      for (const channel of ['orders', 'fills', 'balances', 'positions', 'risk']) {
        client.subscribe(channel, { accountId }, { id: 'x' });
      }
    }
    await client.until(10);
    const refused = {
      type: 'error',
      id: 'x',
      code: 'ACCOUNT_NOT_FOUND',
      field: 'subscription.accountId',
    };
    expect(client.messages).toEqual(Array.from({ length: 10 }, () => refused));
    await areServed(honest, stream);
  });

  test('whoever loses its token is unknown from then on, and keeps what is public', async () => {
    const operator = { token: tokenOf('operator') };
    const traders = [{ accountId: 'trader-1', token: tokenOf('trader-1') }];
    const authenticator = authenticatorOf({ operator, traders });
    const stream = await openStream({ lookMs: 20 }, undefined, { authenticator });
    const honest = await openHonest(stream);
    const client = await openFeed(stream.port, bearer('trader-1'));
    client.subscribe('book');
    await client.until(2);
    authenticator.revoke('trader-1');
    const orders = () => client.subscribe('orders', { accountId: 'trader-1' }, { id: 'o' });
    await eventually(() => {
      orders();
      const last = client.messages.at(-1);
      return last?.type === 'error' && last.code === 'AUTH_REQUIRED';
    });
    await areServed(honest, stream);
    await eventually(() => client.messages.some(({ type }) => type === 'delta'));
  });

  test('a frame of 64 MB closes its connection with 1009, and is never held', async () => {
    const stream = await openStream();
    const honest = await openHonest(stream);
    const client = await openFeed(stream.port);
    const before = process.memoryUsage().external;
    client.socket.send('x'.repeat(64 * 1_048_576));
    expect((await client.closed).code).toBe(1009);
    await areServed(honest, stream);
    expect(process.memoryUsage().external - before).toBeLessThan(256 * 1_048_576);
  });

  test.each([
    ['messages', (socket: WebSocket) => socket.send('1')],
    ['pings', (socket: WebSocket) => socket.ping()],
    ['fragments', (socket: WebSocket) => socket.send('1', { fin: false })],
  ])(`${TINY_FRAMES} tiny %s close their connection`, async (_kind, send) => {
    const stream = await openStream();
    const honest = await openHonest(stream);
    const client = await openFeed(stream.port);
    for (let i = 0; i < TINY_FRAMES && client.socket.readyState === WebSocket.OPEN; i++) {
      send(client.socket);
      if (i % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const { code } = await client.closed;
    // Whoever does not hear the good-bye is cut.
    expect([1006, 1008]).toContain(code);
    await areServed(honest, stream);
  });

  test('whoever goes on with tiny frames after the good-bye is cut', async () => {
    const stream = await openStream({ closeMs: 200 });
    const honest = await openHonest(stream);
    const raw = rawUpgrade(stream.port);
    const ended = new Promise<void>((resolve) => raw.once('close', () => resolve()));
    // A text of one byte, masked with zeros.
    const frames = Buffer.from('818100000000'.concat('31').repeat(1_000), 'hex');
    let sent = 0;
    const write = () => {
      if (raw.destroyed || sent >= TINY_FRAMES * 20) return;
      sent += 1_000;
      if (raw.write(frames)) setImmediate(write);
      else raw.once('drain', write);
    };
    write();
    await areServed(honest, stream);
    await ended;
    expect(sent).toBeGreaterThan(100);
  });

  test('what is not JSON, not text, not UTF-8 or not WebSocket harms nobody else', async () => {
    const stream = await openStream();
    const honest = await openHonest(stream);
    const client = await openFeed(stream.port);
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"op":1}',
      '{"op":"ping","id":"\u0000"}',
      '"\\ud800"',
    ]) {
      client.send(text);
    }
    client.socket.send(Buffer.from([0xff, 0xfe]), { binary: true });
    await client.until(8);
    expect(new Set(client.messages.map(({ type }) => type))).toEqual(new Set(['error']));
    client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect((await client.closed).code).toBe(1007);
    const raw = rawUpgrade(stream.port);
    raw.write(Buffer.alloc(4_096, 0xff));
    await new Promise<void>((resolve) => {
      raw.once('close', () => resolve());
    });
    await areServed(honest, stream);
  });

  test('whoever comes and goes all the time leaves nothing behind', async () => {
    const stream = await openStream();
    const honest = await openHonest(stream);
    for (let i = 0; i < 60; i++) {
      const client = await openFeed(stream.port, i % 2 === 0 ? bearer('trader-1') : {});
      for (const channel of ['book', 'trades', 'ticker', 'orders-of-book'])
        client.subscribe(channel);
      if (i % 3 === 0) await client.until(1);
      client.socket.terminate();
    }
    await areServed(honest, stream);
    await eventually(async () => {
      const text = await stream.metrics.text();
      return (
        text.includes('truetape_stream_subscriptions{channel="book"} 3\n') &&
        text.includes('truetape_stream_subscriptions{channel="orders-of-book"} 0\n') &&
        text.includes('truetape_websocket_connections{route="/v1/stream"} 3\n')
      );
    });
  });
});

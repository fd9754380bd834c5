import { deepStrictEqual, ok as holds, strictEqual } from 'node:assert';
import { connect } from 'node:net';
import { describe, onTestFinished, test } from 'vitest';
import { type Server, startServer, startServerWithoutMatcher, tokenOf } from '../http/server.ts';
import { ORDER } from '../http/venue.ts';
import { until } from '../process/support.ts';
import { openSession } from './client.ts';

const named = (clientOrderId: string) => ({
  op: 'place',
  order: { ...ORDER, quantity: '0.1', clientOrderId },
});

async function openOnes({ metricsText }: Server): Promise<number> {
  const text = await metricsText();
  return Number(/truetape_websocket_connections\{route="\/v1\/session"\} (\d+)/.exec(text)?.[1]);
}

describe('commands in flight', () => {
  test('beyond the bound are told to come back, and cancels have a bound of their own', async () => {
    const server = await startServerWithoutMatcher({
      session: { inFlightMax: 2, inFlightCancelsMax: 1 },
    });
    const session = await openSession(server, 'ann');
    // No market answers: what waits stays in flight.
    for (const id of ['a', 'b', 'c']) session.send({ id, ...named(id), waitSeconds: 10 });
    session.send({
      id: 'd',
      op: 'batch',
      requests: [named('d'), { op: 'cancel', orderId: 'ann.9' }],
    });
    await session.answered(2);
    session.send({ id: 'e', op: 'cancel', orderId: 'ann.3', waitSeconds: 10 });
    session.send({ id: 'f', op: 'cancel', orderId: 'ann.3' });
    const codes = Object.fromEntries(
      (await session.answered(3)).map((told) => {
        if ('problem' in told) return [told.id, told.problem.code];
        if (!('results' in told.answer)) return [told.id, told.status];
        const codeOf = (each: object) =>
          'problem' in each ? (each.problem as { code: string }).code : each;
        return [told.id, told.answer.results.map(codeOf)];
      }),
    );
    deepStrictEqual(codes, {
      c: 'SERVICE_OVERLOADED',
      d: ['SERVICE_OVERLOADED', 'ORDER_NOT_FOUND'],
      f: 'SERVICE_OVERLOADED',
    });
  });

  test('count against the bounds of HTTP too, and are refused with the same code', async () => {
    const server = await startServerWithoutMatcher({ edge: { inFlightMax: 2 } });
    const session = await openSession(server, 'ann');
    for (const id of ['a', 'b', 'c']) session.send({ id, ...named(id), waitSeconds: 10 });
    const [told] = await session.answered(1);
    strictEqual(told?.id, 'c');
    strictEqual(told !== undefined && 'problem' in told && told.problem.code, 'SERVICE_OVERLOADED');
    const { status } = await server.send('bob', 'POST', '/v1/orders', { body: ORDER });
    strictEqual(status, 503);
    strictEqual((await session.ask({ op: 'cancel-all' })).status, 202);
  });
});

describe('connections', () => {
  test('of one account are bounded, and one that has gone makes room', async () => {
    const server = await startServer(undefined, { session: { connectionsPerAccountMax: 2 } });
    const [first] = [await openSession(server, 'ann'), await openSession(server, 'ann')];
    await openSession(server, 'bob');
    const refused = await openSession(server, 'ann').catch((error: Error) => error.message);
    strictEqual(refused, 'Unexpected server response: 503');
    first.socket.terminate();
    await until('there is room', async () => (await openOnes(server)) === 2);
    await openSession(server, 'ann');
  });

  test('of a client that does not read are closed, and nobody else is held up', async () => {
    const server = await startServer(undefined, {
      // Who reads nothing answers no ping either: it shall not be cut for that.
      session: { waitingBytesMax: 20_000, closeMs: 200, heartbeatMs: 600_000 },
    });
    const [slow, quick] = [await openSession(server, 'ann'), await openSession(server, 'bob')];
    slow.socket.pause();
    const frame = JSON.stringify({ id: 'x', op: 'batch', requests: Array(100).fill(1) });
    const sending = setInterval(() => {
      for (let count = 0; count < 20; count += 1) slow.send(frame);
    }, 5);
    onTestFinished(() => clearInterval(sending));
    await until('the slow one is closed', async () => (await openOnes(server)) === 1);
    strictEqual((await quick.ask(named('c-1'))).status, 201);
  });

  test('that do not answer pings are cut, and those that do stay', async () => {
    const server = await startServer(undefined, { session: { heartbeatMs: 60 } });
    const alive = await openSession(server, 'ann');
    const mute = connect(server.port, '127.0.0.1');
    onTestFinished(() => void mute.destroy());
    mute.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => mute.once('close', () => resolve()));
    mute
      .resume()
      .write(
        `GET /v1/session HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('bob')}\r\n` +
          'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      );
    await until('both are there', async () => (await openOnes(server)) === 2);
    await closed;
    holds(alive.socket.readyState === alive.socket.OPEN);
    strictEqual((await alive.ask(named('c-1'))).status, 201);
  });
});

import { deepStrictEqual, strictEqual } from 'node:assert';
import { journalOf } from '@truetape/auth/testing';
import { MemoryLog } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { describe, test } from 'vitest';
import { WebSocket } from 'ws';
import { startServer } from '../http/server.ts';
import { place } from '../http/support.ts';
import { openSession } from './client.ts';

/** A server, and a log of its own for what is noted. */
async function startNoted() {
  const noted = journalOf(new MemoryLog());
  const server = await startServer(undefined, { journalOn: () => noted.journal });
  return { ...noted, server };
}

const shortOf = ({ actor, data }: RecordedEvent) => {
  const { route, code } = data as Readonly<Record<string, string>>;
  return [actor?.userId, route, code];
};

describe('it is noted once', () => {
  test('that a session was not opened', async () => {
    const { server, written } = await startNoted();
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/v1/session`);
    const status = await new Promise((resolve) => {
      socket.on('error', () => undefined);
      socket.on('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    socket.terminate();
    strictEqual(status, 401);
    deepStrictEqual((await written()).map(shortOf), [
      [undefined, 'GET /v1/session', 'AUTH_REQUIRED'],
    ]);
  });

  test('that a key counts no more in a session, and each order of somebody else', async () => {
    const { server, written } = await startNoted();
    await place(server, 'ann');
    const bob = await openSession(server, 'bob');
    for (const op of ['cancel', 'replace']) {
      const terms = op === 'replace' ? { price: '99' } : {};
      const told = await bob.ask({ op, orderId: 'ann.3', ...terms });
      strictEqual(told.status, 404);
    }
    strictEqual((await bob.ask({ op: 'cancel', orderId: 'bob.77' })).status, 404);
    server.authenticator.revoke('bob');
    bob.send({ id: 'late', op: 'cancel-all' });
    strictEqual((await bob.closed).code, 1008);
    deepStrictEqual((await written()).map(shortOf), [
      ['bob', 'GET /v1/session', 'ORDER_NOT_FOUND'],
      ['bob', 'GET /v1/session', 'ORDER_NOT_FOUND'],
      ['bob', 'GET /v1/session', 'AUTH_REQUIRED'],
    ]);
  });

  test('that an order of somebody else was asked for', async () => {
    const { server, written } = await startNoted();
    await place(server, 'ann');
    strictEqual((await server.send('bob', 'DELETE', '/v1/orders/ann.3')).status, 404);
    strictEqual((await server.send('bob', 'DELETE', '/v1/orders/bob.77')).status, 404);
    deepStrictEqual((await written()).map(shortOf), [
      ['bob', 'DELETE /v1/orders/{orderId}', 'ORDER_NOT_FOUND'],
    ]);
  });
});

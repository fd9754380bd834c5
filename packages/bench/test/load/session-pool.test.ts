import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { openTransport } from '../../src/load/open-transport.ts';

interface Frame {
  readonly id: string;
  readonly op: string;
}

/** A double of the service: it keeps what it is asked, by the token of who asks, and answers when it is told. */
async function sessionDouble() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => void server.close());
  const asked: { readonly token: string; readonly frame: Frame; readonly socket: WebSocket }[] = [];
  server.on('connection', (socket, request) => {
    const token = String(request.headers.authorization).replace('Bearer ', '');
    socket.on('message', (text) => asked.push({ token, frame: JSON.parse(String(text)), socket }));
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const until = async (count: number) => {
    while (asked.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  return { port, asked, until };
}

test('requests go by the session of their account, and answers find them in any order', async () => {
  const { port, asked, until } = await sessionDouble();
  const { pool, wording } = await openTransport('session', { port, size: 3, tokens: ['a', 'b'] });
  onTestFinished(pool.close);
  const answers: unknown[] = [];
  const send = (account: number, name: string) =>
    pool.send({ account, text: wording.cancel(account, name) }, (status, body) => {
      answers.push([name, status, String(body)]);
    });
  expect([send(0, 'one'), send(0, 'two'), send(1, 'three'), send(1, 'four')]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(pool.free()).toBe(0);
  await until(3);
  const told = asked.map(({ token, frame }) => [token, frame]).sort();
  expect(told).toEqual([
    ['a', { id: '1', op: 'cancel', orderId: 'one' }],
    ['a', { id: '2', op: 'cancel', orderId: 'two' }],
    ['b', { id: '1', op: 'cancel', orderId: 'three' }],
  ]);
  const ofFirst = asked.filter(({ token }) => token === 'a').reverse();
  for (const { frame, socket } of ofFirst) socket.send(`{"id":"${frame.id}","status":202,"x":1}`);
  while (answers.length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(answers).toEqual([
    ['two', 202, '{"id":"2","status":202,"x":1}'],
    ['one', 202, '{"id":"1","status":202,"x":1}'],
  ]);
  expect(pool.free()).toBe(2);
});

test('what a session that ends has not answered is answered with status 0', async () => {
  const { port, asked, until } = await sessionDouble();
  const { pool, wording } = await openTransport('session', { port, size: 2, tokens: ['a'] });
  onTestFinished(pool.close);
  const statuses: number[] = [];
  const send = () =>
    pool.send({ account: 0, text: wording.cancel(0, 'x') }, (status) => statuses.push(status));
  send();
  await until(1);
  asked[0]?.socket.terminate();
  while (statuses.length < 1) await new Promise((resolve) => setTimeout(resolve, 2));
  send();
  expect([statuses, pool.free()]).toEqual([[0, 0], 2]);
});

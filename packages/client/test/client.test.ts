import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import { type ClientEvent, type ClientOptions, connect } from '@truetape/client';
import { describe, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { Client } from '../src/client.ts';
import { BOOK, bookMessage, LOG_ID } from './follow.ts';
import { ScriptedServer } from './scripted-server.ts';

const ORDERS = { channel: 'orders', accountId: 'ann' } as const;

function open(options: Omit<ClientOptions, 'onEvent'>, make = connect) {
  const events: ClientEvent[] = [];
  const client = make({ ...options, onEvent: (event) => events.push(event) });
  onTestFinished(() => client.close());
  const told = (type: ClientEvent['type']) =>
    vi.waitFor(
      () => {
        const event = events.find((one) => one.type === type);
        if (event === undefined) throw new Error(`no ${type} among ${JSON.stringify(events)}`);
        return event;
      },
      { timeout: 10_000, interval: 5 },
    );
  return { client, events, told };
}

/** As in a page, where the first message says who asks. */
const inPage = (options: ClientOptions) =>
  new Client(options, { webSocket: () => WebSocket, authenticatesInBand: true });

const subscribed = (id: string | undefined, resumed = false) =>
  ({ type: 'subscribed', ...(id && { id }), subscription: BOOK, resumed }) as const;

describe('a client', () => {
  test('asks for what it follows, and shows what comes', async () => {
    const server = await ScriptedServer.start();
    const { client } = open({ addresses: [server.address] });
    const shown: string[][][] = [];
    const book = client.follow(BOOK, ({ state }) => shown.push(state.bids()));
    throws(() => client.follow(BOOK), /book BTC-USD 10 is followed already/);
    const { requests, say } = await server.visit(0, 1);
    deepStrictEqual(requests, [{ op: 'subscribe', subscription: BOOK, id: '1' }]);
    say(subscribed('1'), bookMessage('5 snapshot 9 x 1 |'), bookMessage('5>6 9 x 2 |'));
    await vi.waitFor(() => deepStrictEqual(shown, [[['9', '1']], [['9', '2']]]));
    deepStrictEqual([book.status, book.sequence], ['current', 6]);
    client.unfollow(book);
    strictEqual(book.status, 'over');
    deepStrictEqual((await server.visit(0, 2)).requests[1], {
      op: 'unsubscribe',
      subscription: BOOK,
    });
  });

  test('that follows, leaves and follows at once is answered for what it follows now', async () => {
    const server = await ScriptedServer.start();
    const { client, events } = open({ addresses: [server.address] });
    client.unfollow(client.follow(BOOK));
    const book = client.follow(BOOK);
    const { requests, say } = await server.visit(0, 1);
    // Before there is a connection only what is followed at last is asked for.
    deepStrictEqual(requests, [{ op: 'subscribe', subscription: BOOK, id: '1' }]);
    client.unfollow(book);
    const again = client.follow(BOOK);
    await server.visit(0, 3);
    say({ type: 'error', id: '1', code: 'REQUEST_INVALID' });
    say({ type: 'unsubscribed', subscription: BOOK });
    say(subscribed('2'), bookMessage('5 snapshot 9 x 1 |'));
    await vi.waitFor(() => deepStrictEqual(again.state.bids(), [['9', '1']]));
    strictEqual(again.status, 'current');
    deepStrictEqual(
      events.filter(({ type }) => type === 'refused'),
      [],
    );
  });

  test('goes on at the next address where it was', async () => {
    const servers = [await ScriptedServer.start(), await ScriptedServer.start()] as const;
    const { client, told } = open({ addresses: [servers[0].address, servers[1].address] });
    const book = client.follow(BOOK);
    const first = await servers[0].visit(0, 1);
    first.say(subscribed('1'), bookMessage('5 snapshot 9 x 1 |'));
    await told('snapshot');
    first.socket.close(1013, 'too slow');
    deepStrictEqual(await told('disconnected'), {
      type: 'disconnected',
      address: servers[0].address,
      reason: 'too slow',
    });
    strictEqual(book.status, 'waiting');
    const second = await servers[1].visit(0, 1);
    const resume = { logId: LOG_ID, sequence: 5 };
    deepStrictEqual(second.requests, [{ op: 'subscribe', subscription: BOOK, resume, id: '2' }]);
    second.say(subscribed('2', true), bookMessage('5>8 9 x 4 |'));
    await vi.waitFor(() => deepStrictEqual(book.state.bids(), [['9', '4']]));
    strictEqual(book.status, 'current');
  });

  test('leaves a server that has gone silent', async () => {
    const server = await ScriptedServer.start(20);
    const { told } = open({ addresses: [server.address] });
    const { address } = server;
    deepStrictEqual(await told('disconnected'), {
      type: 'disconnected',
      address,
      reason: 'silence',
    });
    await server.visit(1, 0);
  });

  test('leaves a server that does not speak its language', async () => {
    const server = await ScriptedServer.start();
    const { told } = open({ addresses: [server.address] });
    (await server.visit(0, 0)).socket.send('{');
    const reason = 'a frame that is not JSON';
    deepStrictEqual(await told('disconnected'), {
      type: 'disconnected',
      address: server.address,
      reason,
    });
    await server.visit(1, 0);
  });

  test('asks again for what it cannot have now, then elsewhere', async () => {
    const servers = [await ScriptedServer.start(), await ScriptedServer.start()] as const;
    const { client, events } = open({ addresses: [servers[0].address, servers[1].address] });
    client.follow(BOOK);
    for (let at = 1; at <= 4; at++) {
      const { say } = await servers[0].visit(0, at);
      say({ type: 'error', id: String(at), code: 'SERVICE_UNAVAILABLE' });
    }
    await servers[1].visit(0, 1);
    const refused = events.filter(({ type }) => type === 'refused');
    const code = 'SERVICE_UNAVAILABLE';
    deepStrictEqual(refused[0], { type: 'refused', code, subscription: BOOK, isOver: false });
    strictEqual(refused.length, 4);
    deepStrictEqual(
      events.find(({ type }) => type === 'disconnected'),
      {
        type: 'disconnected',
        address: servers[0].address,
        reason: code,
      },
    );
  });

  test('gives up what it may not have', async () => {
    const server = await ScriptedServer.start();
    const { client, told } = open({ addresses: [server.address] });
    const book = client.follow(BOOK);
    const { say } = await server.visit(0, 1);
    say({ type: 'error', id: '1', code: 'INSTRUMENT_NOT_FOUND', detail: 'Never listed.' });
    deepStrictEqual(await told('refused'), {
      type: 'refused',
      code: 'INSTRUMENT_NOT_FOUND',
      detail: 'Never listed.',
      subscription: BOOK,
      isOver: true,
    });
    strictEqual(book.status, 'over');
    client.follow(BOOK);
    await server.visit(0, 2);
  });

  test('tells that it reads too slowly', async () => {
    const server = await ScriptedServer.start();
    const { told } = open({ addresses: [server.address] });
    const slow = { type: 'slow', waitingBytes: 3, waitingBytesMax: 4 } as const;
    (await server.visit(0, 0)).say(slow);
    deepStrictEqual(await told('slow'), slow);
  });
});

describe('who is asking', () => {
  test('is said by a header in Node', async () => {
    const server = await ScriptedServer.start();
    const { client } = open({ addresses: [server.address], token: 'a-token' });
    client.follow(ORDERS);
    const { authorization, requests } = await server.visit(0, 1);
    strictEqual(authorization, 'Bearer a-token');
    deepStrictEqual(requests, [{ op: 'subscribe', subscription: ORDERS, id: '1' }]);
  });

  test('is said by the first message in a page, before feeds of an account are asked for', async () => {
    const server = await ScriptedServer.start();
    const { client } = open({ addresses: [server.address], token: 'a-token' }, inPage);
    client.follow(ORDERS);
    client.follow(BOOK);
    const { authorization, requests, say } = await server.visit(0, 2);
    strictEqual(authorization, undefined);
    deepStrictEqual(requests, [
      { op: 'authenticate', token: 'a-token', id: '1' },
      { op: 'subscribe', subscription: BOOK, id: '2' },
    ]);
    say({ type: 'authenticated', id: '1', userId: 'ann' });
    await server.visit(0, 3);
    deepStrictEqual(requests[2], { op: 'subscribe', subscription: ORDERS, id: '3' });
  });

  test('ends the feeds of accounts when it is not believed', async () => {
    const server = await ScriptedServer.start();
    const { client, events } = open({ addresses: [server.address], token: 'a-token' }, inPage);
    const orders = client.follow(ORDERS);
    const { say } = await server.visit(0, 1);
    say({ type: 'error', id: '1', code: 'AUTH_REQUIRED' });
    await vi.waitFor(() => strictEqual(orders.status, 'over'));
    deepStrictEqual(events.slice(1), [
      { type: 'refused', code: 'AUTH_REQUIRED', isOver: true },
      { type: 'refused', code: 'AUTH_REQUIRED', subscription: ORDERS, isOver: true },
    ]);
  });

  test('can be said anew', async () => {
    const server = await ScriptedServer.start();
    const { client } = open({ addresses: [server.address], token: 'a-token' });
    const orders = client.follow(ORDERS);
    const { say } = await server.visit(0, 1);
    say({ type: 'subscribed', id: '1', subscription: ORDERS, resumed: false });
    say({ type: 'ended', subscription: ORDERS, code: 'AUTH_REQUIRED' });
    await vi.waitFor(() => strictEqual(orders.status, 'over'));
    client.authenticate('another-token');
    client.follow(ORDERS);
    const { requests, say: answer } = await server.visit(0, 2);
    deepStrictEqual(requests[1], { op: 'authenticate', token: 'another-token', id: '2' });
    answer({ type: 'authenticated', id: '2', userId: 'ann' });
    await server.visit(0, 3);
    deepStrictEqual(requests[2], { op: 'subscribe', subscription: ORDERS, id: '3' });
  });
});

import { deepStrictEqual, match, strictEqual } from 'node:assert';
import { hash } from 'node:crypto';
import { START } from '@truetape/event-store';
import { describe, test } from 'vitest';
import { type Server, startServer, tokenOf } from './server.ts';
import { eventsOf, firstEvents, place, WAIT } from './support.ts';
import { ORDER } from './venue.ts';

/** Every event after the venue was opened, as stream, type and correlation id. */
async function chainAfter({ log }: Server, head: number) {
  const chain: string[] = [];
  for await (const events of log.readAll({ after: head })) {
    chain.push(
      ...events.map(({ stream, type, correlationId }) => `${correlationId}: ${stream} ${type}`),
    );
  }
  return chain.sort();
}

const keyIdOf = (name: string) => hash('sha256', tokenOf(name), 'hex').slice(0, 16);

describe('the X-Request-Id of a request', () => {
  test('is the correlation id of its order, of the trade that follows, and of its settlement on both sides', async () => {
    const server = await startServer();
    const head = await server.log.head();
    const ask = (caller: 'ann' | 'bob', id: string, side: 'buy' | 'sell') =>
      server.send(caller, 'POST', '/v1/orders', {
        body: { ...ORDER, side },
        headers: { ...WAIT, 'x-request-id': id },
      });
    const maker = await ask('ann', 'of-maker:1', 'buy');
    const taker = await ask('bob', 'of-taker.2', 'sell');
    deepStrictEqual(
      [maker, taker].map(({ headers }) => headers.get('x-request-id')),
      ['of-maker:1', 'of-taker.2'],
    );
    await server.log.settled();
    deepStrictEqual(await chainAfter(server, head), [
      'of-maker:1: account-ann OrderPlaced',
      'of-maker:1: market-BTC-USD OrderAccepted',
      'of-taker.2: account-ann TradeSettled',
      'of-taker.2: account-bob OrderPlaced',
      'of-taker.2: account-bob TradeSettled',
      'of-taker.2: market-BTC-USD OrderAccepted',
      'of-taker.2: market-BTC-USD TradeExecuted',
    ]);
  });

  test('stands with who asked in the event, and what follows names what it answers', async () => {
    const server = await startServer();
    await server.send('ann', 'POST', '/v1/orders', {
      body: ORDER,
      headers: { ...WAIT, 'x-request-id': 'r-1' },
    });
    const [placed] = (await eventsOf(server, 'account-ann')).slice(3);
    deepStrictEqual(placed?.actor, { keyId: keyIdOf('ann'), requestId: 'r-1', userId: 'ann' });
    const accepted = (await eventsOf(server, 'market-BTC-USD')).at(-1);
    deepStrictEqual(
      [accepted?.type, accepted?.causation, accepted?.actor],
      ['OrderAccepted', { stream: 'account-ann', revision: 3 }, undefined],
    );
  });

  test.each([
    ['PATCH', '/v1/orders/ann.3', { price: '99' }, 'OrderReplaceRequested', 'OrderReplaced'],
    ['DELETE', '/v1/orders/ann.3', undefined, 'OrderCancelRequested', 'OrderCancelled'],
  ])('of a %s is that of its answer in the market', async (method, path, body, asked, outcome) => {
    const server = await startServer();
    await place(server, 'ann');
    const headers = { ...WAIT, 'x-request-id': 'r-2' };
    await server.send('ann', method, path, { body, headers });
    const of = async (stream: string, type: string) =>
      (await eventsOf(server, stream)).find((event) => event.type === type)?.correlationId;
    deepStrictEqual(
      [await of('account-ann', asked), await of('market-BTC-USD', outcome)],
      ['r-2', 'r-2'],
    );
  });

  test('is that of the denial', async () => {
    const server = await startServer();
    const headers = { 'x-request-id': 'r-3' };
    await server.send('ann', 'DELETE', '/v1/orders/ann.3', { headers });
    const [denied] = await firstEvents(server, 'denials-ann', 1);
    deepStrictEqual(
      [denied?.correlationId, denied?.actor],
      ['r-3', { keyId: keyIdOf('ann'), requestId: 'r-3', userId: 'ann' }],
    );
  });

  test('of a repeat is not in the log: the event keeps that of the first', async () => {
    const server = await startServer();
    const ask = (id: string) =>
      server.send('ann', 'POST', '/v1/orders', { body: ORDER, headers: { 'x-request-id': id } });
    await ask('first');
    const again = await ask('second');
    strictEqual(again.headers.get('x-request-id'), 'second');
    for await (const events of server.log.readAll({ after: START })) {
      for (const { correlationId } of events) strictEqual(correlationId === 'second', false);
    }
  });

  test.each([undefined, '', 'a b', '-a', '"; drop', 'x'.repeat(65)])(
    'that is %j is replaced by one of ours, in the answer and in the event',
    async (id) => {
      const server = await startServer();
      const headers: Record<string, string> = id === undefined ? {} : { 'x-request-id': id };
      const answered = await server.send('ann', 'POST', '/v1/orders', { body: ORDER, headers });
      const given = answered.headers.get('x-request-id') ?? '';
      match(given, /^[0-9a-f]{12}-[0-9a-z]+$/);
      strictEqual((await eventsOf(server, 'account-ann'))[3]?.correlationId, given);
    },
  );
});

import { deepStrictEqual, strictEqual } from 'node:assert';
import type { OrderAnswer, SessionAnswer } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { startServer } from '../http/server.ts';
import { eventsOf, place, receiptedEvent } from '../http/support.ts';
import { ORDER } from '../http/venue.ts';
import { openSession } from './client.ts';

const named = (clientOrderId: string, change: object = {}) => ({
  op: 'place',
  order: { ...ORDER, quantity: '0.1', clientOrderId, ...change },
});

/** Of each result of a batch: its status, and the revision of its receipt or the code and field of its problem. */
function inShort(told: SessionAnswer) {
  if (!('answer' in told && 'results' in told.answer)) throw new Error(JSON.stringify(told));
  return told.answer.results.map((result) =>
    'answer' in result
      ? [result.status, result.answer.receipt.revision]
      : [result.status, result.problem.code, result.problem.field],
  );
}

const revisionIn = (told: SessionAnswer) =>
  'answer' in told && 'receipt' in told.answer ? told.answer.receipt.revision : told;

describe('a session', () => {
  test('decides what it is asked in the order of its frames', async () => {
    const server = await startServer();
    const session = await openSession(server, 'ann');
    for (let index = 0; index < 50; index += 1)
      session.send({ id: `o-${index}`, ...named(`c-${index}`, { quantity: '0.05' }) });
    const answers = await session.answered(50);
    const revisions = Object.fromEntries(answers.map((told) => [told.id, revisionIn(told)]));
    const want = Array.from({ length: 50 }, (_, index) => [`o-${index}`, 3 + index]);
    deepStrictEqual(revisions, Object.fromEntries(want));
  });

  test('answers each when it is durable, and not behind one that waits for its market', async () => {
    const server = await startServer();
    const session = await openSession(server, 'ann');
    session.send({ id: 'slow', ...named('c-1'), waitSeconds: 10 });
    session.send({ id: 'quick', op: 'cancel', orderId: 'ann.99' });
    const [first, second] = await session.answered(2);
    deepStrictEqual([first?.id, first?.status], ['quick', 404]);
    deepStrictEqual([second?.id, second?.status], ['slow', 201]);
  });

  test('names each request after its connection and its id, in the log and in problems', async () => {
    const server = await startServer();
    const session = await openSession(server, 'ann');
    session.send({ id: 'mine', ...named('c-1') });
    session.send({ id: 'bad', ...named('c-2', { price: '100.25' }) });
    const [placed, refused] = await session.answered(2);
    const problem = refused !== undefined && 'problem' in refused ? refused.problem : undefined;
    const event = await receiptedEvent(server, (placed as { answer: OrderAnswer }).answer);
    const connection = problem?.requestId?.replace(/:bad$/, '') ?? '';
    strictEqual(event.correlationId, `${connection}:mine`);
    deepStrictEqual(event.actor?.requestId, `${connection}:mine`);
    strictEqual(event.actor?.userId, 'ann');
  });

  test('counts a request as HTTP does, by its op', async () => {
    const server = await startServer();
    const session = await openSession(server, 'ann');
    await session.ask(named('c-1'));
    const counted = 'method="place",route="/v1/session",status="201"} 1';
    const text = await server.metricsText();
    strictEqual(text.includes(`http_request_duration_seconds_count{${counted}`), true, text);
  });
});

describe('a batch', () => {
  test('is every kind of command in one append, each decided alone and answered in its place', async () => {
    const server = await startServer();
    await place(server, 'ann');
    const session = await openSession(server, 'ann');
    const told = await session.ask({
      op: 'batch',
      requests: [
        named('a'),
        named('b', { price: 100 }),
        named('c', { price: '100.25' }),
        { op: 'replace', orderId: 'ann.3', price: '99' },
        { op: 'cancel', orderId: 'bob.3' },
        { op: 'cancel', orderId: 'ann.3' },
        { op: 'batch', requests: [] },
        { op: 'cancel-on-disconnect', timeoutMs: 1_000 },
        { id: 'x', op: 'cancel-all' },
        null,
        { op: 'cancel-all' },
      ],
    });
    strictEqual(told.status, 200);
    deepStrictEqual(inShort(told), [
      [201, 4],
      [400, 'REQUEST_INVALID', 'price'],
      [422, 'ORDER_TICK_SIZE', 'price'],
      [202, 5],
      [404, 'ORDER_NOT_FOUND', undefined],
      [202, 6],
      [400, 'REQUEST_INVALID', 'op'],
      [400, 'REQUEST_INVALID', 'op'],
      [400, 'REQUEST_UNKNOWN_FIELD', 'id'],
      [400, 'REQUEST_INVALID', undefined],
      [202, 7],
    ]);
    const events = (await eventsOf(server, 'account-ann')).slice(4, 8);
    const [first = 0] = events.map(({ position }) => position);
    deepStrictEqual(
      events.map(({ type, position }) => [type, position]),
      [
        ['OrderPlaced', first],
        ['OrderReplaceRequested', first + 1],
        ['OrderCancelRequested', first + 2],
        ['OrdersCancelRequested', first + 3],
      ],
    );
  });

  test('of a hundred is answered in one message, and sent again is a hundred repeats', async () => {
    const server = await startServer();
    const session = await openSession(server, 'ann');
    const requests = Array.from({ length: 100 }, (_, index) =>
      named(`c-${index}`, { price: '50' }),
    );
    const want = requests.map((_, index) => [201, 3 + index]);
    deepStrictEqual(inShort(await session.ask({ op: 'batch', requests })), want);
    deepStrictEqual(inShort(await session.ask({ op: 'batch', requests })), want);
    strictEqual(
      (await eventsOf(server, 'account-ann')).filter(({ type }) => type === 'OrderPlaced').length,
      100,
    );
    strictEqual(session.answers.length, 2);
  });

  test('waits for the slowest of those that wait', async () => {
    const server = await startServer();
    await place(server, 'bob', { side: 'sell', quantity: '0.1' });
    const session = await openSession(server, 'ann');
    const requests = [named('a'), { ...named('b', { price: '100' }), waitSeconds: 10 }];
    const told = await session.ask({ op: 'batch', requests });
    if (!('answer' in told && 'results' in told.answer)) throw new Error(JSON.stringify(told));
    const statuses = told.answer.results.map((result) =>
      'answer' in result && 'status' in result.answer ? result.answer.status : result,
    );
    deepStrictEqual(statuses, ['pending', 'open']);
  });
});

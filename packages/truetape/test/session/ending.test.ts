import { deepStrictEqual, strictEqual } from 'node:assert';
import type { OrderAnswer, SessionAnswer } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { startServer, startServerWithoutMatcher } from '../http/server.ts';
import { eventsOf, receiptedEvent } from '../http/support.ts';
import { ORDER } from '../http/venue.ts';
import { proven } from '../order-path/support.ts';
import { openSession } from './client.ts';

const named = (clientOrderId: string) => ({
  op: 'place',
  order: { ...ORDER, side: 'sell', quantity: '0.05', clientOrderId },
});

const GOOD_BYE = { code: 1001, reason: 'the service is closing' };

describe('when the service closes', () => {
  test('a session that waits for nothing is told so', async () => {
    const server = await startServer();
    const session = await openSession(server, 'ann');
    await Promise.all([server.close(), session.closed]);
    deepStrictEqual(await session.closed, GOOD_BYE);
  });

  test('what is in flight is answered first, and what comes then is refused', async () => {
    const server = await startServerWithoutMatcher();
    const session = await openSession(server, 'ann');
    session.send({ id: 'before', ...named('a'), waitSeconds: 1 });
    await session.ask({ op: 'cancel', orderId: 'ann.99' });
    const closed = server.close();
    session.send({ id: 'after', ...named('b') });
    deepStrictEqual(await session.closed, GOOD_BYE);
    await closed;
    const [, refused, waited] = session.answers;
    deepStrictEqual([refused?.id, refused?.status], ['after', 503]);
    deepStrictEqual([waited?.id, waited?.status], ['before', 202]);
    strictEqual((await eventsOf(server, 'account-ann')).length, 4);
  });

  test('a session whose answer takes longer than closing may is closed without it', async () => {
    const limits = { edge: { closeWithinMs: 400 }, session: { closeMs: 200 } };
    const server = await startServerWithoutMatcher(limits);
    const session = await openSession(server, 'ann');
    session.send({ id: 'long', ...named('a'), waitSeconds: 10 });
    await session.ask({ op: 'cancel', orderId: 'ann.99' });
    const startedAtMs = performance.now();
    await Promise.all([server.close(), session.closed]);
    deepStrictEqual(await session.closed, GOOD_BYE);
    strictEqual(session.answers.length, 1);
    strictEqual(performance.now() - startedAtMs < 2_000, true);
  });
});

describe('when its token is taken away', () => {
  test('a session asks for nothing any more', async () => {
    const server = await startServer();
    const session = await openSession(server, 'ann');
    await session.ask({ op: 'cancel', orderId: 'ann.99' });
    const before = await eventsOf(server, 'account-ann');
    server.authenticator.revoke('ann');
    session.send({ id: 'late', ...named('a') });
    deepStrictEqual(await session.closed, {
      code: 1008,
      reason: 'the token does not count any more',
    });
    const { id, status } = session.answers.at(-1) ?? {};
    deepStrictEqual([id, status], ['late', 401]);
    deepStrictEqual(await eventsOf(server, 'account-ann'), before);
  });
});

describe('a connection that is cut with orders in flight', () => {
  test('has lost nothing that it answered, and what is asked again has one effect', async () => {
    const server = await startServer();
    const names = Array.from({ length: 200 }, (_, index) => `c-${index}`);
    const receipts = new Map<string, string>();
    const noteAnswers = (answers: readonly SessionAnswer[]) => {
      for (const told of answers) {
        if (told.id === undefined || !('answer' in told)) throw new Error(JSON.stringify(told));
        const receipt = JSON.stringify((told.answer as OrderAnswer).receipt);
        strictEqual(receipts.get(told.id) ?? receipt, receipt);
        receipts.set(told.id, receipt);
      }
    };
    for (let cut = 0; cut < 5; cut += 1) {
      const session = await openSession(server, 'ann');
      for (const name of names) session.send({ id: name, ...named(name) });
      await session.answered(cut * 30 + 1);
      session.socket.terminate();
      await session.closed;
      noteAnswers(session.answers);
    }
    const last = await openSession(server, 'ann');
    for (const name of names) last.send({ id: name, ...named(name) });
    noteAnswers(await last.answered(names.length));
    deepStrictEqual([...receipts.keys()].sort(), [...names].sort());
    for (const told of last.answers) {
      if ('answer' in told) await receiptedEvent(server, told.answer as OrderAnswer);
    }
    const placed = (await eventsOf(server, 'account-ann')).filter(
      ({ type }) => type === 'OrderPlaced',
    );
    const placedNames = placed.map(({ data }) => (data as { clientOrderId: string }).clientOrderId);
    deepStrictEqual(placedNames.sort(), [...names].sort());
    await proven(server.log);
  });
});

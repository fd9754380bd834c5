import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type EventLog, MemoryLog } from '@truetape/event-store';
import { isSettled, RemoteLogDouble, until } from '@truetape/event-store/contract';
import { failed } from '@truetape/kernel';
import { describe, it } from 'vitest';
import {
  ANN,
  appendAsOther,
  ask,
  buy,
  cancelled,
  doubleOf,
  event,
  funds,
  MARKET,
  openVenue,
  startAccounts,
  storyOf,
  usdOf,
} from './support.ts';

const OPENED = ['AccountOpened', 'FundsDeposited first'];
const denial = { kind: 'denied', denial: { code: 'RISK_INSUFFICIENT_FUNDS', field: 'quantity' } };
const unavailable = { code: 'UNAVAILABLE', reason: 'planted' } as const;
const unknown = { code: 'UNKNOWN_OUTCOME', reason: 'planted' } as const;
const withdrawal = (amount: string) =>
  event('FundsWithdrawn', { amount, asset: 'USD', reference: 'other' });

const logs: readonly (readonly [string, () => EventLog])[] = [
  ['a pipelined log', () => new MemoryLog()],
  ['a remote log', () => new RemoteLogDouble(new MemoryLog())],
];

/** A log on which appends to ann's account go through `append` from the moment it is set. */
function plantedOn(log: EventLog) {
  const plan: { append?: EventLog['append']; readStream?: EventLog['readStream'] } = {};
  const double = doubleOf(log, {
    append: (stream, expected, events) => {
      const append = stream === ANN ? plan.append : undefined;
      return append?.(stream, expected, events) ?? log.append(stream, expected, events);
    },
    readStream: (stream, options) =>
      plan.readStream?.(stream, options) ?? log.readStream(stream, options),
  });
  return { plan, double };
}

async function startOn(log: EventLog) {
  await openVenue(log);
  const { plan, double } = plantedOn(log);
  return { plan, running: await startAccounts(double) };
}

describe.each(logs)('accounts on %s', (_, open) => {
  describe('when another writer was first', () => {
    it('decides again on what is there, and denies what does not fit any more', async () => {
      const log = open();
      const { plan, running } = await startOn(log);
      plan.append = async (...append) => {
        delete plan.append;
        await appendAsOther(log, ANN, [withdrawal('600')]);
        return log.append(...append);
      };
      equal(await ask(running, buy(running, 'big', 500)), denial);
      equal(usdOf(running), [400n, 0n]);
      equal(await storyOf(log, ANN), [...OPENED, 'FundsWithdrawn other']);
      equal(running.failures, []);
    });

    it('appends once, behind it, what still fits', async () => {
      const log = open();
      const { plan, running } = await startOn(log);
      plan.append = async (...append) => {
        delete plan.append;
        await appendAsOther(log, ANN, [withdrawal('600')]);
        return log.append(...append);
      };
      const answer = await ask(running, buy(running, 'small', 400));
      const head = await log.streamHead(ANN);
      holds(answer.kind === 'done' && !answer.repeated, JSON.stringify(answer));
      equal(answer.receipt, { stream: ANN, ...head });
      equal(answer.order?.orderId, 'ann.3');
      equal(usdOf(running), [400n, 400n]);
      equal(await storyOf(log, ANN), [...OPENED, 'FundsWithdrawn other', 'OrderPlaced small']);
    });

    it('misses nothing that is written while it loads', async () => {
      const log = open();
      const { plan, running } = await startOn(log);
      plan.append = async (...append) => {
        delete plan.append;
        await appendAsOther(log, ANN, [withdrawal('100'), withdrawal('10')]);
        return log.append(...append);
      };
      plan.readStream = async function* (...read) {
        const events = log.readStream(...read);
        if (read[0] === ANN) {
          delete plan.readStream;
          await appendAsOther(log, ANN, [withdrawal('1')]);
          await appendAsOther(log, ANN, [withdrawal('2')]);
          const position = await log.head();
          await until('it is told', () => running.accounts.position() === position);
        }
        yield* events;
      };
      equal(await ask(running, buy(running, 'one', 900)), denial);
      await appendAsOther(log, ANN, [withdrawal('3')]);
      const position = await log.head();
      await until('the last is told', () => running.accounts.position() === position);
      equal(running.failures, []);
      equal((await ask(running, buy(running, 'two', 884))).kind, 'done');
      equal(usdOf(running), [884n, 884n]);
    });
  });

  describe('when the outcome of an append is unknown', () => {
    for (const stored of [true, false]) {
      it(`sends the identical batch again, for one effect (stored: ${stored})`, async () => {
        const log = open();
        const { plan, running } = await startOn(log);
        const sent: unknown[] = [];
        plan.append = async (...append) => {
          sent.push(structuredClone(append));
          if (sent.length > 1) return log.append(...append);
          if (stored) await log.append(...append);
          return failed(unknown);
        };
        const answer = await ask(running, buy(running, 'one', 400));
        equal(sent.length, 2);
        equal(sent[1], sent[0]);
        const head = await log.streamHead(ANN);
        equal(answer.kind === 'done' && answer.receipt, { stream: ANN, ...head });
        equal(usdOf(running), [1_000n, 400n]);
        equal(await storyOf(log, ANN), [...OPENED, 'OrderPlaced one']);
      });

      it(`for ever, says so and loads what is there (stored: ${stored})`, async () => {
        const log = open();
        const { plan, running } = await startOn(log);
        const sent: unknown[] = [];
        plan.append = async (...append) => {
          sent.push(structuredClone(append));
          if (stored) await log.append(...append);
          return failed(unknown);
        };
        const lost = await ask(running, buy(running, 'one', 600));
        equal(lost, { kind: 'failed', code: 'SERVICE_UNKNOWN_OUTCOME' });
        equal(sent, Array(6).fill(sent[0]));
        delete plan.append;
        const other = await ask(running, buy(running, 'two', 500));
        const again = await ask(running, buy(running, 'one', 600));
        const story = await storyOf(log, ANN);
        if (stored) {
          equal(other, denial);
          equal(again.kind === 'done' && [again.repeated, again.receipt.revision], [true, 2]);
          equal(story, [...OPENED, 'OrderPlaced one']);
        } else {
          equal(other.kind, 'done');
          equal(again, denial);
          equal(story, [...OPENED, 'OrderPlaced two']);
        }
        equal(usdOf(running), [1_000n, stored ? 600n : 500n]);
      });
    }
  });

  describe('when the log is unavailable', () => {
    it('says so, and leaves no hold behind', async () => {
      const log = open();
      const { plan, running } = await startOn(log);
      plan.append = async () => failed(unavailable);
      const refused = await ask(running, buy(running, 'one', 1_000));
      equal(refused, { kind: 'failed', code: 'SERVICE_UNAVAILABLE' });
      await until('the hold is gone', () => usdOf(running)[1] === 0n);
      delete plan.append;
      equal((await ask(running, buy(running, 'two', 1_000))).kind, 'done');
      equal(await storyOf(log, ANN), [...OPENED, 'OrderPlaced two']);
    });

    it('loses no settlement and keeps their order, however many batches were refused', async () => {
      const log = open();
      const { plan, running } = await startOn(log);
      const revisions = Array.from({ length: 700 }, (_, index) => index + 2);
      const placed = await Promise.all(
        revisions.map((revision) => ask(running, buy(running, `c${revision}`, 1))),
      );
      equal(placed.filter(({ kind }) => kind === 'done').length, 700);
      let refused = 0;
      plan.append = async () => {
        refused += 1;
        await nextTurn();
        return failed(unavailable);
      };
      await appendAsOther(log, MARKET, cancelled(revisions));
      await until('batches are refused', () => refused >= 2);
      delete plan.append;
      await until('the last is settled', () => running.told.includes('OrderClosed ann.701'));
      await log.settled();
      equal(
        (await storyOf(log, ANN)).slice(702),
        revisions.map((revision) => `OrderClosed ann.${revision}`),
      );
      equal(await running.settleLag(), '0');
      equal(running.failures, []);
    });

    it('tries again by itself what nobody asks for twice, and not without a pause', async () => {
      const log = open();
      const { plan, running } = await startOn(log);
      await ask(running, buy(running, 'one', 1));
      let refused = 0;
      plan.append = async () => {
        refused += 1;
        return failed(unavailable);
      };
      await appendAsOther(log, MARKET, cancelled([2]));
      await until('it was refused', () => refused === 1);
      for (let turn = 0; turn < 50; turn++) await nextTurn();
      holds(refused <= 2, `tried ${refused} times in 50 turns of the event loop`);
      delete plan.append;
      await until('it is settled', () => running.told.includes('OrderClosed ann.2'));
      await log.settled();
      equal((await storyOf(log, ANN)).slice(3), ['OrderClosed ann.2']);
    });

    it('does not deny for a hold that was never stored', async () => {
      const log = open();
      const { plan, running } = await startOn(log);
      let refuse = () => {};
      plan.append = () => {
        delete plan.append;
        return new Promise((resolve) => {
          refuse = () => resolve(failed(unavailable));
        });
      };
      const first = ask(running, buy(running, 'one', 1_000));
      await nextTurn();
      await nextTurn();
      const second = ask(running, buy(running, 'two', 1_000));
      equal(await isSettled(second), false);
      refuse();
      equal(await first, { kind: 'failed', code: 'SERVICE_UNAVAILABLE' });
      equal((await second).kind, 'done');
      equal(await storyOf(log, ANN), [...OPENED, 'OrderPlaced two']);
    });
  });

  describe('when the state cannot be loaded', () => {
    it('fails who waits, and decides the next on what is there', async () => {
      const log = open();
      const { plan, running } = await startOn(log);
      plan.append = async (...append) => {
        delete plan.append;
        await appendAsOther(log, ANN, [withdrawal('600')]);
        return log.append(...append);
      };
      // biome-ignore lint/correctness/useYield: a read that fails gives nothing
      plan.readStream = async function* () {
        throw new Error('planted');
      };
      const [one, two] = [
        ask(running, buy(running, 'one', 500)),
        ask(running, buy(running, 'two', 500)),
      ];
      for (const answer of [await one, await two]) {
        equal(answer, { kind: 'failed', code: 'SERVICE_UNAVAILABLE' });
      }
      delete plan.readStream;
      equal(await ask(running, buy(running, 'three', 500)), denial);
      equal((await ask(running, buy(running, 'four', 400))).kind, 'done');
      equal(await storyOf(log, ANN), [...OPENED, 'FundsWithdrawn other', 'OrderPlaced four']);
    });

    it('settles what waited when it can be loaded again', async () => {
      const log = open();
      const { plan, running } = await startOn(log);
      await ask(running, buy(running, 'one', 1));
      plan.append = async () => failed(unavailable);
      let loads = 0;
      // biome-ignore lint/correctness/useYield: a read that fails gives nothing
      plan.readStream = async function* () {
        loads += 1;
        throw new Error('planted');
      };
      await appendAsOther(log, MARKET, cancelled([2]));
      await until('a load has failed', () => loads === 1);
      delete plan.append;
      delete plan.readStream;
      await until('it is settled', () => running.told.includes('OrderClosed ann.2'));
      await log.settled();
      equal((await storyOf(log, ANN)).slice(3), ['OrderClosed ann.2']);
    });
  });

  it('drops what waited beyond its deadline, and appends nothing of it', async () => {
    const log = open();
    const { plan, running } = await startOn(log);
    plan.append = async (...append) => {
      delete plan.append;
      running.clock.nowMs = 2_001;
      await appendAsOther(log, ANN, [withdrawal('1')]);
      return log.append(...append);
    };
    const late = { kind: 'failed', code: 'SERVICE_DEADLINE' };
    equal(await ask(running, funds('Deposit', 'late', '5'), 2_000), late);
    equal(await ask(running, funds('Deposit', 'later', '5'), 2_000), late);
    equal((await ask(running, funds('Deposit', 'in time', '5'), 2_001)).kind, 'done');
    equal(await storyOf(log, ANN), [...OPENED, 'FundsWithdrawn other', 'FundsDeposited in time']);
  });

  it('lets 10000 requests wait for an account, and sends the next away', async () => {
    const { running } = await startOn(open());
    const late = (count: number) =>
      Array.from({ length: count }, () => ask(running, funds('Deposit', 'late', '5'), 0));
    const answers = await Promise.all(late(10_001));
    const codes = answers.map((answer) => answer.kind === 'failed' && answer.code);
    equal(codes.filter((code) => code === 'SERVICE_DEADLINE').length, 10_000);
    equal(codes.at(-1), 'SERVICE_OVERLOADED');
    equal((await ask(running, funds('Deposit', 'next', '5'))).kind, 'done');
  });
});

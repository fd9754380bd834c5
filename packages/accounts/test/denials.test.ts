import { deepStrictEqual as equal } from 'node:assert';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type EventLog, MemoryLog } from '@truetape/event-store';
import { allOf, gate, isSettled, RemoteLogDouble, until } from '@truetape/event-store/contract';
import { failed } from '@truetape/kernel';
import { afterEach, describe, it, vi } from 'vitest';
import {
  ANN,
  appendAsOther,
  ask,
  buy,
  doubleOf,
  event,
  funds,
  openVenue,
  type Running,
  startAccounts,
  storyOf,
} from './support.ts';

const DENIALS = 'denials-ann';
const denial = { kind: 'denied', denial: { code: 'RISK_INSUFFICIENT_FUNDS', field: 'amount' } };
const OPENED = ['AccountOpened', 'FundsDeposited first'];

const tooMuch = (running: Running) => ask(running, funds('Withdraw', 'too much', '1001'));

async function startOn(log: EventLog, instead: Partial<EventLog> = {}): Promise<Running> {
  await openVenue(log);
  return startAccounts(doubleOf(log, instead));
}

async function denialsOf(log: EventLog): Promise<unknown[]> {
  return (await allOf(log.readStream(DENIALS))).map(({ type, data }) => [type, data]);
}

const written = (at: string) => [
  'OrderDenied',
  { at, code: 'RISK_INSUFFICIENT_FUNDS', command: 'Withdraw', field: 'amount' },
];

const counted = (count: number, from: string, to: string) => [
  'OrdersDenied',
  { code: 'RISK_INSUFFICIENT_FUNDS', count, from, to },
];

const toldOf = (running: Running, type: string) =>
  running.told.filter((told) => told === type).length;

afterEach(() => void vi.useRealTimers());

describe('the log of denials', () => {
  it('has ten of a second one by one and the rest as one count, away from the account', async () => {
    const log = new MemoryLog();
    const running = await startOn(log);
    for (let number = 0; number < 25; number++) {
      running.clock.nowMs = 1_000 + number;
      equal(await tooMuch(running), denial);
    }
    running.clock.nowMs = 2_000;
    equal(await tooMuch(running), denial);
    await until('the last is told', () => toldOf(running, 'OrderDenied') === 11);
    await log.settled();
    equal(await denialsOf(log), [
      ...Array.from({ length: 10 }, (_, number) => written(`1970-01-01T00:00:01.00${number}Z`)),
      counted(15, '1970-01-01T00:00:01.010Z', '1970-01-01T00:00:01.024Z'),
      written('1970-01-01T00:00:02.000Z'),
    ]);
    equal(await storyOf(log, ANN), OPENED);
  });

  it('has the count after a second, also when nothing more is denied', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const log = new MemoryLog();
    const running = await startOn(log);
    await Promise.all(Array.from({ length: 12 }, () => tooMuch(running)));
    await until('ten are told', () => toldOf(running, 'OrderDenied') === 10);
    equal(toldOf(running, 'OrdersDenied'), 0);
    vi.advanceTimersByTime(1_000);
    await until('the count is told', () => toldOf(running, 'OrdersDenied') === 1);
    await log.settled();
    const at = '1970-01-01T00:00:01.000Z';
    equal((await denialsOf(log)).at(-1), counted(2, at, at));
  });

  it('loses what it cannot write, changes no answer by it, and goes on', async () => {
    const log = new MemoryLog();
    let fault: 'head' | 'append' | 'none' = 'head';
    let tried = 0;
    const running = await startOn(log, {
      streamHead: async (stream) => {
        if (stream === DENIALS && fault === 'head') {
          tried += 1;
          throw new Error('planted');
        }
        return log.streamHead(stream);
      },
      append: async (stream, expected, events) => {
        if (stream === DENIALS && fault === 'append') {
          tried += 1;
          return failed({ code: 'UNAVAILABLE', reason: 'planted' });
        }
        return log.append(stream, expected, events);
      },
    });
    for (const [index, planted] of (['head', 'append'] as const).entries()) {
      fault = planted;
      equal(await tooMuch(running), denial);
      await until(`it was tried with ${planted}`, () => tried === index + 1);
    }
    fault = 'none';
    running.clock.nowMs = 1_500;
    equal(await tooMuch(running), denial);
    await until('it is told', () => toldOf(running, 'OrderDenied') === 1);
    await log.settled();
    equal(await denialsOf(log), [written('1970-01-01T00:00:01.500Z')]);
  });

  it('finds its place again when somebody else has written there', async () => {
    const log = new MemoryLog();
    const running = await startOn(log);
    await tooMuch(running);
    await until('the first is told', () => toldOf(running, 'OrderDenied') === 1);
    const data = { code: 'ORDER_CLOSED', command: 'CancelOrder' };
    await appendAsOther(log, DENIALS, [event('OrderDenied', data)]);
    running.clock.nowMs = 1_001;
    await tooMuch(running);
    running.clock.nowMs = 1_002;
    await tooMuch(running);
    await until('the last is told', () => toldOf(running, 'OrderDenied') === 3);
    await log.settled();
    equal(await denialsOf(log), [
      written('1970-01-01T00:00:01.000Z'),
      ['OrderDenied', { at: '1970-01-01T00:00:01.000Z', ...data }],
      written('1970-01-01T00:00:01.002Z'),
    ]);
  });
});

describe.each([
  ['a pipelined log', () => new MemoryLog()],
  ['a remote log', () => new RemoteLogDouble(new MemoryLog())],
] as const)('a denial on %s', (_, open) => {
  it('is answered, and written, when the log is settled', async () => {
    const log = open();
    const { opened, open: settle } = gate();
    const running = await startOn(log, { settled: () => opened });
    const answer = tooMuch(running);
    equal(await isSettled(answer), false);
    equal(await denialsOf(log), []);
    settle();
    equal(await answer, denial);
    await until('it is told', () => toldOf(running, 'OrderDenied') === 1);
  });

  it('is no answer when the log cannot settle', async () => {
    const log = open();
    const running = await startOn(log, { settled: () => Promise.reject(new Error('planted')) });
    equal(await tooMuch(running), { kind: 'failed', code: 'SERVICE_UNAVAILABLE' });
    await nextTurn();
    equal(await denialsOf(log), []);
  });
});

describe('a denial on a log that is not pipelined', () => {
  it('waits for the head of the stream: what another writer has added counts', async () => {
    const log = new RemoteLogDouble(new MemoryLog());
    let isAdded = false;
    const running = await startOn(log, {
      streamHead: async (stream) => {
        if (stream === ANN && !isAdded) {
          isAdded = true;
          const data = { amount: '1', asset: 'USD', reference: 'other' };
          await appendAsOther(log, ANN, [event('FundsDeposited', data)]);
        }
        return log.streamHead(stream);
      },
    });
    equal((await tooMuch(running)).kind, 'done');
    equal(await storyOf(log, ANN), [
      ...OPENED,
      'FundsDeposited other',
      'WithdrawalRequested too much',
    ]);
    equal(await denialsOf(log), []);
  });

  it('is not held up, and loads nothing, when its account goes on meanwhile', async () => {
    const log = new RemoteLogDouble(new MemoryLog());
    const { opened, open: know } = gate();
    let loads = 0;
    const running = await startOn(log, {
      streamHead: async (stream) => {
        if (stream === ANN) await opened;
        return log.streamHead(stream);
      },
      readStream: (stream, options) => {
        loads += 1;
        return log.readStream(stream, options);
      },
    });
    const denied = tooMuch(running);
    await nextTurn();
    await nextTurn();
    const placed = ask(running, buy(running, 'one', 1));
    equal(await isSettled(denied), false);
    know();
    equal(await denied, denial);
    equal((await placed).kind, 'done');
    equal(loads, 0);
  });
});

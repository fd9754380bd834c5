import { deepStrictEqual as equal } from 'node:assert';
import { epochMs, lots, minor, type PlaceOco, type PlaceOrder, ticks } from '@truetape/domain';
import { type EventLog, MemoryLog } from '@truetape/event-store';
import { allOf, fill, RemoteLogDouble, until } from '@truetape/event-store/contract';
import { describe, it } from 'vitest';
import {
  ANN,
  ask,
  buy,
  doubleOf,
  event,
  funds,
  MARKET,
  openVenue,
  type Running,
  SYMBOL,
  startAccounts,
  storyOf,
  usdOf,
} from './support.ts';

const logs: readonly (readonly [string, () => EventLog])[] = [
  ['a pipelined log', () => new MemoryLog()],
  ['a remote log', () => new RemoteLogDouble(new MemoryLog())],
];

/** A limit order to buy at 1 USD, and one that waits for 9: they hold 9 USD for each of their lots. */
function pair(running: Running, name: string, quantity: number): PlaceOco {
  const { receivedAt, market, terms } = buy(running, name, quantity);
  const stop = { type: 'stop-limit', stopPrice: ticks(9), price: ticks(9) } as const;
  const legs = [
    { clientOrderId: `${name}-limit`, terms },
    { clientOrderId: `${name}-stop`, terms: { ...terms, ...stop } },
  ] as const;
  return { type: 'PlaceOco', receivedAt, market, legs };
}

const shown = {
  accountId: 'ann',
  symbol: SYMBOL,
  side: 'buy',
  timeInForce: 'GTC',
  postOnly: false,
  quantity: '10',
  filled: '0',
  remaining: '10',
  status: 'pending',
} as const;
const first = {
  ...shown,
  orderId: 'ann.2',
  clientOrderId: 'one-limit',
  type: 'limit',
  price: '1',
  partnerId: 'ann.3',
} as const;
const second = {
  ...shown,
  orderId: 'ann.3',
  clientOrderId: 'one-stop',
  type: 'stop-limit',
  price: '9',
  stopPrice: '9',
  partnerId: 'ann.2',
} as const;

describe.each(logs)('a pair of orders on %s', (_, open) => {
  it('is answered with both of them and the receipt of the last event', async () => {
    const log = open();
    await openVenue(log);
    const running = await startAccounts(log);
    const answer = await ask(running, pair(running, 'one', 10));
    const { hash, revision, position } = (await allOf(log.readStream(ANN)))[3] ?? {};
    const receipt = { stream: ANN, revision, hash };
    const done = { kind: 'done', receipt, position, orders: [first, second] } as const;
    equal(answer, { ...done, repeated: false });
    equal(usdOf(running), [1_000n, 90n]);
    equal(await ask(running, pair(running, 'one', 10)), { ...done, repeated: true });

    const later = await startAccounts(log);
    equal(await ask(later, pair(later, 'one', 10)), { ...done, repeated: true });
    equal(usdOf(later), [1_000n, 90n]);
  });

  it('is appended whole, however much is appended with it', async () => {
    const log = open();
    await openVenue(log);
    const appends: string[][] = [];
    const running = await startAccounts(
      doubleOf(log, {
        append: (stream, expected, events) => {
          if (stream === ANN) {
            appends.push(events.map(({ type, data }) => (data as { type?: string }).type ?? type));
          }
          return log.append(stream, expected, events);
        },
      }),
    );
    // An odd number of events stands before each pair: some pair would be the last of a full append.
    const names = Array.from({ length: 400 }, (_, index) => `p${index}`);
    const answers = await Promise.all(
      names.flatMap((name) => [
        ask(running, funds('Deposit', `d-${name}`, '10')),
        ask(running, pair(running, name, 1)),
      ]),
    );
    equal(new Set(answers.map(({ kind }) => kind)), new Set(['done']));
    const ends = appends.map((types) => types.slice(-2));
    equal(
      ends.filter(([, last]) => last === 'limit'),
      [],
    );
    equal(appends.flat().length, 1_200);
    equal(
      appends.filter(({ length }) => length > 500),
      [],
    );
  });

  it('that is too much for the account is denied by its first name', async () => {
    const log = open();
    await openVenue(log);
    const running = await startAccounts(log);
    equal(await ask(running, pair(running, 'big', 112)), {
      kind: 'denied',
      denial: { code: 'RISK_INSUFFICIENT_FUNDS', field: 'quantity' },
    });
    await until('it is told', () => running.told.includes('OrderDenied big-limit'));
    equal(await storyOf(log, ANN), ['AccountOpened', 'FundsDeposited first']);
  });
});

describe('an order is shown with', () => {
  const terms = {
    symbol: SYMBOL,
    side: 'buy',
    postOnly: false,
    selfTradePrevention: 'none',
  } as const;
  const base = { ...shown, orderId: 'ann.2', clientOrderId: 'c1' } as const;

  const quantity = lots(10);

  it.each([
    [
      'its stop price',
      { ...terms, type: 'stop', timeInForce: 'GTC', stopPrice: ticks(9), quantity },
      { ...base, type: 'stop', stopPrice: '9' },
    ],
    [
      'its offset, and the end of its day',
      { ...terms, type: 'trailing-stop', timeInForce: 'DAY', trailingOffset: ticks(2), quantity },
      {
        ...base,
        type: 'trailing-stop',
        timeInForce: 'DAY',
        trailingOffset: '2',
        expiresAt: '1970-01-02T00:00:00.000Z',
      },
    ],
    [
      'what it shows, and when it ends',
      {
        ...terms,
        type: 'limit',
        timeInForce: 'GTD',
        price: ticks(1),
        quantity,
        displayQuantity: lots(2),
        expiresAt: epochMs(5_000),
      },
      {
        ...base,
        type: 'limit',
        timeInForce: 'GTD',
        price: '1',
        displayQuantity: '2',
        expiresAt: '1970-01-01T00:00:05.000Z',
      },
    ],
    [
      'what it spends',
      { ...terms, type: 'market', timeInForce: 'IOC', quoteQuantity: minor(50n) },
      {
        ...base,
        type: 'market',
        timeInForce: 'IOC',
        quoteQuantity: '50',
        quantity: '0',
        remaining: '0',
      },
    ],
  ] as const)('%s', async (_, asked, order) => {
    const log = new MemoryLog();
    await openVenue(log);
    const running = await startAccounts(log);
    const { market, receivedAt } = buy(running, 'c1', 1);
    const view = market && { ...market, referencePrice: ticks(5) };
    const command = { type: 'PlaceOrder', receivedAt, market: view, clientOrderId: 'c1' } as const;
    const answer = await ask(running, { ...command, terms: asked } as PlaceOrder);
    equal(answer.kind === 'done' && answer.order, order);
  });

  it('that it has expired', async () => {
    const log = new MemoryLog();
    await openVenue(log);
    const running = await startAccounts(log);
    await ask(running, buy(running, 'c1', 10));
    // The clock is nobody's request: what comes of it is settled all the same.
    await fill(log, 'clock', [event('ClockAdvanced', { to: '1970-01-01T00:00:09.000Z' })]);
    await fill(log, MARKET, [
      {
        ...event('OrderExpired', {
          accountId: 'ann',
          index: 0,
          last: true,
          orderId: 'ann.2',
          orderNumber: 1,
          quantity: '10',
        }),
        causation: { stream: 'clock', revision: 0 },
      },
    ]);
    await until('it is settled', () => running.told.includes('OrderClosed ann.2'));
    const { status, reason } = running.accounts.viewOrder('ann', 'ann.2') ?? {};
    equal([status, reason], ['expired', 'expired']);
    equal(usdOf(running), [1_000n, 0n]);
    equal(running.failures, []);
  });
});

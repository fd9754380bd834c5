import { deepStrictEqual as equal } from 'node:assert';
import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import {
  type AccountCommand,
  type DecisionContext,
  epochMs,
  type Limits,
  lots,
  type Mark,
  minor,
  NO_LIMITS,
  rateE8,
  ticks,
} from '../src/index.ts';
import { placingIn } from './support/order-text.ts';
import { traded } from './support/steps.ts';
import { instrument, market, NOW, SYMBOL, Trading } from './support/trading.ts';

const limited = (limits: Partial<Limits>, usd = 1_000_000n, btc = 1_000n): Trading => {
  const trading = new Trading(usd, btc);
  limit(trading, limits);
  return trading;
};

function limit(trading: Trading, limits: Partial<Limits>): void {
  const all = { ...NO_LIMITS, ...limits };
  trading.run({ type: 'SetLimits', receivedAt: NOW, scope: 'account', limits: all });
}

const inMarket = (of: { orderQuantity?: number; position?: number }): Partial<Limits> => ({
  markets: new Map([[SYMBOL, of as object]]),
});
const inUsd = (of: Readonly<Record<string, bigint>>): Partial<Limits> => ({
  assets: new Map([['USD', of as object]]),
});

let names = 0;
/** An order in words, under a name that no other has. */
const order = (text: string) => placingIn(text, market, [`o${names++}`, `p${names++}`]);

const at = (price: number, atDayStart = price): Pick<DecisionContext, 'markOf'> => {
  const mark: Mark = { price: ticks(price), atDayStart: ticks(atDayStart) };
  return { markOf: (symbol) => (symbol === SYMBOL ? mark : undefined) };
};

/** What is said to a command: `ok`, or the code. */
function said(trading: Trading, command: AccountCommand, around = at(100), now = NOW): string {
  const decided = trading.decide(command, now, around);
  return decided.ok ? 'ok' : decided.failure.code;
}

const fill = (trading: Trading, revision: number, lotsOf: number, price: number) =>
  trading.settle(traded(trading.order(revision), lotsOf, price, false));

/** Places an order and fills it at once. */
function trade(trading: Trading, text: string, price: number): void {
  trading.run(order(text));
  const { revision } = trading.open;
  fill(trading, revision, trading.order(revision).quantity, price);
}

describe('limits', () => {
  test('that are passed by one step deny, and reached they do not', () => {
    const rows: readonly [Partial<Limits>, allowed: string, denied: string, code: string][] = [
      [
        inMarket({ orderQuantity: 10 }),
        'quantity 10 price 100',
        'quantity 11 price 100',
        'RISK_ORDER_QUANTITY',
      ],
      [
        inUsd({ orderNotional: 1_000n }),
        'quantity 10 price 100',
        'quantity 10 price 101',
        'RISK_ORDER_NOTIONAL',
      ],
      [
        { collarRate: rateE8(5_000_000) },
        'quantity 1 price 105',
        'quantity 1 price 106',
        'RISK_PRICE_COLLAR',
      ],
      [
        inMarket({ position: 10 }),
        'quantity 10 price 100',
        'quantity 11 price 100',
        'RISK_POSITION_LIMIT',
      ],
      [
        inUsd({ grossNotional: 1_000n }),
        'quantity 10 price 90',
        'quantity 11 price 90',
        'RISK_GROSS_NOTIONAL',
      ],
    ];
    for (const [limits, allowed, denied, code] of rows) {
      const trading = limited(limits);
      equal([allowed, said(trading, order(`buy limit ${allowed}`))], [allowed, 'ok']);
      equal([denied, said(trading, order(`buy limit ${denied}`))], [denied, code]);
    }
  });

  test('hold from their event on, and are put in place of all before', () => {
    const trading = new Trading(1_000_000n, 0n);
    equal(said(trading, order('buy limit quantity 11 price 100')), 'ok');
    limit(trading, inMarket({ orderQuantity: 10 }));
    equal(said(trading, order('buy limit quantity 11 price 100')), 'RISK_ORDER_QUANTITY');
    limit(trading, { openOrders: 5 });
    equal(said(trading, order('buy limit quantity 11 price 100')), 'ok');
  });

  test('keep an account out of markets that are not allowed', () => {
    equal(said(limited({ allowedSymbols: [SYMBOL] }), order('buy limit quantity 1 price 1')), 'ok');
    const kept = limited({ allowedSymbols: ['ETH-USD'] });
    equal(said(kept, order('buy limit quantity 1 price 1')), 'RISK_SYMBOL_NOT_ALLOWED');
  });

  test('bound the open orders; a pair is two', () => {
    const trading = limited({ openOrders: 2 });
    trading.run(order('buy limit quantity 1 price 100'));
    const pair = 'sell limit quantity 1 price 200 + stop quantity 1 stopPrice 90';
    equal(said(trading, order(pair)), 'RISK_TOO_MANY_OPEN_ORDERS');
    equal(said(trading, order('buy limit quantity 1 price 100')), 'ok');
  });
});

describe('the rate of messages', () => {
  const cancel = { type: 'CancelOrders', receivedAt: NOW } as const;
  const later = (ms: number) => epochMs(NOW + ms);

  test('counts orders, replaces and cancels of the last second', () => {
    const trading = limited({ messagesPerSecond: 3 });
    trading.run(order('buy limit quantity 1 price 100'));
    trading.run(cancel);
    equal(said(trading, order('buy limit quantity 1 price 100')), 'ok');
    trading.run(cancel);
    equal(said(trading, order('buy limit quantity 1 price 100')), 'RISK_MESSAGE_RATE');
    const next = order('buy limit quantity 1 price 100');
    equal(said(trading, next, at(100), later(999)), 'RISK_MESSAGE_RATE');
    equal(said(trading, next, at(100), later(1_000)), 'ok');
  });

  test('never refuses a cancel', () => {
    const trading = limited({ messagesPerSecond: 1 });
    trading.run(order('buy limit quantity 1 price 100'));
    for (let count = 0; count < 5; count++) equal(said(trading, cancel), 'ok');
  });

  test('counts from where the limit holds', () => {
    const trading = new Trading(1_000_000n, 0n);
    for (let count = 0; count < 5; count++) trading.run(cancel);
    limit(trading, { messagesPerSecond: 2 });
    trading.run(order('buy limit quantity 1 price 100'));
    equal(said(trading, order('buy limit quantity 1 price 100')), 'ok');
  });
});

describe('the price collar', () => {
  const trading = limited({ collarRate: rateE8(10_000_000) });
  test.each([
    ['buy limit quantity 1 price 110', 100, 'ok'],
    ['buy limit quantity 1 price 111', 100, 'RISK_PRICE_COLLAR'],
    ['buy limit quantity 1 price 1', 100, 'ok'],
    ['sell limit quantity 1 price 90', 100, 'ok'],
    ['sell limit quantity 1 price 89', 100, 'RISK_PRICE_COLLAR'],
    ['sell limit quantity 1 price 500', 100, 'ok'],
    // A stop is measured from its own price.
    ['buy stop-limit quantity 1 stopPrice 200 price 220', 100, 'ok'],
    ['buy stop-limit quantity 1 stopPrice 200 price 221', 100, 'RISK_PRICE_COLLAR'],
  ])('says to %s at %d: %s', (text, price, want) => {
    equal(said(trading, order(text), at(price)), want);
  });

  test('without a mark, or with one that can be none, denies', () => {
    const buy = order('buy limit quantity 1 price 100');
    equal(said(trading, buy, {} as never), 'RISK_REFERENCE_PRICE_MISSING');
    for (const broken of [0, -5, 1.5, Number.NaN, 2 ** 41]) {
      equal(said(trading, buy, at(broken)), 'RISK_REFERENCE_PRICE_MISSING');
    }
  });

  test('records the mark that it was asked with', () => {
    const decided = trading.decide(order('buy limit quantity 1 price 100'), NOW, at(99, 98));
    const marks = decided.ok && decided.value.map((event) => 'marks' in event && event.marks);
    equal(marks, [[{ symbol: SYMBOL, price: 99, atDayStart: 98 }]]);
  });
});

describe('duplicates', () => {
  const later = (ms: number) => epochMs(NOW + ms);
  const text = 'buy limit quantity 1 price 100';

  test('are denied within their window, whatever they are called', () => {
    const trading = limited({ duplicateWindowMs: 500 });
    trading.run(order(text));
    equal(said(trading, order(text)), 'RISK_DUPLICATE_ORDER');
    equal(said(trading, order(text), at(100), later(499)), 'RISK_DUPLICATE_ORDER');
    equal(said(trading, order(text), at(100), later(500)), 'ok');
    equal(said(trading, order('buy limit quantity 2 price 100')), 'ok');
    equal(said(trading, order('sell limit quantity 1 price 100')), 'ok');
  });

  test('of the same name are the same order', () => {
    const trading = limited({ duplicateWindowMs: 500 });
    const once = order(text);
    trading.run(once);
    equal(said(trading, once), 'ok');
  });
});

describe('the position limit', () => {
  test('counts open orders as filled, on each side by itself', () => {
    const trading = limited(inMarket({ position: 10 }));
    trading.run(order('buy limit quantity 6 price 100'));
    equal(said(trading, order('buy limit quantity 4 price 100')), 'ok');
    equal(said(trading, order('buy limit quantity 5 price 100')), 'RISK_POSITION_LIMIT');
    equal(said(trading, order('sell limit quantity 10 price 200')), 'ok');
    trade(trading, 'buy limit quantity 2 price 100', 100);
    equal(said(trading, order('buy limit quantity 3 price 100')), 'RISK_POSITION_LIMIT');
    equal(said(trading, order('sell limit quantity 12 price 200')), 'ok');
    equal(said(trading, order('sell limit quantity 13 price 200')), 'RISK_POSITION_LIMIT');
  });

  test('lowered below the position still lets it become smaller', () => {
    const trading = new Trading(1_000_000n, 100n);
    trade(trading, 'buy limit quantity 20 price 100', 100);
    limit(trading, inMarket({ position: 10 }));
    equal(said(trading, order('buy limit quantity 1 price 100')), 'RISK_POSITION_LIMIT');
    equal(said(trading, order('sell limit quantity 5 price 100')), 'ok');
  });

  test('counts a pair once', () => {
    const trading = limited(inMarket({ position: 10 }));
    const pair = 'sell limit quantity 10 price 200 + stop quantity 10 stopPrice 90';
    equal(said(trading, order(pair)), 'ok');
  });

  test('refuses an order for money: nobody knows how many lots it buys', () => {
    const trading = limited(inMarket({ position: 10 }));
    const money = order('buy market quoteQuantity 100 timeInForce IOC');
    equal(said(trading, money), 'RISK_POSITION_LIMIT');
  });

  test('is asked of what a replace adds', () => {
    const trading = limited(inMarket({ position: 10 }));
    trading.run(order('buy limit quantity 6 price 100'));
    const { orderId } = trading.order(trading.open.revision);
    const replace = (quantity: number): AccountCommand => ({
      type: 'ReplaceOrder',
      receivedAt: NOW,
      orderId,
      quantity: lots(quantity),
      market: { instrument },
    });
    equal(said(trading, replace(10)), 'ok');
    equal(said(trading, replace(11)), 'RISK_POSITION_LIMIT');
    trading.run(replace(9));
    // Until the market has answered, the larger of both counts.
    trading.run(replace(2));
    equal(said(trading, order('buy limit quantity 2 price 100')), 'RISK_POSITION_LIMIT');
    equal(said(trading, order('buy limit quantity 1 price 100')), 'ok');
  });
});

describe('the gross notional', () => {
  test('is that of positions and open orders at the mark', () => {
    const trading = new Trading(1_000_000n, 1_000n);
    trade(trading, 'sell limit quantity 6 price 100', 100);
    limit(trading, inUsd({ grossNotional: 1_000n }));
    equal(said(trading, order('sell limit quantity 4 price 500')), 'ok');
    equal(said(trading, order('sell limit quantity 5 price 500')), 'RISK_GROSS_NOTIONAL');
    equal(said(trading, order('sell limit quantity 1 price 500'), at(200)), 'RISK_GROSS_NOTIONAL');
    // What only makes the position smaller may always be sent.
    equal(said(trading, order('buy limit quantity 6 price 100'), at(1_000)), 'ok');
  });

  test('counts an order for money for its money', () => {
    const trading = limited(inUsd({ grossNotional: 1_000n }));
    equal(said(trading, order('buy market quoteQuantity 1000 timeInForce IOC')), 'ok');
    const more = order('buy market quoteQuantity 1001 timeInForce IOC');
    equal(said(trading, more), 'RISK_GROSS_NOTIONAL');
  });
});

describe('the loss of a day', () => {
  test('that has reached its limit lets only what makes positions smaller pass', () => {
    const trading = new Trading(1_000_000n, 1_000n);
    trade(trading, 'buy limit quantity 10 price 100', 100);
    limit(trading, inUsd({ dailyLoss: 52n }));
    // 10 lots from 100 to 95, and a fee of 2.
    equal(said(trading, order('buy limit quantity 1 price 100'), at(96)), 'ok');
    equal(said(trading, order('buy limit quantity 1 price 100'), at(95)), 'RISK_DAILY_LOSS');
    equal(said(trading, order('sell limit quantity 10 price 100'), at(95)), 'ok');
    equal(said(trading, order('sell limit quantity 11 price 100'), at(95)), 'RISK_DAILY_LOSS');
  });

  test('begins anew with the day', () => {
    const trading = new Trading(1_000_000n, 1_000n);
    trade(trading, 'buy limit quantity 10 price 100', 100);
    limit(trading, inUsd({ dailyLoss: 10n }));
    const tomorrow = epochMs(86_400_000);
    const buy = order('buy limit quantity 1 price 100');
    equal(said(trading, buy, at(50, 50), tomorrow), 'ok');
    equal(said(trading, buy, at(50, 51), tomorrow), 'RISK_DAILY_LOSS');
  });
});

describe('an account that may only reduce', () => {
  test('places what brings its position nearer to nothing, and no more', () => {
    const trading = new Trading(1_000_000n, 1_000n);
    trade(trading, 'buy limit quantity 10 price 100', 100);
    trading.run({ type: 'ChangeStatus', receivedAt: NOW, status: 'reduce-only', reason: 'why' });
    equal(said(trading, order('buy limit quantity 1 price 100')), 'ACCOUNT_REDUCE_ONLY');
    equal(said(trading, order('sell limit quantity 11 price 100')), 'ACCOUNT_REDUCE_ONLY');
    trading.run(order('sell limit quantity 6 price 100'));
    equal(said(trading, order('sell limit quantity 5 price 100')), 'ACCOUNT_REDUCE_ONLY');
    equal(said(trading, order('sell limit quantity 4 price 100')), 'ok');
  });
});

describe('limits of an owner group', () => {
  const group = (limits: Partial<Limits>, ...others: readonly Trading[]) => ({
    ...at(100),
    group: { limits: { ...NO_LIMITS, ...limits }, others: others.map(({ open }) => open) },
  });
  const buy = (quantity: number) => order(`buy limit quantity ${quantity} price 100`);

  test('bind its accounts together', () => {
    const [one, other] = [new Trading(1_000_000n, 0n), new Trading(1_000_000n, 0n)];
    other.run(buy(6));
    equal(said(one, buy(4), group(inMarket({ position: 10 }), other)), 'ok');
    equal(said(one, buy(5), group(inMarket({ position: 10 }), other)), 'RISK_POSITION_LIMIT');
    equal(said(one, buy(5), group(inUsd({ grossNotional: 1_000n }), other)), 'RISK_GROSS_NOTIONAL');
    equal(said(one, buy(5), group({ openOrders: 1 }, other)), 'RISK_TOO_MANY_OPEN_ORDERS');
  });

  test('are set where the group is led', () => {
    const trading = new Trading(0n, 0n);
    equal(trading.open.ownerGroup, 'ann');
    const set = { type: 'SetLimits', receivedAt: NOW, limits: NO_LIMITS, scope: 'group' } as const;
    equal(said(trading, set), 'ok');
  });

  test('are refused where their key named others, also when they are none', () => {
    const trading = new Trading(0n, 0n);
    const keyed = {
      type: 'SetLimits',
      receivedAt: NOW,
      scope: 'account',
      idempotencyKey: 'k1',
    } as const;
    trading.run({ ...keyed, limits: NO_LIMITS });
    equal(said(trading, { ...keyed, limits: NO_LIMITS }), 'ok');
    const other = { ...NO_LIMITS, openOrders: 1 };
    equal(said(trading, { ...keyed, limits: other }), 'REQUEST_KEY_REUSED');
    equal(said(trading, { ...keyed, limits: { wrong: 'collar' } }), 'REQUEST_KEY_REUSED');
  });
});

describe('several broken rules', () => {
  /** Everything is wrong; the first of these that is left wrong is what is said. */
  const ORDER = [
    ['ACCOUNT_REDUCE_ONLY', { status: true }],
    ['RISK_KILL_SWITCH', { killed: true }],
    ['RISK_SYMBOL_NOT_ALLOWED', { allowedSymbols: [] }],
    ['RISK_MESSAGE_RATE', { messagesPerSecond: 0 }],
    ['RISK_TOO_MANY_OPEN_ORDERS', { openOrders: 0 }],
    ['RISK_ORDER_QUANTITY', inMarket({ orderQuantity: 0 })],
    ['RISK_ORDER_NOTIONAL', inUsd({ orderNotional: 0n })],
    ['RISK_PRICE_COLLAR', { collarRate: rateE8(0) }],
    ['RISK_DUPLICATE_ORDER', { duplicateWindowMs: 1_000 }],
    ['RISK_POSITION_LIMIT', inMarket({ position: 0 })],
    ['RISK_GROSS_NOTIONAL', inUsd({ grossNotional: 0n })],
    ['RISK_DAILY_LOSS', inUsd({ dailyLoss: 1n })],
    ['RISK_INSUFFICIENT_FUNDS', {}],
  ] as const;

  test('are told in the order of docs/reference/risk.md', () => {
    const page = readFileSync(new URL('../../../docs/reference/risk.md', import.meta.url), 'utf8');
    const rows = page.split('\n').filter((line) => /^\| .* \| `/.test(line));
    const codes = rows.flatMap((row) => row.split('|')[2]?.match(/\b[A-Z]+(_[A-Z]+)+\b/g) ?? []);
    const known = ORDER.map(([code]) => code as string);
    equal(
      codes.filter((code) => known.includes(code)),
      known,
    );
  });

  const merged = (rules: readonly Partial<Limits>[]): Partial<Limits> => {
    const markets = Object.assign({}, ...rules.map(({ markets: of }) => of?.get(SYMBOL)));
    const assets = Object.assign({}, ...rules.map(({ assets: of }) => of?.get('USD')));
    return {
      ...Object.assign({}, ...rules),
      markets: new Map([[SYMBOL, markets]]),
      assets: new Map([['USD', assets]]),
    };
  };

  test.each(ORDER.map(([code], index) => [code, index] as const))(
    'are told in their order: %s',
    (code, index) => {
      const trading = new Trading(10_100n, 0n);
      trade(trading, 'buy limit quantity 100 price 100', 100);
      const broken = ORDER.slice(index).map(([, rule]) => rule as Record<string, unknown>);
      const { duplicateWindowMs } = merged(broken as Partial<Limits>[]);
      if (duplicateWindowMs !== undefined) {
        limit(trading, { duplicateWindowMs });
        trading.run({ type: 'Deposit', asset: 'USD', amount: minor(2_000n), reference: 'more' });
        trading.run(order('buy limit quantity 1 price 101'));
        trading.run({ type: 'Withdraw', asset: 'USD', amount: minor(1_850n), reference: 'less' });
      }
      limit(trading, merged(broken as Partial<Limits>[]));
      if (broken.some((rule) => 'killed' in rule)) {
        trading.run({ type: 'TripKillSwitch', receivedAt: NOW, reason: 'why' });
      }
      if (broken.some((rule) => 'status' in rule)) {
        const status = { type: 'ChangeStatus', status: 'reduce-only', reason: 'why' } as const;
        trading.run({ ...status, receivedAt: NOW });
      }
      const quantity = code === 'RISK_INSUFFICIENT_FUNDS' ? 1_000 : 1;
      equal(said(trading, order(`buy limit quantity ${quantity} price 101`), at(99, 100)), code);
    },
  );
});

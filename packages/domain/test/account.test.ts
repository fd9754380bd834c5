import { deepStrictEqual, strictEqual } from 'node:assert';
import { specOf } from '@truetape/kernel/spec';
import { describe, test } from 'vitest';
import {
  type Account,
  type AccountEvent,
  account,
  epochMs,
  type Instrument,
  lots,
  type MarketView,
  minor,
  OFF_GRID,
  type OrderPlaced,
  type Outcome,
  type PlaceOrder,
  rateE8,
  type SettleOutcome,
  ticks,
} from '../src/index.ts';

/** One tick × one lot is one minor unit of the quote; one lot is one minor unit of the base. */
const instrument: Instrument = {
  units: { symbol: 'BTC-USD', base: 'BTC', quote: 'USD', notionalUnit: 1n, lotUnit: 1n },
  revision: 0,
  minQuantity: lots(10),
  maxQuantity: lots(10_000),
  minNotional: minor(100n),
  maxNotional: minor(1_000_000n),
  feeTiers: [{ tier: 'standard', makerRate: rateE8(100_000), takerRate: rateE8(200_000) }],
  selfTradePrevention: 'none',
  protectionRate: rateE8(10_000_000),
  startsIn: 'open',
  ruleset: 2,
};
const market: MarketView = { instrument, referencePrice: ticks(100) };
const NOW = epochMs(1_000);

const opened: AccountEvent = {
  type: 'AccountOpened',
  at: NOW,
  accountId: 'ann',
  ownerGroup: 'ann',
};
const funded = (asset: string, amount: bigint): AccountEvent => ({
  type: 'FundsDeposited',
  at: NOW,
  asset,
  amount: minor(amount),
  reference: `first-${asset}`,
});

const buy = (changed: Partial<PlaceOrder> & { terms?: Partial<PlaceOrder['terms']> } = {}) =>
  ({
    type: 'PlaceOrder',
    receivedAt: NOW,
    clientOrderId: 'c1',
    market,
    ...changed,
    terms: {
      symbol: 'BTC-USD',
      side: 'buy',
      type: 'limit',
      timeInForce: 'GTC',
      postOnly: false,
      selfTradePrevention: 'none',
      price: ticks(100),
      quantity: lots(50),
      ...changed.terms,
    },
  }) as PlaceOrder;

/** 50 lots at 100 ticks cost 5,000, and at most ⌈0.002 × 5,000⌉ = 10 in fees. */
const placed = (changed: Partial<OrderPlaced> = {}): OrderPlaced => ({
  type: 'OrderPlaced',
  at: NOW,
  receivedAt: NOW,
  clientOrderId: 'c1',
  terms: {
    symbol: 'BTC-USD',
    side: 'buy',
    type: 'limit',
    timeInForce: 'GTC',
    postOnly: false,
    selfTradePrevention: 'none',
    quantity: lots(50),
    price: ticks(100),
  },
  units: instrument.units,
  instrumentRevision: 0,
  feeTier: 'standard',
  makerRate: rateE8(100_000),
  takerRate: rateE8(200_000),
  hold: minor(5_010n),
  ruleset: 2,
  ...changed,
});

const outcome = (marketRevision: number, made: Outcome, inputRevision = 2): SettleOutcome => ({
  type: 'SettleOutcome',
  symbol: 'BTC-USD',
  marketRevision,
  inputRevision,
  at: NOW,
  outcome: made,
});

const boughtAt = (price: number, quantity: number, remaining: number): Outcome => ({
  type: 'TradeExecuted',
  tradeNumber: 1,
  price: ticks(price),
  quantity: lots(quantity),
  takerSide: 'buy',
  maker: {
    accountId: 'bob',
    orderId: 'bob.9',
    orderNumber: 1,
    rate: rateE8(0),
    remaining: lots(0),
  },
  taker: {
    accountId: 'ann',
    orderId: 'ann.2',
    orderNumber: 2,
    rate: rateE8(200_000),
    remaining: lots(remaining),
  },
});

const { given } = specOf(account, { now: NOW });
const rich = [opened, funded('USD', 10_000n)] as const;

describe('PlaceOrder', () => {
  test('holds the notional and the worst fee', () => {
    given(...rich)
      .when(buy())
      .then(placed());
  });

  test('names the account that leads its owner group, where that is another one', () => {
    given({ ...opened, ownerGroup: 'bob' }, funded('USD', 10_000n))
      .when(buy())
      .then(placed({ ownerGroup: 'bob' }));
  });

  test('of a sell holds the base', () => {
    given(opened, funded('BTC', 50n))
      .when(buy({ terms: { side: 'sell' } as PlaceOrder['terms'] }))
      .then(placed({ terms: { ...placed().terms, side: 'sell' }, hold: minor(50n) }));
  });

  test('of a market buy records its protection price and holds at it', () => {
    const { price: _, ...terms } = placed().terms;
    given(...rich)
      .when({
        ...buy(),
        terms: { ...terms, type: 'market', timeInForce: 'IOC' },
      })
      .then(
        placed({
          terms: { ...terms, type: 'market', timeInForce: 'IOC' },
          protection: { reference: ticks(100), price: ticks(110) },
          hold: minor(5_511n),
        }),
      );
  });

  /** The order of the rows is the order in which the rules are asked: each row breaks its own rule and all later ones. */
  const broken = { price: OFF_GRID, quantity: OFF_GRID } as const;
  test.each([
    ['ORDER_UNKNOWN_SYMBOL', 'symbol', { market: undefined, terms: broken }],
    ['ORDER_TICK_SIZE', 'price', { terms: broken }],
    ['ORDER_PRICE_BOUNDS', 'price', { terms: { ...broken, price: ticks(0) } }],
    ['ORDER_PRICE_BOUNDS', 'price', { terms: { ...broken, price: ticks(2 ** 40 + 1) } }],
    ['ORDER_LOT_SIZE', 'quantity', { terms: { ...broken, price: ticks(1) } }],
    ['ORDER_QUANTITY_TOO_SMALL', 'quantity', { terms: { price: ticks(1), quantity: lots(9) } }],
    [
      'ORDER_QUANTITY_TOO_LARGE',
      'quantity',
      { terms: { price: ticks(1), quantity: lots(10_001) } },
    ],
    ['ORDER_NOTIONAL_TOO_SMALL', 'quantity', { terms: { price: ticks(1), quantity: lots(99) } }],
    [
      'ORDER_NOTIONAL_TOO_LARGE',
      'quantity',
      { terms: { price: ticks(101), quantity: lots(10_000) } },
    ],
    ['RISK_INSUFFICIENT_FUNDS', 'quantity', { terms: { price: ticks(200), quantity: lots(50) } }],
  ])('is denied %s', (code, field, changed) => {
    given(...rich)
      .when(buy(changed as never))
      .thenDenied({ code: code as never, field });
  });

  test('needs every minor unit of the hold, and no more', () => {
    given(opened, funded('USD', 5_010n)).when(buy()).then(placed());
    given(opened, funded('USD', 5_009n))
      .when(buy())
      .thenDenied({ code: 'RISK_INSUFFICIENT_FUNDS', field: 'quantity' });
  });

  test('of a market order is denied without a reference price', () => {
    const { price: _, ...terms } = placed().terms;
    given(...rich)
      .when({
        ...buy(),
        market: { instrument },
        terms: { ...terms, type: 'market', timeInForce: 'IOC' },
      })
      .thenDenied({ code: 'RISK_REFERENCE_PRICE_MISSING', field: 'type' });
  });

  test('sent again makes nothing new, whatever the balance is now', () => {
    given(opened, funded('USD', 5_010n), placed()).when(buy()).then();
  });

  test('with a known id and other content is refused before any other rule', () => {
    given(...rich, placed())
      .when(buy({ market: undefined, terms: broken } as never))
      .thenDenied({ code: 'ORDER_DUPLICATE_ID', field: 'clientOrderId' });
  });

  test('is another order under another strategy, or under none', () => {
    const tagged = placed({ terms: { ...placed().terms, strategy: 'grid' } });
    const { terms } = buy();
    const strategy = (name?: string) =>
      buy({ terms: name === undefined ? terms : { ...terms, strategy: name } });
    given(...rich)
      .when(strategy('grid'))
      .then(tagged);
    given(...rich, tagged)
      .when(strategy('grid'))
      .then();
    for (const other of ['Grid', undefined]) {
      given(...rich, tagged)
        .when(strategy(other))
        .thenDenied({ code: 'ORDER_DUPLICATE_ID', field: 'clientOrderId' });
    }
  });

  test('never takes business time back', () => {
    given(...rich)
      .when(buy(), { now: epochMs(5) })
      .then(placed());
  });
});

describe('SettleOutcome', () => {
  const history = [...rich, placed()] as const;

  test('pays, delivers, charges the fee and lowers the hold', () => {
    given(...history)
      .when(outcome(7, boughtAt(90, 20, 30)))
      .thenState((state) => {
        const { balances, orders } = state as Account;
        deepStrictEqual(balances.get('BTC'), { total: 20n, held: 0n });
        // 1,800 and a fee of ⌈3.6⌉ are paid; 30 × 100 and ⌈3.6 + 6⌉ − 4 = 6 are held.
        deepStrictEqual(balances.get('USD'), { total: 10_000n - 1_800n - 4n, held: 3_006n });
        strictEqual(orders.get('ann.2')?.filled, 20);
      });
  });

  test('rounds the fee once per order, not per fill', () => {
    const fills = Array.from({ length: 50 }, (_, i) => outcome(7 + i, boughtAt(100, 1, 49 - i)));
    let state = history.reduce(account.evolve, account.initialState());
    for (const fill of fills) {
      const decided = account.decide(state, fill, { now: NOW });
      if (!decided.ok) throw new Error('an outcome is always settled');
      state = decided.value.reduce(account.evolve, state);
    }
    // 0.002 × 5,000 is 10; fifty fills rounded by themselves would be 50.
    deepStrictEqual((state as Account).balances.get('USD'), { total: 4_990n, held: 0n });
    strictEqual((state as Account).orders.size, 0);
  });

  test('of an outcome that is settled makes nothing', () => {
    const closed: AccountEvent = {
      type: 'OrderClosed',
      at: NOW,
      symbol: 'BTC-USD',
      marketRevision: 7,
      orderId: 'ann.2',
      status: 'cancelled',
      reason: 'requested',
    };
    const cancelled: Outcome = {
      type: 'OrderCancelled',
      accountId: 'ann',
      orderId: 'ann.2',
      orderNumber: 2,
      quantity: lots(50),
      reason: 'requested',
    };
    given(...history)
      .when(outcome(7, cancelled))
      .then(closed);
    given(...history, closed)
      .when(outcome(7, cancelled))
      .then();
  });

  test('of an order that the account does not have freezes it, and all that is open is cancelled', () => {
    given(...rich)
      .when(outcome(7, boughtAt(100, 1, 0)))
      .then(
        {
          type: 'AccountFrozen',
          at: NOW,
          symbol: 'BTC-USD',
          marketRevision: 7,
          reason: 'order-missing',
        },
        { type: 'OrdersCancelRequested', at: NOW, receivedAt: NOW },
      );
  });
});

describe('ReplaceOrder', () => {
  const command = {
    type: 'ReplaceOrder',
    receivedAt: NOW,
    orderId: 'ann.2',
    price: ticks(80),
    market: { instrument },
  } as const;
  const requested: AccountEvent = {
    type: 'OrderReplaceRequested',
    at: NOW,
    receivedAt: NOW,
    orderId: 'ann.2',
    symbol: 'BTC-USD',
    price: ticks(80),
    quantity: lots(50),
    holdAsset: 'USD',
    hold: minor(5_010n),
  };

  test('holds the larger of both terms until the market answers', () => {
    given(...rich, placed())
      .when(command)
      .then(requested);
  });

  test('lowers the hold only by the outcome', () => {
    const replaced: Outcome = {
      type: 'OrderReplaced',
      accountId: 'ann',
      orderId: 'ann.2',
      orderNumber: 2,
      price: ticks(80),
      quantity: lots(50),
      remaining: lots(50),
      priorityKept: false,
    };
    given(...rich, placed(), requested)
      .when(outcome(9, replaced, 3))
      .thenState((state) => {
        strictEqual((state as Account).balances.get('USD')?.held, 4_008n);
      });
  });

  test('is denied below what is filled', () => {
    const trade: AccountEvent = {
      type: 'TradeSettled',
      at: NOW,
      symbol: 'BTC-USD',
      marketRevision: 7,
      tradeNumber: 1,
      price: ticks(100),
      quantity: lots(20),
      notional: minor(2_000n),
      legs: [
        { orderId: 'ann.2', side: 'buy', liquidity: 'taker', remaining: lots(30), fee: minor(4n) },
      ],
    };
    given(...rich, placed(), trade)
      .when({ ...command, quantity: lots(20) })
      .thenDenied({ code: 'ORDER_REPLACE_BELOW_FILLED', field: 'quantity' });
  });

  test.each([
    ['ann.77', 'ORDER_NOT_FOUND'],
    ['ann.1', 'ORDER_NOT_FOUND'],
  ])('of %s is denied %s', (orderId, code) => {
    given(...rich, placed())
      .when({ ...command, orderId })
      .thenDenied({ code: code as never });
  });
});

describe('Withdraw', () => {
  const withdraw = (amount: bigint) =>
    ({ type: 'Withdraw', asset: 'USD', amount: minor(amount), reference: 'w1' }) as const;

  test('takes no more than what is free', () => {
    given(...rich, placed())
      .when(withdraw(4_991n))
      .thenDenied({ code: 'RISK_INSUFFICIENT_FUNDS', field: 'amount' });
    given(...rich, placed())
      .when(withdraw(4_990n))
      .then({
        type: 'WithdrawalRequested',
        at: NOW,
        asset: 'USD',
        amount: minor(4_990n),
        reference: 'w1',
      });
  });

  test('with a reference that was a deposit is refused', () => {
    given(...rich)
      .when({ ...withdraw(1n), reference: 'first-USD' })
      .thenDenied({ code: 'LEDGER_DUPLICATE_REFERENCE', field: 'reference' });
  });

  test.each([0n, -1n])('of %s is denied', (amount) => {
    given(...rich)
      .when(withdraw(amount))
      .thenDenied({ code: 'LEDGER_AMOUNT', field: 'amount' });
  });
});

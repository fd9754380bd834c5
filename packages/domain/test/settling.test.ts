import { deepStrictEqual as equal, throws } from 'node:assert';
import { describe, test } from 'vitest';
import {
  type AccountCommand,
  type AccountEvent,
  accountsSettledBy,
  epochMs,
  lots,
  minor,
  type Outcome,
  postingsOf,
  rateE8,
  type TradePrevented,
  ticks,
} from '../src/index.ts';
import { placingIn } from './support/order-text.ts';
import { traded } from './support/steps.ts';
import { instrument, NOW, SYMBOL, Trading } from './support/trading.ts';

const known = { accountId: 'ann', orderId: 'ann.3', orderNumber: 1 } as const;
const settled = { at: NOW, symbol: SYMBOL, marketRevision: 1 } as const;

function prevented(mode: TradePrevented['mode'], quantity = 10): TradePrevented {
  return {
    type: 'TradePrevented',
    mode,
    price: ticks(100),
    quantity: lots(quantity),
    takerSide: 'sell',
    maker: { ...known, remaining: lots(50 - quantity) },
    taker: { ...known, orderId: 'ann.4', remaining: lots(30 - quantity) },
  };
}

/** As {@link prevented} by a decrement, where the order to sell is `bob.4`. */
function preventedInGroup(quantity = 10): TradePrevented {
  const both = prevented('decrement', quantity);
  return { ...both, taker: { ...both.taker, accountId: 'bob', orderId: 'bob.4' } };
}

/** An order to buy 50 at revision 3 and one to sell 30 at revision 4. */
function withBoth(accountId = 'ann', ownerGroup = accountId): Trading {
  const trading = new Trading(1_000_000n, 1_000n, accountId, ownerGroup);
  trading.run(placingIn('buy limit quantity 50 price 100', undefined, ['c1']));
  trading.run(placingIn('sell limit quantity 30 price 100', undefined, ['c2']));
  return trading;
}

describe('what settles nothing', () => {
  const outcomes: readonly Outcome[] = [
    { type: 'MarketStateChanged', from: 'open', to: 'auction', dueAt: epochMs(5) },
    { type: 'MarketRulesetChanged', from: 1, to: 2 },
    { type: 'AuctionIndicated', quantity: lots(0), surplus: lots(0) },
    {
      type: 'OrderAccepted',
      ...known,
      side: 'buy',
      orderType: 'limit',
      timeInForce: 'GTC',
      postOnly: false,
      quantity: lots(50),
      price: ticks(100),
    },
    { type: 'StopTriggered', ...known, stopPrice: ticks(100) },
    { type: 'OrderRefreshed', ...known, displayed: lots(10) },
    { type: 'OrderCancelRejected', accountId: 'ann', orderId: 'ann.3', code: 'ORDER_CLOSED' },
    { type: 'OrdersCancelApplied', accountId: 'ann', cancelled: 1 },
    { type: 'MarketCheckpoint', inputs: 7, stateHash: '' },
    prevented('expire-taker'),
    prevented('expire-maker'),
    prevented('expire-both'),
  ];

  test.each(outcomes.map((outcome) => [outcome.type, outcome] as const))('is %s', (_, outcome) => {
    equal(accountsSettledBy(outcome), []);
    equal(withBoth().settle(outcome), []);
  });
});

describe('what one account settles', () => {
  const remaining = lots(0);
  const side = { ...known, rate: rateE8(0), remaining };
  const outcomes: readonly Outcome[] = [
    { type: 'OrderRejected', accountId: 'ann', orderId: 'ann.3', code: 'ORDER_PARTNER_GONE' },
    { type: 'OrderCancelled', ...known, quantity: lots(50), reason: 'one-cancels-other' },
    { type: 'OrderExpired', ...known, quantity: lots(50) },
    prevented('decrement'),
    {
      type: 'TradeExecuted',
      tradeNumber: 1,
      price: ticks(1),
      quantity: lots(1),
      takerSide: 'buy',
      maker: side,
      taker: side,
    },
  ];

  test.each(outcomes.map((outcome) => [outcome.type, outcome] as const))('is %s', (_, outcome) => {
    equal(accountsSettledBy(outcome), ['ann']);
  });
});

describe('what two accounts settle', () => {
  const { maker, taker } = preventedInGroup();
  const rate = rateE8(0);
  const outcomes: readonly Outcome[] = [
    preventedInGroup(),
    {
      type: 'TradeExecuted',
      tradeNumber: 1,
      price: ticks(100),
      quantity: lots(10),
      takerSide: 'sell',
      maker: { ...maker, rate },
      taker: { ...taker, rate },
    },
  ];

  test.each(outcomes.map((outcome) => [outcome.type, outcome] as const))('is %s', (_, outcome) => {
    equal(accountsSettledBy(outcome), ['ann', 'bob']);
  });
});

describe('settling', () => {
  test('an order that has expired closes it', () => {
    const trading = withBoth();
    const closed: AccountEvent = {
      type: 'OrderClosed',
      ...settled,
      orderId: 'ann.3',
      status: 'expired',
      reason: 'expired',
    };
    equal(trading.settle({ type: 'OrderExpired', ...known, quantity: lots(50) }), [closed]);
    const { status, reason, hold } = trading.order(3);
    equal([status, reason, hold], ['expired', 'expired', 0n]);
    throws(
      () => trading.append({ ...closed, marketRevision: 2 }),
      /Invariant: order ann.3 is open in its account/,
    );
  });

  test('a decrement makes both orders smaller, the maker first', () => {
    const trading = withBoth();
    equal(trading.settle(prevented('decrement')), [
      {
        type: 'TradePreventionSettled',
        ...settled,
        price: ticks(100),
        legs: [
          { orderId: 'ann.3', quantity: 10, remaining: 40 },
          { orderId: 'ann.4', quantity: 10, remaining: 20 },
        ],
      },
    ]);
    const totals = [3, 4].map((at) => [trading.order(at).quantity, trading.order(at).filled]);
    equal(totals, [
      [40, 0],
      [20, 0],
    ]);
    const { balances } = trading.open;
    equal(balances.get('USD'), { total: 1_000_000n, held: 4_008n });
    equal(balances.get('BTC'), { total: 1_000n, held: 20n });
  });

  test('a decrement across an owner group makes in each account its own order smaller', () => {
    const [ann, bob] = [withBoth(), withBoth('bob', 'ann')];
    const settledBy = (trading: Trading, orderId: string, remaining: number) =>
      equal(trading.settle(preventedInGroup()), [
        {
          type: 'TradePreventionSettled',
          ...settled,
          price: ticks(100),
          legs: [{ orderId, quantity: 10, remaining }],
        },
      ]);
    settledBy(ann, 'ann.3', 40);
    settledBy(bob, 'bob.4', 20);
    const totals = (trading: Trading) => [3, 4].map((at) => trading.order(at).quantity);
    equal(
      [totals(ann), totals(bob)],
      [
        [40, 30],
        [50, 20],
      ],
    );
    const held = ({ open: { balances } }: Trading) =>
      ['USD', 'BTC'].map((asset) => balances.get(asset)?.held);
    equal(
      [held(ann), held(bob)],
      [
        [4_008n, 30n],
        [5_010n, 20n],
      ],
    );
  });

  test('a decrement of an order by quoteQuantity takes what it may spend, in its account alone', () => {
    const bob = new Trading(1_000_000n, 0n, 'bob', 'ann');
    bob.run(placingIn('buy market quoteQuantity 5000 timeInForce IOC'));
    bob.settle({
      ...preventedInGroup(),
      takerSide: 'buy',
      taker: { accountId: 'bob', orderId: 'bob.3', orderNumber: 2, remaining: lots(40) },
    });
    equal([bob.order(3).moneyLeft, bob.order(3).quantity], [4_000n, 40]);
  });

  test('an outcome that is settled is not settled again', () => {
    const bob = withBoth('bob', 'ann');
    const command = { ...settled, type: 'SettleOutcome', inputRevision: 0 } as const;
    bob.run({ ...command, outcome: preventedInGroup() });
    equal(bob.run({ ...command, outcome: preventedInGroup() }), []);
  });

  test('a decrement that leaves nothing waits for the market to cancel the order', () => {
    const trading = withBoth();
    trading.settle(prevented('decrement', 30));
    equal(trading.order(4).status, 'open');
    const cancelled = { ...known, orderId: 'ann.4', quantity: lots(0) } as const;
    trading.settle({ type: 'OrderCancelled', ...cancelled, reason: 'self-trade-prevention' });
    equal(trading.order(4).status, 'cancelled');
  });

  test('a trade of an auction is settled as any trade', () => {
    const trading = withBoth();
    const trade = traded(trading.order(3), 20, 90, true);
    if (trade.type !== 'TradeExecuted') throw new Error('it is a trade');
    const leg = { orderId: 'ann.3', side: 'buy', liquidity: 'maker', remaining: 30, fee: 2n };
    equal(trading.settle({ ...trade, auction: true }), [
      {
        type: 'TradeSettled',
        ...settled,
        tradeNumber: 1,
        price: 90,
        quantity: 20,
        notional: 1_800n,
        legs: [leg],
      },
    ]);
  });

  test('what remains of an order by quoteQuantity is what its market says', () => {
    const trading = new Trading(1_000_000n, 0n);
    trading.run(placingIn('buy market quoteQuantity 5000 timeInForce IOC'));
    equal(trading.order(3).quantity, 0);
    trading.settle(traded(trading.order(3), 20, 90, false, '35'));
    const { quantity, filled, status } = trading.order(3);
    equal([quantity, filled, status], [55, 20, 'open']);
    trading.settle(traded(trading.order(3), 30, 106, false, '0'));
    const after = trading.order(3);
    equal([after.quantity, after.filled, after.status], [50, 50, 'filled']);
    // 1,800 + 3,180, and ⌈9.96⌉ in fees.
    equal(trading.open.balances.get('USD'), { total: 1_000_000n - 4_980n - 10n, held: 0n });
  });

  describe('of a delisted asset', () => {
    const delisted = new Set(['BTC']);
    const settleIn = (trading: Trading, outcome: Outcome) => {
      const of = { symbol: SYMBOL, marketRevision: 1, inputRevision: 0, at: NOW } as const;
      const decided = trading.decide({ type: 'SettleOutcome', ...of, outcome }, NOW, { delisted });
      if (decided.ok) trading.append(...decided.value);
      return decided.ok ? decided.value : [];
    };

    test('a buy is paid, and what it brings lies in suspense', () => {
      const trading = new Trading(1_000_000n, 0n);
      trading.run(placingIn('buy limit quantity 50 price 100'));
      const [settled] = settleIn(trading, traded(trading.order(3), 50, 100, true));
      equal(settled?.type === 'TradeSettled' && settled.legs[0]?.suspended, true);
      equal(trading.open.balances.get('USD'), { total: 1_000_000n - 5_005n, held: 0n });
      equal(trading.open.balances.get('BTC'), { total: 0n, held: 0n });
      const { units } = instrument;
      const postings = settled === undefined ? [] : postingsOf('ann', settled, () => units);
      equal(
        postings.filter(({ account }) => account === 'suspense').map(({ amount }) => amount),
        [50n],
      );
    });

    test('a sell is delivered, and brings its money', () => {
      const trading = new Trading(0n, 100n);
      trading.run(placingIn('sell limit quantity 50 price 100'));
      settleIn(trading, traded(trading.order(3), 50, 100, true));
      equal(trading.open.balances.get('USD'), { total: 4_995n, held: 0n });
      equal(trading.open.balances.get('BTC'), { total: 50n, held: 0n });
    });

    test('nothing is placed, deposited or transferred, and what is there can be withdrawn', () => {
      const trading = new Trading(0n, 100n);
      const funds = { asset: 'BTC', amount: minor(1n), reference: 'r1' };
      const said = (command: AccountCommand) => {
        const decided = trading.decide(command, NOW, { delisted });
        return decided.ok ? 'ok' : decided.failure.code;
      };
      equal(said(placingIn('sell limit quantity 1 price 100')), 'LEDGER_ASSET_DELISTED');
      equal(said({ type: 'Deposit', ...funds }), 'LEDGER_ASSET_DELISTED');
      const to = { to: 'bob', recipient: 'open' } as const;
      equal(said({ type: 'Transfer', ...funds, ...to }), 'LEDGER_ASSET_DELISTED');
      equal(said({ type: 'Withdraw', ...funds }), 'ok');
    });
  });

  describe('freezes the account when the market says', () => {
    const frozen = (reason: string) => [
      { type: 'AccountFrozen', at: NOW, symbol: SYMBOL, marketRevision: 1, reason },
      { type: 'OrdersCancelRequested', at: NOW, receivedAt: NOW },
    ];

    test('that an order by quoteQuantity spent more than it was given', () => {
      const trading = new Trading(1_000_000n, 0n);
      trading.run(placingIn('buy market quoteQuantity 5000 timeInForce IOC'));
      const settled = trading.settle(traded(trading.order(3), 50, 101, false, '0'));
      equal(settled, frozen('money-exceeded'));
    });

    test('that something else is left of any other order than the account knows', () => {
      const trading = withBoth();
      const settled = trading.settle(traded(trading.order(3), 20, 90, false, '31'));
      equal(settled, frozen('remaining-differs'));
    });

    test('that an order traded through its limit', () => {
      const trading = new Trading(1_000_000n, 0n);
      trading.run(placingIn('buy limit quantity 50 price 100'));
      equal(trading.settle(traded(trading.order(3), 20, 101, true)), frozen('limit-passed'));
    });

    test('anything more: what comes after is carried out no more, and nothing is decided', () => {
      const trading = new Trading(1_000_000n, 0n);
      trading.run(placingIn('buy limit quantity 50 price 100'));
      trading.settle(traded(trading.order(3), 20, 101, true));
      equal(trading.settle(traded(trading.order(3), 20, 99, true)), []);
      equal(trading.decide(placingIn('buy limit quantity 1 price 100', undefined, ['c9'])), {
        ok: false,
        failure: { code: 'ACCOUNT_FROZEN' },
      });
    });
  });
});

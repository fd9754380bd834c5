import { deepStrictEqual as equal } from 'node:assert';
import { schemaOf } from '@truetape/contracts';
import {
  type AccountEvent,
  epochMs,
  lots,
  minor,
  type OrderPlaced,
  type Outcome,
  rateE8,
  ticks,
} from '@truetape/domain';
import { describe, test } from 'vitest';
import {
  canonicalJson,
  decodeAccountEvent,
  decodeOutcome,
  encodeAccountEvent,
  encodeOutcome,
  marketIn,
  type WireEvent,
} from '../src/index.ts';
import { AT, catalogueOf, listed, recorded, SYMBOL } from './support/venue.ts';

type ByType<Event extends { readonly type: string }> = {
  readonly [Type in Event['type']]: readonly Extract<Event, { type: Type }>[];
};

const catalogue = catalogueOf(listed());
const market = marketIn(catalogue, SYMBOL);
const { units } = market.instrument;
const at = epochMs(Date.parse(AT));
const later = epochMs(at + 60_000);
const settled = { at, symbol: SYMBOL, marketRevision: 7 } as const;
const asked = {
  symbol: SYMBOL,
  side: 'buy',
  type: 'limit',
  timeInForce: 'GTC',
  postOnly: false,
  selfTradePrevention: 'none',
} as const;

const placed = (terms: object, changed: Partial<OrderPlaced> = {}): OrderPlaced => ({
  type: 'OrderPlaced',
  at,
  receivedAt: at,
  clientOrderId: 'c1',
  terms: { ...asked, ...terms },
  units,
  instrumentRevision: 0,
  feeTier: 'standard',
  makerRate: rateE8(100_000),
  takerRate: rateE8(200_000),
  hold: minor(12_345_678n),
  ruleset: 2,
  ...changed,
});

const protection = { reference: ticks(400), price: ticks(440) };

/** Every event of an account, with every field that it can have. */
const ACCOUNT_EVENTS: ByType<AccountEvent> = {
  AccountOpened: [{ type: 'AccountOpened', at, accountId: 'ann', ownerGroup: 'ann' }],
  FundsDeposited: [
    { type: 'FundsDeposited', at, asset: 'USD', amount: minor(1_500_000n), reference: 'r1' },
  ],
  WithdrawalRequested: [
    { type: 'WithdrawalRequested', at, asset: 'BTC', amount: minor(1n), reference: 'r2' },
  ],
  FundsWithdrawn: [
    { type: 'FundsWithdrawn', at, asset: 'BTC', amount: minor(1n), reference: 'r2' },
    {
      type: 'FundsWithdrawn',
      at,
      asset: 'BTC',
      amount: minor(1n),
      reference: 'r2',
      withdrawalId: 'ann.2',
      idempotencyKey: 'k1',
    },
  ],
  WithdrawalRejected: [
    { type: 'WithdrawalRejected', at, withdrawalId: 'ann.2', reason: 'no', idempotencyKey: 'k1' },
  ],
  TransferSent: [
    { type: 'TransferSent', at, asset: 'BTC', amount: minor(1n), reference: 'r3', to: 'bob' },
  ],
  TransferReceived: [
    { type: 'TransferReceived', at, asset: 'BTC', amount: minor(1n), from: 'bob', sentRevision: 4 },
    {
      type: 'TransferReceived',
      at,
      asset: 'BTC',
      amount: minor(1n),
      from: 'bob',
      sentRevision: 4,
      suspended: 'account-closed',
    },
  ],
  CorrectionSettled: [
    {
      type: 'CorrectionSettled',
      at,
      correctionRevision: 3,
      lines: [
        { asset: 'USD', amount: minor(100n), against: 'clearing', own: minor(100n) },
        { asset: 'BTC', amount: minor(-5n), against: 'residue', own: minor(-2n) },
      ],
      fills: [{ units, side: 'buy', lots: 20n, notional: minor(2_000_000n), fee: minor(-7n) }],
    },
  ],
  AccountStatusChanged: [
    { type: 'AccountStatusChanged', at, receivedAt: at, status: 'closed', reason: 'over' },
  ],
  AccountFrozen: [{ type: 'AccountFrozen', ...settled, reason: 'order-missing' }],
  KillSwitchTripped: [{ type: 'KillSwitchTripped', at, reason: 'too fast', idempotencyKey: 'k1' }],
  KillSwitchReleased: [{ type: 'KillSwitchReleased', at, reason: 'slow again' }],
  LimitsChanged: [
    {
      type: 'LimitsChanged',
      at,
      receivedAt: at,
      scope: 'account',
      limits: {
        allowedSymbols: [SYMBOL],
        messagesPerSecond: 5,
        openOrders: 6,
        collarRate: rateE8(5_000_000),
        duplicateWindowMs: 500,
        markets: new Map([[SYMBOL, { orderQuantity: lots(7), position: lots(8) }]]),
        assets: new Map([
          [
            'USD',
            {
              orderNotional: minor(1n),
              grossNotional: minor(2n),
              openNotional: minor(3n),
              dailyLoss: minor(4n),
              drawdown: minor(5n),
              concentrationRate: rateE8(50_000_000),
            },
          ],
        ]),
        hard: ['dailyLoss', 'drawdown'],
      },
    },
    {
      type: 'LimitsChanged',
      at,
      receivedAt: at,
      scope: 'group',
      limits: { markets: new Map([[SYMBOL, {}]]), assets: new Map(), hard: [] },
      idempotencyKey: 'k1',
    },
  ],
  SilenceTimerSet: [
    { type: 'SilenceTimerSet', at, receivedAt: at, timeoutMs: 55_000, dueAt: later },
    { type: 'SilenceTimerSet', at, receivedAt: at, timeoutMs: 0, idempotencyKey: 'k1' },
  ],
  SilenceTimerFired: [{ type: 'SilenceTimerFired', at: later, dueAt: later, to: later }],
  OrderPlaced: [
    placed({ price: ticks(400), quantity: lots(50) }),
    placed({
      price: ticks(400),
      quantity: lots(50),
      displayQuantity: lots(10),
      selfTradePrevention: 'decrement',
    }),
    placed(
      { price: ticks(400), quantity: lots(50), timeInForce: 'GTD', expiresAt: later },
      { dueAt: later },
    ),
    placed({ price: ticks(400), quantity: lots(50), timeInForce: 'DAY' }, { dueAt: later }),
    placed({ price: ticks(400), quantity: lots(50), strategy: 'grid-2' }),
    placed({ type: 'market', quantity: lots(50), timeInForce: 'IOC' }, { protection }),
    placed(
      { type: 'market', quoteQuantity: minor(5_000_001n), timeInForce: 'IOC' },
      { protection },
    ),
    placed(
      { type: 'stop', stopPrice: ticks(400), quantity: lots(50) },
      { protection, partnerId: 'ann.4' },
    ),
    placed({ price: ticks(400), quantity: lots(50) }, { ownerGroup: 'bob' }),
    placed({ type: 'stop-limit', stopPrice: ticks(400), price: ticks(410), quantity: lots(50) }),
    placed(
      { price: ticks(400), quantity: lots(50) },
      { marks: [{ symbol: SYMBOL, price: ticks(399), atDayStart: ticks(401) }] },
    ),
    placed({ type: 'trailing-stop', trailingOffset: ticks(8), quantity: lots(50) }, { protection }),
  ],
  OrderCancelRequested: [
    { type: 'OrderCancelRequested', at, receivedAt: at, orderId: 'ann.3', symbol: SYMBOL },
  ],
  OrderReplaceRequested: [
    {
      type: 'OrderReplaceRequested',
      at,
      receivedAt: at,
      idempotencyKey: 'k1',
      orderId: 'ann.3',
      symbol: SYMBOL,
      price: ticks(401),
      quantity: lots(51),
      holdAsset: 'USD',
      hold: minor(1n),
      marks: [{ symbol: SYMBOL, price: ticks(399), atDayStart: ticks(401) }],
    },
  ],
  OrdersCancelRequested: [
    { type: 'OrdersCancelRequested', at, receivedAt: at },
    { type: 'OrdersCancelRequested', at, receivedAt: at, idempotencyKey: 'k1', symbol: SYMBOL },
  ],
  TradeSettled: [
    {
      type: 'TradeSettled',
      ...settled,
      tradeNumber: 3,
      price: ticks(400),
      quantity: lots(20),
      notional: minor(2_000_000n),
      legs: [
        {
          orderId: 'ann.3',
          side: 'buy',
          liquidity: 'maker',
          remaining: lots(30),
          fee: minor(-2_000n),
        },
      ],
    },
  ],
  TradePreventionSettled: [
    {
      type: 'TradePreventionSettled',
      ...settled,
      price: ticks(400),
      legs: [
        { orderId: 'ann.3', quantity: lots(10), remaining: lots(20) },
        { orderId: 'ann.4', quantity: lots(10), remaining: lots(0) },
      ],
    },
    {
      type: 'TradePreventionSettled',
      ...settled,
      price: ticks(400),
      legs: [{ orderId: 'ann.3', quantity: lots(10), remaining: lots(20) }],
    },
  ],
  OrderClosed: [
    {
      type: 'OrderClosed',
      ...settled,
      orderId: 'ann.3',
      status: 'cancelled',
      reason: 'one-cancels-other',
    },
    {
      type: 'OrderClosed',
      ...settled,
      orderId: 'ann.3',
      status: 'rejected',
      reason: 'MARKET_HALTED',
    },
    { type: 'OrderClosed', ...settled, orderId: 'ann.3', status: 'expired', reason: 'expired' },
  ],
  OrderReplaceSettled: [
    {
      type: 'OrderReplaceSettled',
      ...settled,
      orderId: 'ann.3',
      requestRevision: 5,
      replaced: true,
      price: ticks(401),
      quantity: lots(51),
    },
  ],
};

const of = { accountId: 'ann', orderId: 'ann.3' } as const;
const known = { ...of, orderNumber: 9 } as const;
const accepted = {
  type: 'OrderAccepted',
  ...known,
  side: 'buy',
  timeInForce: 'GTC',
  postOnly: false,
} as const;
const traded = {
  type: 'TradeExecuted',
  tradeNumber: 3,
  price: ticks(400),
  quantity: lots(20),
  takerSide: 'sell',
  maker: { ...known, rate: rateE8(-100), remaining: lots(30) },
  taker: { ...known, rate: rateE8(200), remaining: lots(0) },
} as const;

/** Every outcome of a market, with every field that it can have. */
const OUTCOMES: ByType<Outcome> = {
  MarketStateChanged: [
    { type: 'MarketStateChanged', from: 'closed', to: 'open' },
    { type: 'MarketStateChanged', from: 'open', to: 'auction', reason: 'volatility', dueAt: later },
  ],
  MarketRulesetChanged: [{ type: 'MarketRulesetChanged', from: 1, to: 2 }],
  AuctionIndicated: [
    { type: 'AuctionIndicated', quantity: lots(0), surplus: lots(0) },
    {
      type: 'AuctionIndicated',
      price: ticks(400),
      quantity: lots(20),
      surplus: lots(5),
      surplusSide: 'sell',
    },
  ],
  OrderAccepted: [
    { ...accepted, orderType: 'limit', price: ticks(400), quantity: lots(50) },
    {
      ...accepted,
      orderType: 'stop-limit',
      timeInForce: 'DAY',
      price: ticks(410),
      stopPrice: ticks(400),
      quantity: lots(50),
      displayQuantity: lots(10),
      dueAt: later,
    },
    { ...accepted, orderType: 'trailing-stop', trailingOffset: ticks(8), quantity: lots(50) },
    {
      ...accepted,
      orderType: 'market',
      timeInForce: 'IOC',
      quoteQuantity: minor(5_000_001n),
    },
  ],
  OrderRejected: [{ type: 'OrderRejected', ...of, code: 'ORDER_PARTNER_GONE' }],
  StopTriggered: [{ type: 'StopTriggered', ...known, stopPrice: ticks(400) }],
  TradeExecuted: [traded, { ...traded, auction: true }],
  TradePrevented: [
    {
      type: 'TradePrevented',
      mode: 'decrement',
      price: ticks(400),
      quantity: lots(20),
      takerSide: 'buy',
      maker: { ...known, remaining: lots(30) },
      taker: { ...known, remaining: lots(0) },
    },
  ],
  OrderRefreshed: [{ type: 'OrderRefreshed', ...known, displayed: lots(10) }],
  OrderCancelled: [
    { type: 'OrderCancelled', ...known, quantity: lots(20), reason: 'self-trade-prevention' },
  ],
  OrderExpired: [{ type: 'OrderExpired', ...known, quantity: lots(20) }],
  OrderCancelRejected: [{ type: 'OrderCancelRejected', ...of, code: 'ORDER_CLOSED' }],
  OrderReplaced: [
    {
      type: 'OrderReplaced',
      ...known,
      price: ticks(401),
      quantity: lots(51),
      remaining: lots(31),
      priorityKept: false,
    },
  ],
  OrderReplaceRejected: [{ type: 'OrderReplaceRejected', ...of, code: 'ORDER_NOT_REPLACEABLE' }],
  OrdersCancelApplied: [
    { type: 'OrdersCancelApplied', accountId: 'ann', cancelled: 2 },
    { type: 'OrdersCancelApplied', cancelled: 2 },
  ],
  MarketCheckpoint: [
    { type: 'MarketCheckpoint', inputs: 100_000, stateHash: '0123456789abcdef'.repeat(4) },
  ],
};

/** What is read back from the disk: JSON that the schema of its type allows, its keys in order. */
function stored({ type, schemaVersion, data }: WireEvent): object {
  equal(schemaVersion, 1);
  equal(Object.keys(data), Object.keys(data).sort());
  const json = JSON.parse(canonicalJson(data));
  equal(schemaOf(type, 1)?.parse(json), json);
  return json;
}

const named = <Event extends { readonly type: string }>(events: ByType<Event>) =>
  Object.values<readonly Event[]>(events)
    .flat()
    .map((event, index) => [event.type, index, event] as const);

describe('an event of an account is read as it was written', () => {
  test.each(named<AccountEvent>(ACCOUNT_EVENTS))('%s (%i)', (type, _, event) => {
    const data = stored(encodeAccountEvent(event, catalogue));
    equal(decodeAccountEvent(recorded('account-ann', type, data), catalogue), event);
  });
});

describe('an outcome is read as it was written', () => {
  const place = { index: 2, last: true, at: AT };

  test.each(named<Outcome>(OUTCOMES))('%s (%i)', (type, _, outcome) => {
    const data = stored(encodeOutcome(outcome, place, market));
    const read = decodeOutcome(recorded(`market-${SYMBOL}`, type, data), catalogue);
    equal(read, { outcome, place });
  });
});

describe('an event that has none of the later fields has the bytes that it always had', () => {
  const bytes = (wire: WireEvent) => canonicalJson(wire.data);
  const place = { index: 0, last: false, at: AT };

  test('OrderPlaced', () => {
    equal(
      bytes(encodeAccountEvent(placed({ price: ticks(400), quantity: lots(50) }), catalogue)),
      `{"at":"${AT}","clientOrderId":"c1","feeTier":"standard","hold":{"amount":"12.345678","asset":"USD"},"instrumentRevision":0,"makerRate":"0.001","postOnly":false,"price":"100","quantity":"0.05","receivedAt":"${AT}","ruleset":2,"selfTradePrevention":"none","side":"buy","symbol":"BTC-USD","takerRate":"0.002","timeInForce":"GTC","type":"limit"}`,
    );
  });

  test('MarketStateChanged', () => {
    const outcome: Outcome = { type: 'MarketStateChanged', from: 'closed', to: 'open' };
    equal(
      bytes(encodeOutcome(outcome, place, market)),
      `{"at":"${AT}","from":"closed","index":0,"last":false,"to":"open"}`,
    );
  });

  test('OrderAccepted', () => {
    const limit = {
      ...accepted,
      orderType: 'limit',
      price: ticks(400),
      quantity: lots(50),
    } as const;
    equal(
      bytes(encodeOutcome(limit, place, market)),
      `{"accountId":"ann","at":"${AT}","index":0,"last":false,"orderId":"ann.3","orderNumber":9,"postOnly":false,"price":"100","quantity":"0.05","side":"buy","timeInForce":"GTC","type":"limit"}`,
    );
  });

  test('TradeExecuted', () => {
    equal(
      bytes(encodeOutcome(traded, place, market)),
      `{"at":"${AT}","index":0,"last":false,"maker":{"accountId":"ann","orderId":"ann.3","orderNumber":9,"rate":"-0.000001","remaining":"0.03"},"price":"100","quantity":"0.02","taker":{"accountId":"ann","orderId":"ann.3","orderNumber":9,"rate":"0.000002","remaining":"0"},"takerSide":"sell","tradeNumber":3}`,
    );
  });
});

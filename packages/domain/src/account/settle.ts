import { assert } from '@truetape/kernel';
import type { Outcome, TradeExecuted, TradePrevented, TradeSide } from '../market/outcome.ts';
import { type Order, remainingOf } from '../order/order.ts';
import { feeAccrual, feeOf, notional } from '../value/arithmetic.ts';
import { type Asset, type EpochMs, type Minor, minor } from '../value/units.ts';
import type { FreezeReason } from './control-events.ts';
import type { AccountEvent, PreventionLeg, TradeLeg } from './event.ts';
import { isSettled } from './is-settled.ts';
import type { ReceiveTransfer, SettleOutcome } from './settlement.ts';
import type { Account } from './state.ts';

/** The accounts whose balances, holds or terms an outcome changes: none, one, or those of the two orders that met. */
export function accountsSettledBy(outcome: Outcome): readonly string[] {
  switch (outcome.type) {
    case 'TradeExecuted':
      return accountsOf(outcome);
    case 'TradePrevented':
      return outcome.mode === 'decrement' ? accountsOf(outcome) : [];
    case 'OrderRejected':
    case 'OrderCancelled':
    case 'OrderExpired':
    case 'OrderReplaced':
    case 'OrderReplaceRejected':
      return [outcome.accountId];
    case 'MarketStateChanged':
    case 'MarketRulesetChanged':
    case 'AuctionIndicated':
    case 'OrderAccepted':
    case 'OrderRefreshed':
    case 'OrderCancelRejected':
    case 'OrdersCancelApplied':
    case 'StopTriggered':
    case 'MarketCheckpoint':
      return [];
  }
}

/** The maker's first; one where both orders are its own. */
function accountsOf({ maker, taker }: TradeExecuted | TradePrevented): readonly string[] {
  return maker.accountId === taker.accountId
    ? [maker.accountId]
    : [maker.accountId, taker.accountId];
}

/**
 * What an outcome of a market does to this account: one event, or none when it was settled before. Outcomes of one
 * market arrive in order. One that contradicts the account's own orders is never skipped: it freezes the account, and
 * all that is open is cancelled.
 */
export function settle(
  state: Account,
  command: SettleOutcome,
  at: EpochMs,
  delisted: ReadonlySet<Asset> = NONE_DELISTED,
): readonly AccountEvent[] {
  if (isSettled(state, command)) return [];
  const { symbol, marketRevision, outcome } = command;
  const settled = { at, symbol, marketRevision } as const;
  const reason = contradictionIn(state, outcome);
  if (reason !== undefined) {
    return [
      { type: 'AccountFrozen', ...settled, reason },
      { type: 'OrdersCancelRequested', at, receivedAt: at },
    ];
  }
  switch (outcome.type) {
    case 'TradeExecuted':
      return [settleTrade(state, outcome, settled, delisted)];
    case 'TradePrevented':
      return outcome.mode === 'decrement' ? [settlePrevention(state, outcome, settled)] : [];
    case 'OrderCancelled': {
      const { orderId, reason } = outcome;
      return [{ type: 'OrderClosed', ...settled, orderId, status: 'cancelled', reason }];
    }
    case 'OrderRejected': {
      const { orderId, code } = outcome;
      return [{ type: 'OrderClosed', ...settled, orderId, status: 'rejected', reason: code }];
    }
    case 'OrderExpired': {
      const { orderId } = outcome;
      return [{ type: 'OrderClosed', ...settled, orderId, status: 'expired', reason: 'expired' }];
    }
    case 'OrderReplaced': {
      const { orderId, price, quantity } = outcome;
      const requestRevision = command.inputRevision;
      const terms = { orderId, requestRevision, replaced: true, price, quantity } as const;
      return [{ type: 'OrderReplaceSettled', ...settled, ...terms }];
    }
    case 'OrderReplaceRejected': {
      const order = state.orders.get(outcome.orderId);
      if (order === undefined) return []; // It was closed meanwhile, and its pending terms with it.
      const { orderId, limit, quantity } = order;
      const requestRevision = command.inputRevision;
      const terms = { orderId, requestRevision, replaced: false, price: limit, quantity } as const;
      return [{ type: 'OrderReplaceSettled', ...settled, ...terms }];
    }
    case 'MarketStateChanged':
    case 'MarketRulesetChanged':
    case 'AuctionIndicated':
    case 'OrderAccepted':
    case 'OrderRefreshed':
    case 'OrderCancelRejected':
    case 'OrdersCancelApplied':
    case 'StopTriggered':
    case 'MarketCheckpoint':
      return [];
  }
}

/** What an outcome says of an order that its account knows otherwise. */
function contradictionIn(state: Account, outcome: Outcome): FreezeReason | undefined {
  switch (outcome.type) {
    case 'TradeExecuted':
    case 'TradePrevented':
      return [outcome.maker, outcome.taker]
        .filter(({ accountId }) => accountId === state.accountId)
        .map((side) => contradictionOf(state.orders.get(side.orderId), side, outcome))
        .find((reason) => reason !== undefined);
    case 'OrderCancelled':
    case 'OrderRejected':
    case 'OrderExpired':
    case 'OrderReplaced':
      return state.orders.has(outcome.orderId) ? undefined : 'order-missing';
    default:
      return undefined;
  }
}

/** No order trades that is not open, more than is left of it, through its limit, or for more than it may spend. */
function contradictionOf(
  order: Order | undefined,
  { remaining }: Pick<TradeSide, 'remaining'>,
  { price, quantity }: TradeExecuted | TradePrevented,
): FreezeReason | undefined {
  if (order === undefined) return 'order-missing';
  const { asked, limit, moneyLeft, units } = order;
  if (asked.side === 'buy' ? price > limit : price < limit) return 'limit-passed';
  if (moneyLeft === undefined) {
    return remainingOf(order) - quantity === remaining ? undefined : 'remaining-differs';
  }
  return notional(price, quantity, units.notionalUnit) > moneyLeft ? 'money-exceeded' : undefined;
}

/** Money from another account; where this one cannot have it, it lies in suspense. */
export function receiveTransfer(
  state: Account,
  command: ReceiveTransfer,
  at: EpochMs,
  delisted: ReadonlySet<Asset> = NONE_DELISTED,
): readonly AccountEvent[] {
  if (isSettled(state, command)) return [];
  const { asset, amount, from, sentRevision } = command;
  const received = { type: 'TransferReceived', at, asset, amount, from, sentRevision } as const;
  if (state.status === 'closed') return [{ ...received, suspended: 'account-closed' }];
  return [delisted.has(asset) ? { ...received, suspended: 'asset-delisted' } : received];
}

const NONE_DELISTED: ReadonlySet<Asset> = new Set();

type Settled = Pick<SettleOutcome, 'at' | 'symbol' | 'marketRevision'>;

function settlePrevention(
  { accountId }: Account,
  { maker, taker, price, quantity }: TradePrevented,
  settled: Settled,
): AccountEvent {
  const legs = [maker, taker]
    .filter((side) => side.accountId === accountId)
    .map(({ orderId, remaining }): PreventionLeg => ({ orderId, quantity, remaining }));
  return { type: 'TradePreventionSettled', ...settled, price, legs };
}

function settleTrade(
  state: Account,
  trade: TradeExecuted,
  settled: Settled,
  delisted: ReadonlySet<Asset>,
): AccountEvent {
  const { maker, taker, takerSide, tradeNumber, price, quantity } = trade;
  const makerSide = takerSide === 'buy' ? 'sell' : 'buy';
  const sides = [
    { of: maker, side: makerSide, liquidity: 'maker' },
    { of: taker, side: takerSide, liquidity: 'taker' },
  ] as const;
  const mine = sides.filter(({ of }) => of.accountId === state.accountId);
  const first = mine[0];
  assert(first !== undefined, 'a trade is settled in the accounts of its sides');
  const { notionalUnit, base, quote } = orderAt(state, first.of).units;
  const value = notional(price, quantity, notionalUnit);
  const legs = mine.map(({ of, side, liquidity }): TradeLeg => {
    const { orderId, remaining } = of;
    const fee = feeOfFill(orderAt(state, of), liquidity, value);
    const leg: TradeLeg = { orderId, side, liquidity, remaining, fee };
    return delisted.has(side === 'buy' ? base : quote) ? { ...leg, suspended: true } : leg;
  });
  return { type: 'TradeSettled', ...settled, tradeNumber, price, quantity, notional: value, legs };
}

/** What a fill adds to the fee of its order: the fee on all fills, rounded once, less what is charged already. */
function feeOfFill(order: Order, liquidity: 'maker' | 'taker', value: Minor): Minor {
  const rate = liquidity === 'maker' ? order.makerRate : order.takerRate;
  return minor(feeOf(order.feeAccrual + feeAccrual(rate, value)) - order.feeCharged);
}

function orderAt(state: Account, side: TradeSide): Order {
  const order = state.orders.get(side.orderId);
  assert(order !== undefined, `order ${side.orderId} that traded is open in its account`);
  return order;
}

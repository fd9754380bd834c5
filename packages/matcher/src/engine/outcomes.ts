import type {
  AuctionIndicated,
  CancelReason,
  EpochMs,
  MarketInput,
  MarketRejection,
  MarketState,
  MarketStateChanged,
  OrderAccepted,
  OrderPlacedInput,
  OrdersCancelApplied,
  OrdersCancelInput,
  Outcome,
  PreventedSide,
  PriceTicks,
  QuantityLots,
  RateE8,
  Side,
  TradeExecuted,
  TradePrevented,
  TradeSide,
} from '@truetape/domain';
import { orderIdOf } from '@truetape/domain';
import type { Writable } from '@truetape/kernel';
import { CHANGES, PREVENTIONS, REASONS, REJECTIONS, STATES } from './codes.ts';
import { BUY } from './ladder.ts';
import type { Market } from './market.ts';
import { ACCOUNT, MAKER_RATE, ORDER_NUMBER, REVISION, TAKER_RATE } from './orders.ts';
import { sideAt } from './stand.ts';
import {
  ACCEPTED,
  CANCEL_REJECTED,
  CANCELLED,
  CANCELS_APPLIED,
  EXPIRED,
  INDICATED,
  PREVENTED,
  REFRESHED,
  REJECTED,
  REPLACE_REJECTED,
  REPLACED,
  RULESET_CHANGED,
  STATE_CHANGED,
  TRADED,
  TRADED_IN_AUCTION,
  TRIGGERED,
} from './tape.ts';

/** What the tape says, in the words of the domain. To be asked before the next input. */
export function outcomesOf(market: Market, input: MarketInput): readonly Outcome[] {
  const { rows, length } = market.tape;
  const outcomes: Outcome[] = [];
  for (let row = 0; row < length; row++) outcomes.push(outcomeAt(market, input, rows, row * 8));
  return outcomes;
}

function outcomeAt(market: Market, input: MarketInput, rows: Float64Array, at: number): Outcome {
  const number = (column: number) => rows[at + column] as number;
  const ids = () => idsOf(market, number(1));
  const lots = (column: number) => number(column) as QuantityLots;
  const price = (column: number) => number(column) as PriceTicks;
  switch (number(0)) {
    case ACCEPTED:
      return accepted(market, input as OrderPlacedInput, number(1));
    case TRADED:
      return tradeAt(market, number);
    case TRADED_IN_AUCTION:
      return { ...tradeAt(market, number), auction: true };
    case PREVENTED:
      return preventedAt(market, number);
    case REFRESHED:
      return { type: 'OrderRefreshed', ...ids(), displayed: lots(2) };
    case TRIGGERED:
      return { type: 'StopTriggered', ...ids(), stopPrice: price(2) };
    case CANCELLED: {
      const reason = REASONS[number(3)] as CancelReason;
      return { type: 'OrderCancelled', ...ids(), quantity: lots(2), reason };
    }
    case EXPIRED:
      return { type: 'OrderExpired', ...ids(), quantity: lots(2) };
    case REPLACED:
      return {
        type: 'OrderReplaced',
        ...ids(),
        price: price(2),
        quantity: lots(3),
        remaining: lots(4),
        priorityKept: number(5) === 1,
      };
    case CANCELS_APPLIED:
      return cancelsApplied(input as OrdersCancelInput, number(1));
    case STATE_CHANGED:
      return stateChangedAt(number);
    case RULESET_CHANGED:
      return { type: 'MarketRulesetChanged', from: number(1), to: number(2) };
    case INDICATED:
      return indicatedAt(number);
    default: {
      const { accountId, orderId } = input as OrderPlacedInput;
      const code = REJECTIONS[number(1)] as MarketRejection;
      return { type: REFUSALS[number(0)] as Refusal, accountId, orderId, code };
    }
  }
}

type Refusal = 'OrderRejected' | 'OrderCancelRejected' | 'OrderReplaceRejected';
const REFUSALS: Readonly<Record<number, Refusal>> = {
  [REJECTED]: 'OrderRejected',
  [CANCEL_REJECTED]: 'OrderCancelRejected',
  [REPLACE_REJECTED]: 'OrderReplaceRejected',
};

/** A number of a row by its column. */
type Row = (column: number) => number;

function tradeAt(market: Market, number: Row): TradeExecuted {
  return {
    type: 'TradeExecuted',
    tradeNumber: number(5),
    price: number(3) as PriceTicks,
    quantity: number(4) as QuantityLots,
    takerSide: sideOf(market, number(2)),
    maker: sideOfTrade(market, number(1), MAKER_RATE, number(6)),
    taker: sideOfTrade(market, number(2), TAKER_RATE, number(7)),
  };
}

function preventedAt(market: Market, number: Row): TradePrevented {
  return {
    type: 'TradePrevented',
    mode: PREVENTIONS[number(5)] as TradePrevented['mode'],
    price: number(3) as PriceTicks,
    quantity: number(4) as QuantityLots,
    takerSide: sideOf(market, number(2)),
    maker: preventedSide(market, number(1), number(6)),
    taker: preventedSide(market, number(2), number(7)),
  };
}

function stateChangedAt(number: Row): MarketStateChanged {
  const [from, to] = [STATES[number(1)], STATES[number(2)]] as [MarketState, MarketState];
  const changed: Writable<MarketStateChanged> = { type: 'MarketStateChanged', from, to };
  const reason = CHANGES[number(3)];
  if (reason !== undefined) changed.reason = reason;
  if (to === 'auction') changed.dueAt = number(4) as EpochMs;
  return changed;
}

function indicatedAt(number: Row): AuctionIndicated {
  const surplus = number(3);
  const indicated: Writable<AuctionIndicated> = {
    type: 'AuctionIndicated',
    quantity: number(2) as QuantityLots,
    surplus: Math.abs(surplus) as QuantityLots,
  };
  if (number(1) !== 0) indicated.price = number(1) as PriceTicks;
  if (surplus !== 0) indicated.surplusSide = surplus > 0 ? 'buy' : 'sell';
  return indicated;
}

function idsOf({ orders, accounts }: Market, slot: number) {
  const accountId = accounts.nameOf(orders.ints[(slot << 4) | ACCOUNT] as number);
  const orderId = orderIdOf(accountId, orders.numbers[(slot << 3) | REVISION] as number);
  return { accountId, orderId, orderNumber: orders.numbers[(slot << 3) | ORDER_NUMBER] as number };
}

const sideOf = (market: Market, slot: number): Side =>
  sideAt(market, slot) === BUY ? 'buy' : 'sell';

function sideOfTrade(market: Market, slot: number, rate: number, remaining: number): TradeSide {
  return {
    ...idsOf(market, slot),
    rate: market.orders.aside[(slot << 2) | rate] as RateE8,
    remaining: remaining as QuantityLots,
  };
}

function preventedSide(market: Market, slot: number, remaining: number): PreventedSide {
  return { ...idsOf(market, slot), remaining: remaining as QuantityLots };
}

/** The end of a mass cancel: of one account, or of all. */
export function cancelsApplied(
  { accountId }: OrdersCancelInput,
  cancelled: number,
): OrdersCancelApplied {
  const type = 'OrdersCancelApplied';
  return accountId === undefined ? { type, cancelled } : { type, accountId, cancelled };
}

function accepted(market: Market, { terms, dueAt }: OrderPlacedInput, slot: number): OrderAccepted {
  const accepted: Writable<OrderAccepted> = {
    type: 'OrderAccepted',
    ...idsOf(market, slot),
    side: terms.side,
    orderType: terms.type,
    timeInForce: terms.timeInForce,
    postOnly: terms.postOnly,
  };
  const { price, stopPrice, trailingOffset, quantity, quoteQuantity, displayQuantity } = terms;
  if (price !== undefined) accepted.price = price;
  if (stopPrice !== undefined) accepted.stopPrice = stopPrice;
  if (trailingOffset !== undefined) accepted.trailingOffset = trailingOffset;
  if (quantity !== undefined) accepted.quantity = quantity;
  if (quoteQuantity !== undefined) accepted.quoteQuantity = quoteQuantity;
  if (displayQuantity !== undefined) accepted.displayQuantity = displayQuantity;
  if (dueAt !== undefined) accepted.dueAt = dueAt;
  return accepted;
}

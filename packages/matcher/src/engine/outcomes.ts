import {
  type CancelReason,
  type MarketInput,
  type MarketRejection,
  type MarketState,
  type OrderAccepted,
  type OrderPlacedInput,
  type Outcome,
  orderIdOf,
  type PriceTicks,
  type QuantityLots,
  type RateE8,
  type TradeSide,
} from '@truetape/domain';
import type { Writable } from '@truetape/kernel';
import { REASONS, REJECTIONS, STATES } from './codes.ts';
import { BUY } from './ladder.ts';
import type { Market } from './market.ts';
import { ACCOUNT, MAKER_RATE, ORDER_NUMBER, REVISION, SIDE, TAKER_RATE } from './orders.ts';
import {
  ACCEPTED,
  CANCEL_REJECTED,
  CANCELLED,
  CANCELS_APPLIED,
  REJECTED,
  REPLACE_REJECTED,
  REPLACED,
  STATE_CHANGED,
  TRADED,
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
  switch (number(0)) {
    case ACCEPTED:
      return accepted(market, input as OrderPlacedInput, number(1));
    case TRADED:
      return {
        type: 'TradeExecuted',
        tradeNumber: number(5),
        price: number(3) as PriceTicks,
        quantity: number(4) as QuantityLots,
        takerSide: market.orders.ints[(number(2) << 4) | SIDE] === BUY ? 'buy' : 'sell',
        maker: sideOfTrade(market, number(1), MAKER_RATE, number(6)),
        taker: sideOfTrade(market, number(2), TAKER_RATE, number(7)),
      };
    case CANCELLED: {
      const reason = REASONS[number(3)] as CancelReason;
      return { type: 'OrderCancelled', ...ids(), quantity: number(2) as QuantityLots, reason };
    }
    case REPLACED:
      return {
        type: 'OrderReplaced',
        ...ids(),
        price: number(2) as PriceTicks,
        quantity: number(3) as QuantityLots,
        remaining: number(4) as QuantityLots,
        priorityKept: number(5) === 1,
      };
    case CANCELS_APPLIED: {
      const { accountId } = input as OrderPlacedInput;
      return { type: 'OrdersCancelApplied', accountId, cancelled: number(1) };
    }
    case STATE_CHANGED: {
      const [from, to] = [STATES[number(1)], STATES[number(2)]] as [MarketState, MarketState];
      return { type: 'MarketStateChanged', from, to };
    }
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

function idsOf({ orders, accounts }: Market, slot: number) {
  const accountId = accounts.nameOf(orders.ints[(slot << 4) | ACCOUNT] as number);
  const orderId = orderIdOf(accountId, orders.numbers[(slot << 3) | REVISION] as number);
  return { accountId, orderId, orderNumber: orders.numbers[(slot << 3) | ORDER_NUMBER] as number };
}

function sideOfTrade(market: Market, slot: number, rate: number, remaining: number): TradeSide {
  return {
    ...idsOf(market, slot),
    rate: market.orders.rates[(slot << 1) | rate] as RateE8,
    remaining: remaining as QuantityLots,
  };
}

function accepted(market: Market, { terms }: OrderPlacedInput, slot: number): OrderAccepted {
  const accepted: Writable<OrderAccepted> = {
    type: 'OrderAccepted',
    ...idsOf(market, slot),
    side: terms.side,
    orderType: terms.type,
    timeInForce: terms.timeInForce,
    postOnly: terms.postOnly,
    quantity: terms.quantity,
  };
  if (terms.price !== undefined) accepted.price = terms.price;
  return accepted;
}

import { z } from 'zod';
import * as v from '../values.ts';

/**
 * Every outcome answers an input: the event that `causation` names. `index` counts the outcomes of that input from 0,
 * `last` marks the final one; only then is the input complete. `at` is the time of the input.
 */
const outcome = { at: v.timestamp, index: v.count, last: z.boolean() } as const;
const order = { accountId: v.accountId, orderId: v.orderId } as const;
const known = { ...order, orderNumber: v.count } as const;

const tradeSide = z.strictObject({
  ...known,
  /** The fee rate of this side, as recorded in its order. */
  rate: v.decimal,
  /** Left in the order after the trade. */
  remaining: v.amount,
});

/** Stream `market-{symbol}`: what its matcher made of the inputs. */
export const marketEvents = {
  /** The fence: from here on every append of another matcher fails. */
  MarketMatcherStarted: z.strictObject({
    at: v.timestamp,
    build: z.string(),
    instance: z.string(),
    ruleset: z.number().int().min(1),
  }),
  MarketStateChanged: z.strictObject({ ...outcome, from: v.marketState, to: v.marketState }),
  /** The order has a number. What does not trade at once rests, unless an `OrderCancelled` of the same input says otherwise. */
  OrderAccepted: z.strictObject({
    ...outcome,
    ...known,
    postOnly: z.boolean(),
    /** Limit orders only: a market order never rests. */
    price: v.amount.optional(),
    quantity: v.amount,
    side: v.side,
    timeInForce: v.timeInForce,
    type: v.orderType,
  }),
  OrderRejected: z.strictObject({ ...outcome, ...order, code: z.string() }),
  /** Always at the maker's price. */
  TradeExecuted: z.strictObject({
    ...outcome,
    maker: tradeSide,
    price: v.amount,
    quantity: v.amount,
    taker: tradeSide,
    takerSide: v.side,
    tradeNumber: v.count,
  }),
  OrderCancelled: z.strictObject({
    ...outcome,
    ...known,
    /** What was left and is cancelled. */
    quantity: v.amount,
    reason: v.cancelReason,
  }),
  OrderCancelRejected: z.strictObject({ ...outcome, ...order, code: z.string() }),
  /** `quantity` is the new total, fills included. */
  OrderReplaced: z.strictObject({
    ...outcome,
    ...known,
    price: v.amount,
    priorityKept: z.boolean(),
    quantity: v.amount,
    remaining: v.amount,
  }),
  OrderReplaceRejected: z.strictObject({ ...outcome, ...order, code: z.string() }),
  /** The end of a mass cancel in this market: how many orders it cancelled. */
  OrdersCancelApplied: z.strictObject({
    ...outcome,
    accountId: v.accountId,
    cancelled: v.count,
  }),
} as const;

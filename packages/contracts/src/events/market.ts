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

const preventedSide = z.strictObject({
  ...known,
  /** Left in the order: where the mode is `decrement`, less by `quantity`, and so is its total. */
  remaining: v.amount,
});

/** Stream `market-{symbol}`: what its matcher made of the inputs. */
export const marketEvents = {
  /** The fence: from here on every append of another matcher fails. */
  MarketMatcherStarted: z.strictObject({
    at: v.timestamp,
    build: z.string(),
    instance: z.string(),
    ruleset: v.ruleset,
  }),
  /** From the next input on, the market states its state after each so many inputs. */
  MarketCheckpointsScheduled: z.strictObject({
    at: v.timestamp,
    /** Inputs from one checkpoint to the next, counted from the first input of the market. */
    every: v.count,
    instance: z.string(),
  }),
  MarketStateChanged: z.strictObject({
    ...outcome,
    /** Of an auction that begins: when it ends. */
    dueAt: v.timestamp.optional(),
    from: v.marketState,
    /** Why, where nobody asked for it. */
    reason: z.enum(['volatility', 'auction-end']).optional(),
    to: v.marketState,
  }),
  /** From here on the market follows other rules. */
  MarketRulesetChanged: z.strictObject({ ...outcome, from: v.ruleset, to: v.ruleset }),
  /** What an auction would do if it ended now. */
  AuctionIndicated: z.strictObject({
    ...outcome,
    /** Absent when nobody would trade. */
    price: v.amount.optional(),
    quantity: v.amount,
    /** What would be left over at that price, and on which side. */
    surplus: v.amount,
    /** The side on which it would be left over; absent when nothing would. */
    surplusSide: v.side.optional(),
  }),
  /**
   * The order has a number. What does not trade at once rests, unless an `OrderCancelled` of the same input says
   * otherwise; an order with a stop waits for it.
   */
  OrderAccepted: z.strictObject({
    ...outcome,
    ...known,
    displayQuantity: v.amount.optional(),
    /** When a GTD or DAY order ends. */
    dueAt: v.timestamp.optional(),
    postOnly: z.boolean(),
    /** Limit and stop-limit orders only: no other one rests in the book. */
    price: v.amount.optional(),
    /** Absent where `quoteQuantity` says how much. */
    quantity: v.amount.optional(),
    quoteQuantity: v.amount.optional(),
    side: v.side,
    stopPrice: v.amount.optional(),
    timeInForce: v.timeInForce,
    trailingOffset: v.amount.optional(),
    type: v.orderType,
  }),
  OrderRejected: z.strictObject({ ...outcome, ...order, code: z.string() }),
  /** The stop of an order is reached: from here on it is a market order, or a limit order. */
  StopTriggered: z.strictObject({
    ...outcome,
    ...known,
    /** Where the stop stood. */
    stopPrice: v.amount,
  }),
  /** Always at the maker's price; in an auction at the auction's. */
  TradeExecuted: z.strictObject({
    ...outcome,
    /** Present when an auction made it: then the maker is the older order. */
    auction: z.literal(true).optional(),
    maker: tradeSide,
    price: v.amount,
    quantity: v.amount,
    taker: tradeSide,
    takerSide: v.side,
    tradeNumber: v.count,
  }),
  /** Two orders of one account, or of one owner group, met and did not trade. What becomes of them follows. */
  TradePrevented: z.strictObject({
    ...outcome,
    maker: preventedSide,
    /** The taker's. */
    mode: v.selfTradePrevention.exclude(['none']),
    price: v.amount,
    /** What they would have traded. */
    quantity: v.amount,
    taker: preventedSide,
    takerSide: v.side,
  }),
  /** What an order showed is traded: from here on it shows this, behind all others at its price. */
  OrderRefreshed: z.strictObject({ ...outcome, ...known, displayed: v.amount }),
  OrderCancelled: z.strictObject({
    ...outcome,
    ...known,
    /** What was left and is cancelled. */
    quantity: v.amount,
    reason: v.cancelReason,
  }),
  /** Its time was over. */
  OrderExpired: z.strictObject({
    ...outcome,
    ...known,
    /** What was left. */
    quantity: v.amount,
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
    /** Absent where it was of all accounts. */
    accountId: v.accountId.optional(),
    cancelled: v.count,
  }),
  /** What the state of the market is after this input: a replay, and a snapshot, must come to the same. */
  MarketCheckpoint: z.strictObject({
    ...outcome,
    /** How many inputs the market has had, this one included. */
    inputs: v.count,
    /** SHA-256 of the state as its matcher writes it, in hex. */
    stateHash: v.sha256,
  }),
} as const;

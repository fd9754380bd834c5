import { z } from 'zod';
import * as v from '../values.ts';
import { controlEvents } from './controls.ts';
import { moneyEvents } from './money.ts';

const hold = z.strictObject({ amount: v.amount, asset: v.asset });

/** Stream `account-{id}`: what its owner asked, and what the markets made of it. */
export const accountEvents = {
  AccountOpened: z.strictObject({
    accountId: v.accountId,
    at: v.timestamp,
    ownerGroup: v.accountId,
  }),
  ...moneyEvents,
  ...controlEvents,
  /** An order that passed every rule. Its id is the account and the revision of this event. Carries the hold. */
  OrderPlaced: z.strictObject({
    at: v.timestamp,
    clientOrderId: v.clientOrderId,
    /** No more than this is shown at once. */
    displayQuantity: v.amount.optional(),
    /** When it ends: GTD and DAY orders only. */
    dueAt: v.timestamp.optional(),
    /** What the client said: GTD orders only. */
    expiresAt: v.timestamp.optional(),
    feeTier: z.string(),
    hold,
    instrumentRevision: v.revision,
    makerRate: v.decimal,
    /** The marks that limits were asked with, where any needs them. Of a pair the first leg has them. */
    marks: z.array(v.mark).optional(),
    /** The account that leads the owner group of this one, where that is another one: they do not trade with each other. */
    ownerGroup: v.accountId.optional(),
    /** The other leg of an OCO pair, which is placed with it. */
    partnerId: v.orderId.optional(),
    postOnly: z.boolean(),
    /** Limit and stop-limit orders only. */
    price: v.amount.optional(),
    /** Market, stop and trailing-stop orders only: the engine never trades through it. */
    protectionPrice: v.amount.optional(),
    /** Absent where `quoteQuantity` says how much. */
    quantity: v.amount.optional(),
    /** Market orders to buy only: what it spends, fees apart. */
    quoteQuantity: v.amount.optional(),
    receivedAt: v.timestamp,
    /**
     * Market, stop and trailing-stop orders only: what the protection price was reckoned from. A trailing stop follows
     * the market from here.
     */
    referencePrice: v.amount.optional(),
    ruleset: v.ruleset,
    selfTradePrevention: v.selfTradePrevention,
    side: v.side,
    /** Stop and stop-limit orders only. */
    stopPrice: v.amount.optional(),
    /** What the client calls the strategy that it belongs to. */
    strategy: v.strategy.optional(),
    symbol: v.symbol,
    takerRate: v.decimal,
    timeInForce: v.timeInForce,
    /** Trailing-stop orders only: how far its stop is behind the best price. */
    trailingOffset: v.amount.optional(),
    type: v.orderType,
  }),
  OrderCancelRequested: z.strictObject({
    at: v.timestamp,
    /** What the client named its request. */
    idempotencyKey: v.reference.optional(),
    orderId: v.orderId,
    receivedAt: v.timestamp,
    symbol: v.symbol,
  }),
  /** `quantity` is the total, fills included. `hold` is what the order holds from now on. */
  OrderReplaceRequested: z.strictObject({
    at: v.timestamp,
    hold,
    /** What the client named its request. */
    idempotencyKey: v.reference.optional(),
    /** The marks that limits were asked with, where any needs them. */
    marks: z.array(v.mark).optional(),
    orderId: v.orderId,
    price: v.amount,
    quantity: v.amount,
    receivedAt: v.timestamp,
    symbol: v.symbol,
  }),
  /**
   * Every order of the account placed before this event; in one market where `symbol` is given. In `instrument-{symbol}`
   * and in `venue`, behind a kill switch: every order of all accounts, in that market or in all of them.
   */
  OrdersCancelRequested: z.strictObject({
    at: v.timestamp,
    /** What the client named its request. */
    idempotencyKey: v.reference.optional(),
    receivedAt: v.timestamp,
    symbol: v.symbol.optional(),
  }),
  /** All legs of this account in one trade: two when it traded with itself. */
  TradeSettled: z.strictObject({
    at: v.timestamp,
    legs: z
      .array(
        z.strictObject({
          /** What this fill adds to the fee of its order, in quote; below zero for a rebate. */
          fee: v.decimal,
          liquidity: v.liquidity,
          orderId: v.orderId,
          /** Left in the order after this fill. */
          remaining: v.amount,
          side: v.side,
          /** What it brings lies in suspense: the asset is delisted. */
          suspended: z.literal(true).optional(),
        }),
      )
      .min(1)
      .max(2),
    marketRevision: v.revision,
    notional: v.amount,
    price: v.amount,
    quantity: v.amount,
    symbol: v.symbol,
    tradeNumber: v.count,
  }),
  /**
   * Two orders of one owner met, and each is less by what they would have traded: all legs of this account, the maker's
   * first. One where the other order is of another account of its owner group, and two where both are its own.
   */
  TradePreventionSettled: z.strictObject({
    at: v.timestamp,
    legs: z
      .array(
        z.strictObject({
          orderId: v.orderId,
          /** Lots that its total is less by; an order by `quoteQuantity` may spend less by their price. */
          quantity: v.amount,
          /** Left in the order after this. */
          remaining: v.amount,
        }),
      )
      .min(1)
      .max(2),
    marketRevision: v.revision,
    price: v.amount,
    symbol: v.symbol,
  }),
  /** The order is over without being filled; its hold is released. */
  OrderClosed: z.strictObject({
    at: v.timestamp,
    marketRevision: v.revision,
    orderId: v.orderId,
    /** A cancel reason, the code of the rejection, or `expired`. */
    reason: z.string(),
    status: z.enum(['cancelled', 'rejected', 'expired']),
    symbol: v.symbol,
  }),
  /** The market's answer to a replace: from now on the order has these terms, and its hold follows from them. */
  OrderReplaceSettled: z.strictObject({
    at: v.timestamp,
    marketRevision: v.revision,
    orderId: v.orderId,
    price: v.amount,
    quantity: v.amount,
    replaced: z.boolean(),
    requestRevision: v.revision,
    symbol: v.symbol,
  }),
} as const;

/** Stream `denials-{account}`: what was refused before a matcher saw it. Written after the answer. */
export const denialEvents = {
  OrderDenied: z.strictObject({
    at: v.timestamp,
    clientOrderId: v.clientOrderId.optional(),
    code: z.string(),
    command: z.string(),
    field: z.string().optional(),
  }),
  /** More than ten in one second: the rest, counted. */
  OrdersDenied: z.strictObject({
    code: z.string(),
    count: v.count,
    from: v.timestamp,
    to: v.timestamp,
  }),
} as const;

import { z } from 'zod';
import * as v from '../values.ts';

const hold = z.strictObject({ amount: v.amount, asset: v.asset });

/** Stream `account-{id}`: what its owner asked, and what the markets made of it. */
export const accountEvents = {
  AccountOpened: z.strictObject({
    accountId: v.accountId,
    at: v.timestamp,
    ownerGroup: v.accountId,
  }),
  FundsDeposited: z.strictObject({
    amount: v.amount,
    asset: v.asset,
    at: v.timestamp,
    reference: v.reference,
  }),
  FundsWithdrawn: z.strictObject({
    amount: v.amount,
    asset: v.asset,
    at: v.timestamp,
    reference: v.reference,
  }),
  /** An order that passed every rule. Its id is the account and the revision of this event. Carries the hold. */
  OrderPlaced: z.strictObject({
    at: v.timestamp,
    clientOrderId: v.clientOrderId,
    feeTier: z.string(),
    hold,
    instrumentRevision: v.revision,
    makerRate: v.decimal,
    postOnly: z.boolean(),
    /** Limit orders only. */
    price: v.amount.optional(),
    /** Market orders only: the engine never trades through it. */
    protectionPrice: v.amount.optional(),
    quantity: v.amount,
    receivedAt: v.timestamp,
    /** Market orders only: what the protection price was reckoned from. */
    referencePrice: v.amount.optional(),
    ruleset: z.number().int().min(1),
    selfTradePrevention: v.selfTradePrevention,
    side: v.side,
    symbol: v.symbol,
    takerRate: v.decimal,
    timeInForce: v.timeInForce,
    type: v.orderType,
  }),
  OrderCancelRequested: z.strictObject({
    at: v.timestamp,
    idempotencyKey: v.reference.optional(),
    orderId: v.orderId,
    receivedAt: v.timestamp,
    symbol: v.symbol,
  }),
  /** `quantity` is the total, fills included. `hold` is what the order holds from now on. */
  OrderReplaceRequested: z.strictObject({
    at: v.timestamp,
    hold,
    idempotencyKey: v.reference.optional(),
    orderId: v.orderId,
    price: v.amount,
    quantity: v.amount,
    receivedAt: v.timestamp,
    symbol: v.symbol,
  }),
  /** Every order of the account placed before this event; in one market where `symbol` is given. */
  OrdersCancelRequested: z.strictObject({
    at: v.timestamp,
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
  /** The order is over without being filled; its hold is released. */
  OrderClosed: z.strictObject({
    at: v.timestamp,
    marketRevision: v.revision,
    orderId: v.orderId,
    /** A cancel reason, or the code of the rejection. */
    reason: z.string(),
    status: z.enum(['cancelled', 'rejected']),
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

import { z } from 'zod';
import * as v from '../values.ts';

/** What is to be put right. */
export const correction = z.discriminatedUnion('kind', [
  /** An amount is given to an account, or taken from it where it is below zero. */
  z.strictObject({
    accountId: v.accountId,
    amount: v.decimal,
    asset: v.asset,
    kind: z.literal('adjustment'),
  }),
  /** A trade never was. */
  z.strictObject({ kind: z.literal('bust'), symbol: v.symbol, tradeNumber: v.count }),
  /** A trade was at another price. */
  z.strictObject({
    kind: z.literal('price'),
    price: v.amount,
    symbol: v.symbol,
    tradeNumber: v.count,
  }),
]);

export const correctionLine = z.strictObject({
  against: z.enum(['clearing', 'fees', 'residue']),
  /** What the account is to have more; below zero: less. */
  amount: v.decimal,
  asset: v.asset,
});

/** What is traded back, or traded again: for the position. */
export const correctionFill = z.strictObject({
  fee: v.decimal,
  notional: v.amount,
  quantity: v.amount,
  side: v.side,
  symbol: v.symbol,
});

/** What the correction does to one account. */
const leg = z.strictObject({
  accountId: v.accountId,
  /** Of both sides, where an account traded with itself. */
  fills: z.array(correctionFill).max(4),
  lines: z.array(correctionLine).max(6),
});

const legs = z.array(leg).min(1).max(2);

/** Stream `corrections`: what operators put right, two of them for each. */
export const correctionEvents = {
  /** It is named by the revision of this event. */
  CorrectionProposed: z.strictObject({
    at: v.timestamp,
    correction,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    legs,
    reason: v.reason,
  }),
  /** By another operator than the one who proposed it. The accounts carry it out. */
  CorrectionApproved: z.strictObject({
    at: v.timestamp,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    /** As they were proposed. */
    legs,
    /** The revision of what was proposed. */
    proposal: v.revision,
  }),
  CorrectionRejected: z.strictObject({
    at: v.timestamp,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    /** The revision of what was proposed. */
    proposal: v.revision,
    reason: v.reason,
  }),
} as const;

import { z } from 'zod';
import * as v from '../values.ts';
import { correctionFill, correctionLine } from './corrections.ts';

/** Stream `account-{id}`: money that comes, goes and moves between accounts. */
export const moneyEvents = {
  FundsDeposited: z.strictObject({
    amount: v.amount,
    asset: v.asset,
    at: v.timestamp,
    reference: v.reference,
  }),
  /** Held until it is approved or rejected. Its id is the account and the revision of this event. */
  WithdrawalRequested: z.strictObject({
    amount: v.amount,
    asset: v.asset,
    at: v.timestamp,
    reference: v.reference,
  }),
  /** A withdrawal was approved: the money has left. */
  FundsWithdrawn: z.strictObject({
    amount: v.amount,
    asset: v.asset,
    at: v.timestamp,
    /** What the client named its request. */
    idempotencyKey: v.reference.optional(),
    /** That of the request. */
    reference: v.reference,
    /** Absent where it was written before withdrawals were held. */
    withdrawalId: v.withdrawalId.optional(),
  }),
  /** What a withdrawal held is free again. */
  WithdrawalRejected: z.strictObject({
    at: v.timestamp,
    /** What the client named its request. */
    idempotencyKey: v.reference.optional(),
    reason: v.reason,
    withdrawalId: v.withdrawalId,
  }),
  /** From here on the money is in transit to another account. */
  TransferSent: z.strictObject({
    amount: v.amount,
    asset: v.asset,
    at: v.timestamp,
    reference: v.reference,
    to: v.accountId,
  }),
  /** The other half of a transfer. */
  TransferReceived: z.strictObject({
    amount: v.amount,
    asset: v.asset,
    at: v.timestamp,
    from: v.accountId,
    /** Of `TransferSent` in the stream of who sent it. */
    sentRevision: v.revision,
    /** Present where the account cannot have it: then it lies in suspense, and an operator is told. */
    suspended: v.suspenseReason.optional(),
  }),
  /** What two operators had decided is put right. */
  CorrectionSettled: z.strictObject({
    at: v.timestamp,
    /** Of `CorrectionApproved` in the stream of the corrections. */
    correctionRevision: v.revision,
    /** For the position: what is traded back, or traded again. */
    fills: z.array(correctionFill).max(4),
    lines: z
      .array(
        correctionLine.extend({
          /** Of `amount` what the account itself got or gave: the rest is in suspense, or the venue's. */
          own: v.decimal,
        }),
      )
      .max(6),
  }),
} as const;

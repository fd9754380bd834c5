import type { CorrectionFill, CorrectionLine } from '../correction/correction.ts';
import type { AccountId, Asset, EpochMs, Minor } from '../value/units.ts';

interface FundsMoved {
  readonly at: EpochMs;
  readonly asset: Asset;
  readonly amount: Minor;
  readonly reference: string;
}

export interface FundsDeposited extends FundsMoved {
  readonly type: 'FundsDeposited';
}

/** Held until it is approved or rejected. Its id is the account and the revision of this event. */
export interface WithdrawalRequested extends FundsMoved {
  readonly type: 'WithdrawalRequested';
}

export interface FundsWithdrawn extends FundsMoved {
  readonly type: 'FundsWithdrawn';
  /** The request that was approved. Absent in logs from before withdrawals were held. */
  readonly withdrawalId?: string;
  readonly idempotencyKey?: string;
}

export interface WithdrawalRejected {
  readonly type: 'WithdrawalRejected';
  readonly at: EpochMs;
  readonly withdrawalId: string;
  readonly reason: string;
  readonly idempotencyKey?: string;
}

/** In transit from here on. */
export interface TransferSent extends FundsMoved {
  readonly type: 'TransferSent';
  readonly to: AccountId;
}

/** The other half of a transfer. */
export interface TransferReceived {
  readonly type: 'TransferReceived';
  readonly at: EpochMs;
  readonly asset: Asset;
  readonly amount: Minor;
  readonly from: AccountId;
  /** Of `TransferSent` in the stream of who sent it. */
  readonly sentRevision: number;
  /** Present where the account cannot have it: it lies in suspense. */
  readonly suspended?: SuspenseReason;
}

/** A line of a correction, and how much of it the account itself got or gave. */
export interface SettledLine extends CorrectionLine {
  readonly own: Minor;
}

/** Something was put right that two people had looked at. */
export interface CorrectionSettled {
  readonly type: 'CorrectionSettled';
  readonly at: EpochMs;
  /** Of `CorrectionApproved` in the stream of the corrections. */
  readonly correctionRevision: number;
  readonly lines: readonly SettledLine[];
  readonly fills: readonly CorrectionFill[];
}

/** Why money that came for an account lies in suspense. */
export type SuspenseReason = 'account-closed' | 'asset-delisted';

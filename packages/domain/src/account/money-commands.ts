import type { AccountId, Asset, EpochMs, Minor, OnGrid } from '../value/units.ts';

interface MoveFunds {
  readonly asset: Asset;
  /** OFF_GRID: finer than the asset's minor unit. Undefined: the asset is not listed. */
  readonly amount: OnGrid<Minor> | undefined;
  /** The same reference with the same content is the same request. */
  readonly reference: string;
}

export interface Deposit extends MoveFunds {
  readonly type: 'Deposit';
}

/** Holds the amount until somebody approves or rejects it. */
export interface Withdraw extends MoveFunds {
  readonly type: 'Withdraw';
}

interface DecideWithdrawal {
  readonly receivedAt: EpochMs;
  readonly withdrawalId: string;
  readonly idempotencyKey?: string;
}

/** The money leaves. */
export interface ApproveWithdrawal extends DecideWithdrawal {
  readonly type: 'ApproveWithdrawal';
}

/** The money is free again. */
export interface RejectWithdrawal extends DecideWithdrawal {
  readonly type: 'RejectWithdrawal';
  readonly reason: string;
}

/** Moves money to another account of the venue. */
export interface Transfer extends MoveFunds {
  readonly type: 'Transfer';
  readonly to: AccountId;
  /** What is known of the account that it goes to; undefined: there is none. */
  readonly recipient: 'open' | 'closed' | undefined;
}

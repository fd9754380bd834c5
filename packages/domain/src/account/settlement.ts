import type { CorrectionLeg } from '../correction/correction.ts';
import type { Outcome } from '../market/outcome.ts';
import type { AccountId, Asset, EpochMs, MarketSymbol, Minor } from '../value/units.ts';
import type { RiskRequest } from './control-events.ts';

/** What others have decided and this account carries out, exactly once, in the order of the log. Never denied. */
export type Settlement =
  | SettleOutcome
  | ReceiveTransfer
  | SettleCorrection
  | HearClock
  | TripForRisk;

/** A market's outcome that touches an order of this account. */
export interface SettleOutcome {
  readonly type: 'SettleOutcome';
  readonly symbol: MarketSymbol;
  readonly marketRevision: number;
  /** Revision of the input that the outcome answers, in the stream of the account that asked. */
  readonly inputRevision: number;
  readonly at: EpochMs;
  readonly outcome: Outcome;
}

/** Another account of the venue has sent money here. */
export interface ReceiveTransfer {
  readonly type: 'ReceiveTransfer';
  readonly from: AccountId;
  /** Of `TransferSent` in the stream of who sent it. */
  readonly sentRevision: number;
  readonly at: EpochMs;
  readonly asset: Asset;
  readonly amount: Minor;
}

/** Two people have decided that something is put right. */
export interface SettleCorrection {
  readonly type: 'SettleCorrection';
  /** Of `CorrectionApproved` in the stream of the corrections. */
  readonly correctionRevision: number;
  readonly at: EpochMs;
  /** Of all accounts that it touches. */
  readonly legs: readonly CorrectionLeg[];
}

/** How late it is: what is due here happens now. */
export interface HearClock {
  readonly type: 'HearClock';
  readonly at: EpochMs;
  readonly to: EpochMs;
}

/** A hard limit of the account, or of its owner group, is reached. */
export interface TripForRisk {
  readonly type: 'TripForRisk';
  readonly at: EpochMs;
  readonly risk: RiskRequest;
  /** Which limit, in words. */
  readonly reason: string;
}

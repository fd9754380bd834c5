import type { Receipt, Order as WireOrder } from '@truetape/contracts';
import type { AccountCommand, Denial, SettleOutcome } from '@truetape/domain';
import type { Actor } from '@truetape/kernel';

/** A command for one account, with who asks and until when it may be appended. */
export interface Request {
  readonly accountId: string;
  readonly command: Exclude<AccountCommand, SettleOutcome>;
  /**
   * Says the command anew, right before it is decided: of what is counted in the units of an order, which this process may
   * not have read of, or may have known otherwise, when it was asked.
   */
  readonly reckon?: () => Request['command'];
  readonly correlationId: string;
  readonly actor: Actor;
  /** By the clock that was given to `createAccounts`. Past it the command is dropped and never appended. */
  readonly deadlineMs: number;
}

export type Answer = Done | Denied | Failure;

/** Appended now, or `repeated`: by an earlier request that was the same. On disk either way. */
export interface Done {
  readonly kind: 'done';
  readonly receipt: Receipt;
  /** Log position of the event that the receipt names. */
  readonly position: number;
  readonly repeated: boolean;
  /** For commands on one order: the order as this answer's position has it. */
  readonly order?: WireOrder;
  /** For a pair: its legs, the first one first. The receipt is that of the second one. */
  readonly orders?: readonly [WireOrder, WireOrder];
}

/** Refused on a state that is on disk: nothing was appended, nothing is held. */
export interface Denied {
  readonly kind: 'denied';
  readonly denial: Denial;
}

export interface Failure {
  readonly kind: 'failed';
  readonly code:
    | 'SERVICE_DEADLINE'
    | 'SERVICE_OVERLOADED'
    | 'SERVICE_UNAVAILABLE'
    | 'SERVICE_UNKNOWN_OUTCOME';
}

export const failure = (code: Failure['code']): Failure => ({ kind: 'failed', code });

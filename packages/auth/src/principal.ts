/** Who is asking. What a principal may do follows from its role and nothing else. */
export type Principal = Operator | Trader;

interface Identity {
  /** Recorded as the actor of every event that this principal causes. */
  readonly userId: string;
  /** Names the key and tells nothing about the token. */
  readonly keyId: string;
}

/** Lists instruments, opens accounts, moves funds; may look at every account and places no orders. */
export interface Operator extends Identity {
  readonly role: 'operator';
}

/** Trades for one account, and sees no other. */
export interface Trader extends Identity {
  readonly role: 'trader';
  readonly accountId: string;
}

export function mayReach(principal: Principal, accountId: string): boolean {
  return principal.role === 'operator' || principal.accountId === accountId;
}

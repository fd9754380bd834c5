import type { ModelAccount } from '../model-account.ts';
import { type ModelLimits, NO_LIMITS } from './model-limits.ts';
import type { Notes } from './notes.ts';

/** Whom limits bind: an account, or all accounts of an owner group together. */
export interface Bound {
  readonly limits: ModelLimits;
  readonly accounts: readonly ModelAccount[];
  /** Messages and duplicates are counted for each account by itself. */
  readonly notes?: Notes;
  /** False where the process that decides may not have read yet what others of the group have done. */
  readonly isKnown: boolean;
}

/** Who decides about an owner group, and who is in it. */
export interface Groups {
  readonly accounts: ReadonlyMap<string, ModelAccount>;
  /** Whether one process writes all accounts: then it decides in the order of the log. */
  readonly isOneWriter: boolean;
}

export function boundsOf(account: ModelAccount, groups: Groups): readonly Bound[] {
  const { limits, notes } = account;
  const own: Bound = { limits, accounts: [account], notes, isKnown: true };
  const group = groupLimitsOf(account, groups);
  if (group === NO_LIMITS) return [own];
  const accounts = membersWith(account, groups);
  return [own, { limits: group, accounts, isKnown: groups.isOneWriter }];
}

/** The other accounts that limits bind together with this one. */
export const boundWith = (account: ModelAccount, groups: Groups): readonly ModelAccount[] =>
  groupLimitsOf(account, groups) === NO_LIMITS
    ? []
    : membersWith(account, groups).filter((other) => other !== account);

/** All accounts of the owner group that an account is in. */
const membersWith = ({ ownerGroup }: ModelAccount, { accounts }: Groups) =>
  [...accounts.values()].filter((other) => other.ownerGroup === ownerGroup);

const groupLimitsOf = ({ ownerGroup }: ModelAccount, { accounts }: Groups): ModelLimits =>
  accounts.get(ownerGroup)?.groupLimits ?? NO_LIMITS;

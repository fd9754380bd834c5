import type { AccountState, OwnerGroup } from '@truetape/domain';

/** Which accounts belong together, by the account that leads them. Most lead only themselves. */
export function createOwnerGroups(stateOf: (accountId: string) => AccountState) {
  const members = new Map<string, string[]>();

  const membersOf = (leader: string): readonly string[] => members.get(leader) ?? [leader];

  return {
    add: (accountId: string, leader: string): void => {
      if (accountId !== leader) members.set(leader, [...membersOf(leader), accountId]);
    },
    /** All accounts of the group that an account is in. */
    membersWith: (state: AccountState): readonly string[] =>
      state.status === 'none' ? [] : membersOf(state.ownerGroup),
    /** What binds the group of an account; undefined where nothing does. */
    groupOf: (state: AccountState): OwnerGroup | undefined => {
      if (state.status === 'none') return undefined;
      const leader = state.ownerGroup === state.accountId ? state : stateOf(state.ownerGroup);
      const limits = leader.status === 'none' ? undefined : leader.groupLimits;
      if (limits === undefined) return undefined;
      const others = membersOf(state.ownerGroup)
        .filter((accountId) => accountId !== state.accountId)
        .map(stateOf)
        .filter((other) => other.status !== 'none');
      return { limits, others };
    },
    stored: (): readonly (readonly [string, readonly string[]])[] => [...members],
    restore: (stored: Iterable<readonly [string, readonly string[]]>): void => {
      for (const [leader, accountIds] of stored) members.set(leader, [...accountIds]);
    },
  };
}

/** Which accounts have one owner, by their numbers. One of a group leads it; an account leads itself at first. */
export class OwnerGroups {
  readonly #leaders: number[] = [];
  readonly #members: number[][] = [];

  /** Adds the account with the next number. */
  add(): void {
    const account = this.#leaders.length;
    this.#leaders.push(account);
    this.#members.push([account]);
  }

  /** Equal for two accounts of one owner, and for no others. */
  leaderOf(account: number): number {
    return this.#leaders[account] as number;
  }

  membersOf(leader: number): readonly number[] {
    return this.#members[leader] as number[];
  }

  /** Says which account leads the group of this one, from now on. */
  join(account: number, leader: number): void {
    const before = this.leaderOf(account);
    if (before === leader) return;
    this.#members[before] = this.membersOf(before).filter((member) => member !== account);
    this.#members[leader] = [...this.membersOf(leader), account];
    this.#leaders[account] = leader;
  }
}

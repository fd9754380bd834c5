import type { Identities } from '../identity/identities.ts';
import type { PersonKeys } from '../personal-data/person-keys.ts';
import { unseal } from '../personal-data/seal.ts';
import type { User } from '../user/user.ts';

/** So many are unsealed before others get their turn: some milliseconds. */
const AT_ONCE = 100;

/**
 * Finds users by their e-mail. The log has it sealed only, another text each time, so that nobody can look an address up
 * in it; what is found here is in memory, and made when it is asked for first. Of two users with one address the one who
 * was there first has it.
 */
export class Emails {
  readonly #identities: Identities;
  readonly #keys: PersonKeys;
  readonly #users = new Map<string, string>();
  #read = 0;
  #reading: Promise<void> | undefined;

  constructor(identities: Identities, keys: PersonKeys) {
    this.#identities = identities;
    this.#keys = keys;
  }

  async userOf(email: string): Promise<User | undefined> {
    while (this.#read < this.#identities.registered.length) {
      this.#reading ??= this.#readOn();
      await this.#reading;
    }
    const userId = this.#users.get(email);
    const user = userId === undefined ? undefined : this.#identities.userOf(userId);
    return user?.status === 'erased' ? undefined : user;
  }

  async #readOn(): Promise<void> {
    for (const userId of this.#identities.registered.slice(this.#read, this.#read + AT_ONCE)) {
      this.#read += 1;
      const sealed = this.#identities.userOf(userId)?.email;
      if (sealed === undefined) continue;
      const email = unseal(this.#keys, { personId: userId, purpose: 'email' }, sealed);
      if (email.ok && !this.#isTaken(email.value)) this.#users.set(email.value, userId);
    }
    await new Promise((resolve) => setImmediate(resolve));
    this.#reading = undefined;
  }

  /** Who is erased leaves the address to others. */
  #isTaken(email: string): boolean {
    const userId = this.#users.get(email);
    return userId !== undefined && this.#identities.userOf(userId)?.status !== 'erased';
  }
}

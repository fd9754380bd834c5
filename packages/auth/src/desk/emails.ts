import { hash } from 'node:crypto';
import type { Identities } from '../identity/identities.ts';
import type { PersonKeys } from '../personal-data/person-keys.ts';
import { unseal } from '../personal-data/seal.ts';
import type { User } from '../user/user.ts';

/** What attempts are counted by: no address of anybody lies in memory for it. */
export const nameOfEmail = (email: string) => hash('sha256', email, 'base64url');

/** So many are unsealed before others get their turn: some milliseconds. */
const AT_ONCE = 100;

/**
 * Finds users by their e-mail. The log has it sealed only, another text each time, so that nobody can look an address up
 * in it; what is found here is in memory, and made when it is asked for first. Of two users with one address the one who
 * was there first has it, until they are erased.
 */
export class Emails {
  readonly #identities: Identities;
  readonly #keys: PersonKeys;
  /** Those who have it or had it, in the order in which they came. */
  readonly #users = new Map<string, readonly string[]>();
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
    return (this.#users.get(email) ?? [])
      .map((userId) => this.#identities.userOf(userId))
      .find((user) => user !== undefined && user.status !== 'erased');
  }

  /** Whether the address of a user is theirs, and not that of somebody who was there before. */
  async isOwn({ userId, email }: User): Promise<boolean> {
    if (email === undefined) return false;
    const unsealed = unseal(this.#keys, { personId: userId, purpose: 'email' }, email);
    return unsealed.ok && (await this.userOf(unsealed.value))?.userId === userId;
  }

  async #readOn(): Promise<void> {
    for (const userId of this.#identities.registered.slice(this.#read, this.#read + AT_ONCE)) {
      this.#read += 1;
      const sealed = this.#identities.userOf(userId)?.email;
      if (sealed === undefined) continue;
      const email = unseal(this.#keys, { personId: userId, purpose: 'email' }, sealed);
      if (!email.ok) continue;
      this.#users.set(email.value, [...(this.#users.get(email.value) ?? []), userId]);
    }
    await new Promise((resolve) => setImmediate(resolve));
    this.#reading = undefined;
  }
}

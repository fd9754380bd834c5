import type { PersonKeys } from '../personal-data/person-keys.ts';
import { seal } from '../personal-data/seal.ts';

export interface AddressesOptions {
  readonly personKeys: PersonKeys;
  readonly clockMs: () => number;
  /** Told when the key of a person cannot be used: then events do without the address. */
  readonly onFailure: (error: unknown) => void;
}

/** What is known of one person and address is sealed once: these are kept. */
const KEPT_MAX = 10_000;
/** What an address is sealed as. */
export const ADDRESS = 'address';

/** From where somebody came, as it may stand in the log: sealed with the key of a person. */
export class Addresses {
  readonly #options: AddressesOptions;
  /** By person and address; what was sealed first, first. */
  readonly #sealed = new Map<string, string | Promise<string | undefined>>();

  constructor(options: AddressesOptions) {
    this.#options = options;
  }

  /** For a user: at once where it was sealed before, and undefined where it cannot be. */
  of(userId: string, address: string): string | undefined | Promise<string | undefined> {
    const place = `${userId} ${address}`;
    const known = this.#sealed.get(place);
    if (known !== undefined) return known;
    const sealing = this.#seal(userId, address).then((sealed) => {
      if (sealed === undefined) this.#sealed.delete(place);
      else this.#sealed.set(place, sealed);
      return sealed;
    });
    this.#keep(place, sealing);
    return sealing;
  }

  /** Where nobody is known: with the key of the month, which is thrown away when the month is old enough. */
  ofNobody(address: string): string | undefined | Promise<string | undefined> {
    return this.of(monthOf(this.#options.clockMs()), address);
  }

  async #seal(personId: string, address: string): Promise<string | undefined> {
    const { personKeys, onFailure } = this.#options;
    try {
      // Of whoever is erased it is sealed so that nobody can read it.
      await personKeys.create(personId);
      return seal(personKeys, { personId, purpose: ADDRESS }, address);
    } catch (error) {
      onFailure(error);
      return undefined;
    }
  }

  #keep(place: string, sealing: Promise<string | undefined>): void {
    this.#sealed.set(place, sealing);
    for (const oldest of this.#sealed.keys()) {
      if (this.#sealed.size <= KEPT_MAX) break;
      this.#sealed.delete(oldest);
    }
  }
}

/** The person that addresses of nobody are sealed for: `addresses-2026-11`. */
export const monthOf = (atMs: number) => `addresses-${new Date(atMs).toISOString().slice(0, 7)}`;

import { versioned } from '@truetape/codec';
import { assert } from '@truetape/kernel';
import type { Identities } from '../identity/identities.ts';
import type { SecurityWriter } from '../journal/security-writer.ts';
import type { Wrap } from '../personal-data/master-key.ts';
import {
  createSigningKey,
  readSigningKeys,
  removeSigningKey,
  type SigningKey,
} from '../tokens/signing-keys.ts';
import { rotationDue, signerAt } from '../tokens/token-keys.ts';

export interface TokenKeysDeskOptions {
  /** Of this process. */
  readonly security: SecurityWriter;
  readonly identities: Identities;
  readonly now: () => number;
  /** Where the private halves are. */
  readonly folder: string;
  readonly wrap: Wrap;
  /** The correlation id of what is appended for keys. */
  readonly instance: string;
}

/** The keys that access tokens are signed with: private halves here, public ones in the log. */
export class TokenKeysDesk {
  readonly #options: TokenKeysDeskOptions;
  #held: readonly SigningKey[] | undefined;
  /** Made, and not known to be in the log: the next one that is due, so that there is never another one. */
  #untold: SigningKey | undefined;
  #arranging: Promise<void> | undefined;

  constructor(options: TokenKeysDeskOptions) {
    this.#options = options;
  }

  /**
   * The key that signs now. The first sign-in of a venue makes the first one; each is told in the log before it signs.
   *
   * @throws Error when keys cannot be read or written, or the log not be written
   */
  async signer(): Promise<SigningKey> {
    this.#arranging ??= this.#arrange().finally(() => {
      this.#arranging = undefined;
    });
    await this.#arranging;
    const held = this.#heldKeys();
    const own = this.#options.identities.tokenKeys.filter(({ kid }) => held.has(kid));
    const signer = signerAt(own, this.#options.now());
    const key = signer && held.get(signer.kid);
    assert(key !== undefined, 'a key is held after keys were arranged');
    return key;
  }

  /** Makes what is due and retires what is over. */
  async #arrange(): Promise<void> {
    const { security, identities, now, folder, wrap, instance } = this.#options;
    const nowMs = now();
    const held = this.#heldKeys();
    const { add, retire } = rotationDue(identities.tokenKeys, new Set(held.keys()), nowMs);
    if (!add && retire.length === 0) return;
    const at = new Date(nowMs).toISOString();
    if (identities.tokenKeys.some(({ kid }) => kid === this.#untold?.kid)) this.#untold = undefined;
    if (add && this.#untold === undefined) {
      this.#untold = createSigningKey(folder, wrap);
      this.#held = [...(this.#held ?? []), this.#untold];
    }
    const added = add && this.#untold !== undefined ? [this.#untold] : [];
    const correlationId = instance;
    const position = await security.writeSoon([
      ...added.map(({ kid, x }) =>
        versioned('TokenKeyAdded', { correlationId, data: { at, kid, x } }),
      ),
      ...retire.map((kid) => versioned('TokenKeyRetired', { correlationId, data: { at, kid } })),
    ]);
    if (position === undefined) throw new Error('The keys of tokens cannot be told in the log.');
    await identities.reached(position);
    for (const kid of retire) removeSigningKey(folder, kid);
    const isLeft = ({ kid }: SigningKey) => !retire.includes(kid);
    this.#held = (this.#held ?? []).filter(isLeft);
  }

  #heldKeys(): ReadonlyMap<string, SigningKey> {
    if (this.#held === undefined) {
      const read = readSigningKeys(this.#options.folder, this.#options.wrap);
      if (!read.ok) throw new Error(read.failure);
      this.#held = read.value;
    }
    return new Map(this.#held.map((key) => [key.kid, key]));
  }
}

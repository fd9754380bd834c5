import { hash } from 'node:crypto';
import type { KeysFile } from './keys-file.ts';
import type { Principal } from './principal.ts';

/** Finds who a token belongs to. Keeps digests of tokens only. */
export interface KeyRing {
  readonly principalOf: (token: string) => Principal | undefined;
}

/** Longer ones are not hashed at all. */
const TOKEN_LENGTH_MAX = 256;
/** Enough of the digest to tell keys apart in a log; a token cannot be found from it. */
const KEY_ID_LENGTH = 16;

/**
 * Tokens are looked up by their SHA-256: what an attacker can time is a comparison of digests that they cannot steer.
 */
export function createKeyRing({ operator, operators = [], traders }: KeysFile): KeyRing {
  const principals = new Map<string, Principal>();
  const identity = (userId: string, token: string) => ({
    userId,
    keyId: hash('sha256', token, 'hex').slice(0, KEY_ID_LENGTH),
  });
  for (const { userId, token } of [{ userId: 'operator', ...operator }, ...operators]) {
    principals.set(digestOf(token), { role: 'operator', ...identity(userId, token) });
  }
  for (const { accountId, token } of traders) {
    principals.set(digestOf(token), { role: 'trader', accountId, ...identity(accountId, token) });
  }
  return {
    principalOf: (token) =>
      token.length > TOKEN_LENGTH_MAX ? undefined : principals.get(digestOf(token)),
  };
}

/** One character per byte: the cheapest form that can be a key of a Map. */
function digestOf(token: string): string {
  return hash('sha256', token, 'binary');
}

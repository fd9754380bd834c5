import { hash } from 'node:crypto';
import type { KeysFile } from './keys-file.ts';
import type { Principal } from './principal.ts';

/** Finds who a token belongs to. Keeps digests of tokens only. */
export interface KeyRing {
  /** Undefined for a token that is not ours, not any more, or has expired. */
  readonly principalOf: (token: string) => Principal | undefined;
  /** Whether a principal that was found before would be found again. */
  readonly isValid: (principal: Principal) => boolean;
}

/** A key ring whose keys may become others. */
export interface ReplaceableKeyRing extends KeyRing {
  readonly replace: (keys: KeysFile) => void;
}

interface Key {
  readonly principal: Principal;
  readonly expiresAtMs: number | undefined;
}

/** Longer ones are not hashed at all. */
const TOKEN_LENGTH_MAX = 256;
/** Enough of the digest to tell keys apart in a log; a token cannot be found from it. */
const KEY_ID_LENGTH = 16;

/**
 * Tokens are looked up by their SHA-256: what an attacker can time is a comparison of digests that they cannot steer.
 *
 * @param clockMs asked for tokens that expire; the system's clock when left out
 */
export function createKeyRing(keys: KeysFile, clockMs = Date.now): ReplaceableKeyRing {
  let byDigest = keysIn(keys);
  let valid = principalsOf(byDigest);
  const isLeft = ({ expiresAtMs }: Key) => expiresAtMs === undefined || clockMs() < expiresAtMs;
  return {
    principalOf: (token) => {
      if (token.length > TOKEN_LENGTH_MAX) return undefined;
      const key = byDigest.get(digestOf(token));
      return key !== undefined && isLeft(key) ? key.principal : undefined;
    },
    isValid: (principal) => {
      const key = valid.get(principal);
      return key !== undefined && isLeft(key);
    },
    replace: (later) => {
      byDigest = keysIn(later, byDigest);
      valid = principalsOf(byDigest);
    },
  };
}

type Keys = ReadonlyMap<string, Key>;

const principalsOf = (keys: Keys) =>
  new Map([...keys.values()].map((key): [Principal, Key] => [key.principal, key]));

/** By the digests of their tokens. Who is the same as before is the same principal. */
function keysIn({ operator, operators = [], traders }: KeysFile, before?: Keys): Keys {
  const keys = new Map<string, Key>();
  const add = (token: string, expiresAt: string | undefined, principal: Principal) => {
    const digest = digestOf(token);
    const known = before?.get(digest)?.principal;
    const isSame = known?.role === principal.role && known.userId === principal.userId;
    keys.set(digest, {
      principal: isSame ? known : principal,
      expiresAtMs: expiresAt === undefined ? undefined : Date.parse(expiresAt),
    });
  };
  for (const { userId, token, expiresAt } of [{ userId: 'operator', ...operator }, ...operators]) {
    add(token, expiresAt, { role: 'operator', userId, keyId: keyIdOf(token) });
  }
  for (const { accountId, token, expiresAt } of traders) {
    const keyId = keyIdOf(token);
    add(token, expiresAt, { role: 'trader', accountId, userId: accountId, keyId });
  }
  return keys;
}

const keyIdOf = (token: string) => hash('sha256', token, 'hex').slice(0, KEY_ID_LENGTH);

/** One character per byte: the cheapest form that can be a key of a Map. */
function digestOf(token: string): string {
  return hash('sha256', token, 'binary');
}

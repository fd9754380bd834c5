import type { PersonKeys } from '../personal-data/person-keys.ts';
import { unseal } from '../personal-data/seal.ts';
import { ed25519KeyOf, hmacKeyOf } from '../signatures/keys.ts';
import type { VerificationKey } from '../signatures/signature.ts';
import type { ApiKey } from '../user/user.ts';
import { type Identities, isOver } from './identities.ts';

/** What a secret is sealed for. */
export const secretOf = (keyId: string) => `secret of ${keyId}`;

/** Finds what requests are verified with, by the id of a key that counts. Each key is made once. */
export function verificationKeys(
  identities: Identities,
  personKeys: PersonKeys,
  clockMs: () => number,
): (keyId: string) => VerificationKey | undefined {
  const made = new WeakMap<ApiKey, VerificationKey>();
  return (keyId) => {
    const found = identities.keyOf(keyId);
    if (found === undefined || isOver(found.key.expiresAt, clockMs())) return undefined;
    const { key, user } = found;
    const known = made.get(key) ?? keyOf(key, user.userId, personKeys);
    if (known !== undefined) made.set(key, known);
    return known;
  };
}

function keyOf(
  { keyId, publicKey, secret }: ApiKey,
  userId: string,
  personKeys: PersonKeys,
): VerificationKey | undefined {
  if (publicKey !== undefined) return ed25519KeyOf(publicKey);
  if (secret === undefined) return undefined;
  const unsealed = unseal(personKeys, { personId: userId, purpose: secretOf(keyId) }, secret);
  return unsealed.ok ? hmacKeyOf(unsealed.value) : undefined;
}

import type { PersonKeys } from '../personal-data/person-keys.ts';
import { unseal } from '../personal-data/seal.ts';

/** What is sealed of a user, as long as its key is there. */
export function shown(
  keys: PersonKeys,
  personId: string,
  purpose: string,
  sealed: string | undefined,
): string | undefined {
  if (sealed === undefined) return undefined;
  const unsealed = unseal(keys, { personId, purpose }, sealed);
  return unsealed.ok ? unsealed.value : undefined;
}

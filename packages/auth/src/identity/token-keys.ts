import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import type { TokenKey } from '../tokens/token-keys.ts';

/** The public keys that are not retired, after an event of `security`. */
export function evolveTokenKeys(
  keys: readonly TokenKey[],
  { type, data }: RecordedEvent,
): readonly TokenKey[] {
  if (type === 'TokenKeyAdded') {
    const { at, kid, x } = data as Data<'TokenKeyAdded'>;
    // Told twice where it was not known whether it had been told: the first time counts.
    if (keys.some((each) => each.kid === kid)) return keys;
    return [...keys, { kid, x, addedAtMs: Date.parse(at) }];
  }
  if (type !== 'TokenKeyRetired') return keys;
  const { kid } = data as Data<'TokenKeyRetired'>;
  return keys.filter((each) => each.kid !== kid);
}

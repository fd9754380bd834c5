import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';

/** A public key that access tokens are checked with. */
export type TokenKey = Omit<Data<'TokenKeyAdded'>, 'at'>;

export function evolveTokenKeys(
  keys: readonly TokenKey[],
  { type, data }: RecordedEvent,
): readonly TokenKey[] {
  if (type === 'TokenKeyAdded') {
    const { at: _, ...key } = data as Data<'TokenKeyAdded'>;
    return [...keys, key];
  }
  if (type !== 'TokenKeyRetired') return keys;
  const { keyId } = data as Data<'TokenKeyRetired'>;
  return keys.filter((each) => each.keyId !== keyId);
}

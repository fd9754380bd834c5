import { networkOf } from '@truetape/edge';
import { ADDRESS } from '../journal/addresses.ts';
import type { PersonKeys } from '../personal-data/person-keys.ts';
import type { User } from '../user/user.ts';
import { shown } from './shown.ts';

/**
 * Whether one of the sessions that a user has was started from there. Those that are ended say nothing: whoever was thrown
 * out is a stranger again.
 */
export function isKnownNetwork(
  keys: PersonKeys,
  { userId, sessions }: User,
  network: string,
): boolean {
  return sessions.some(({ origin }) => {
    const address = shown(keys, userId, ADDRESS, origin);
    return address !== undefined && networkOf(address) === network;
  });
}

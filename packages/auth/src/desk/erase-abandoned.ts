import { isAbandoned } from '../user/decide.ts';
import type { IdentityDesk } from './identity-desk.ts';

/**
 * Erases whoever has registered and never shown the address: what nobody will use again is not kept of anybody. One after
 * the other, beside everything else that is asked of the desk.
 */
export async function eraseAbandoned({ identities, users, personKeys, now }: IdentityDesk) {
  const at = new Date(now()).toISOString();
  const abandoned = [...identities.users].filter((user) => isAbandoned(user, at));
  for (const { userId } of abandoned) {
    const erased = await users.execute(userId, { type: 'EraseAbandoned' }, BY);
    if (erased.ok && erased.value.user.status === 'erased') await personKeys.erase(userId);
  }
}

/** Nobody has asked for it. */
const BY = { correlationId: 'abandoned' } as const;

import { isAbandoned } from '../user/decide.ts';
import type { IdentityDesk } from './identity-desk.ts';

/**
 * Erases whoever has registered and never shown the address: what nobody will use again is not kept of anybody. One after
 * the other, beside everything else that is asked of the desk; what could not be done is done when it is called again.
 */
export function abandonedEraser({ identities, users, personKeys, now, onTrouble }: IdentityDesk) {
  /** Their keys may still be there. */
  const begun = new Set<string>();
  return async (): Promise<void> => {
    const at = new Date(now()).toISOString();
    for (const user of identities.users) if (isAbandoned(user, at)) begun.add(user.userId);
    for (const userId of begun) {
      try {
        await users.execute(userId, { type: 'EraseAbandoned' }, BY);
        const user = identities.userOf(userId);
        if (user?.status === 'erased') await personKeys.erase(userId);
        else if (user !== undefined && isAbandoned(user, at)) continue;
        begun.delete(userId);
      } catch (error) {
        onTrouble('somebody who has never come back was not erased', error);
      }
    }
  };
}

/** Nobody has asked for it. */
const BY = { correlationId: 'abandoned' } as const;

import type { Actor } from '@truetape/kernel';
import type { Principal } from './principal.ts';

/**
 * Who asked, as an event says it.
 *
 * @param requestId names the request in answers, in logs and in the events that come of it
 * @param origin from where, sealed for this user
 */
export const actorOf = (
  { userId, keyId, sessionId }: Principal,
  requestId: string,
  origin?: string | null,
): Actor => ({
  ...(keyId === undefined ? {} : { keyId }),
  ...(origin === undefined || origin === null ? {} : { origin }),
  requestId,
  ...(sessionId === undefined ? {} : { sessionId }),
  userId,
});

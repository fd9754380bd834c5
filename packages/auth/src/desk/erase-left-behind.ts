import type { Identities } from '../identity/identities.ts';
import type { PersonKeys } from '../personal-data/person-keys.ts';

/** Whoever was erased when the process ended in between is erased now. */
export async function eraseLeftBehind(
  { users }: Identities,
  personKeys: PersonKeys,
): Promise<void> {
  for (const { userId, status } of users) {
    if (status !== 'erased') continue;
    const key = personKeys.keyOf(userId);
    if (key.ok || key.failure !== 'ERASED') await personKeys.erase(userId);
  }
}

import type { UserAnswer, userSession } from '@truetape/contracts';
import type { z } from 'zod';
import type { PersonKeys } from '../personal-data/person-keys.ts';
import type { Session, User } from '../user/user.ts';
import { shown } from './shown.ts';

export function userLine(user: User, keys: PersonKeys): UserAnswer {
  const { userId, status, registeredAt, isEmailVerified, roles, access, totp } = user;
  const email = shown(keys, userId, 'email', user.email);
  return {
    userId,
    status,
    registeredAt,
    ...(email === undefined ? {} : { email }),
    emailVerified: isEmailVerified,
    roles: [...roles],
    accounts: Object.entries(access).map(([accountId, level]) => ({ accountId, access: level })),
    secondFactor: totp?.isEnabled ?? false,
  };
}

export function sessionLine(
  { userId }: User,
  session: Session,
  current: string | undefined,
  keys: PersonKeys,
): z.infer<typeof userSession> {
  const { sessionId, startedAt, refreshedAt, expiresAt, steppedUpAt } = session;
  const device = shown(keys, userId, 'device', session.device);
  const address = shown(keys, userId, 'address', session.origin);
  return {
    sessionId,
    current: sessionId === current,
    startedAt,
    refreshedAt,
    expiresAt,
    ...(steppedUpAt === undefined ? {} : { steppedUpAt }),
    ...(device === undefined ? {} : { device }),
    ...(address === undefined ? {} : { address }),
  };
}

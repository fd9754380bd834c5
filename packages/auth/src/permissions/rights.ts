import { values } from '@truetape/contracts';
import type { Identities } from '../identity/identities.ts';
import type { Principal } from '../identity/principal.ts';
import type { Access, ApiKey, Role, Scope, User } from '../user/user.ts';
import type { Guarded } from './permission.ts';

/** What a principal may do at this moment, as the log says it. */
export interface Rights {
  readonly roles: readonly Role[];
  /** Undefined for a session, which is good for all. */
  readonly scopes: readonly Scope[] | undefined;
  readonly accessTo: (accountId: string) => Access | undefined;
  /** Those that there is access to. */
  readonly accounts: readonly string[];
  /** When a second factor was shown in this session; undefined for a key, and where none was. */
  readonly steppedUpAtMs: number | undefined;
}

const NONE: Rights = {
  roles: [],
  scopes: [],
  accessTo: () => undefined,
  accounts: [],
  steppedUpAtMs: undefined,
};

/** Nothing for whoever does not count any more. */
export function rightsOf(identities: Identities, principal: Principal): Rights {
  const { userId, keyId, sessionId } = principal;
  const user = identities.userOf(userId);
  if (user === undefined || user.status !== 'active') return NONE;
  if (keyId !== undefined) {
    const found = identities.keyOf(keyId);
    return found === undefined ? NONE : rightsWith(user, found.key);
  }
  const session = sessionId === undefined ? undefined : identities.sessionOf(userId, sessionId);
  if (session === undefined) return NONE;
  const { steppedUpAt } = session;
  return {
    ...rightsWith(user, {}),
    steppedUpAtMs: steppedUpAt === undefined ? undefined : Date.parse(steppedUpAt),
  };
}

function rightsWith(
  { access, roles }: User,
  { accountId: only, scopes }: Partial<Pick<ApiKey, 'accountId' | 'scopes'>>,
): Rights {
  return {
    // A key for one account is for what its user does with that account, and not for what they do for the venue.
    roles: only === undefined ? roles : [],
    scopes,
    accessTo: (accountId) =>
      (only === undefined || accountId === only) && Object.hasOwn(access, accountId)
        ? access[accountId]
        : undefined,
    accounts: Object.keys(access).filter((each) => only === undefined || each === only),
    steppedUpAtMs: undefined,
  };
}

export const hasRole = ({ roles }: Rights, { roles: needed = [] }: Guarded): boolean =>
  needed.some((role) => roles.includes(role));

export const hasScope = ({ scopes }: Rights, { scope }: Guarded): boolean =>
  scopes === undefined || scopes.includes(scope);

const LEVELS = values.access.options;

/** Whether one level is enough where another is asked for. */
export const reaches = (level: Access | undefined, needed: Access): boolean =>
  level !== undefined && LEVELS.indexOf(level) >= LEVELS.indexOf(needed);

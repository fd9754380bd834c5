import { hash } from 'node:crypto';
import { type Access, createAuthenticator, type Role, type Scope } from '@truetape/auth';
import type { TestAuthenticator } from '@truetape/auth/testing';
import { values } from '@truetape/contracts';
import { failed, ok } from '@truetape/kernel';

export const AT = '2026-01-01T00:00:00.000Z';
/** When everybody asks: sessions that were stepped up at {@link AT} are stale, keys until then are over. */
export const NOW_MS = Date.parse('2026-01-01T00:10:00.000Z');
const FRESH = '2026-01-01T00:06:00.000Z';
const LATER = '2027-01-01T00:00:00.000Z';

/** The account that most have access to, one of somebody else, one that a stranger has, and one that is not there. */
export const ACCOUNTS = { own: 'own-one', foreign: 'foreign-one', third: 'third-one' } as const;
export const MISSING = 'missing-one';

/** Somebody with one credential. */
export interface Persona {
  readonly name: string;
  readonly access?: Readonly<Record<string, Access>>;
  readonly roles?: readonly Role[];
  /** Neither a key nor a session: nobody. */
  readonly key?: {
    readonly scopes?: readonly Scope[];
    readonly accountId?: string;
    readonly expiresAt?: string;
    readonly networks?: readonly string[];
  };
  /** When it has shown a second factor. */
  readonly session?: 'never' | 'a moment ago' | 'ten minutes ago';
  /** What has happened to it, or what it brings, so that nothing of it counts. */
  readonly isRefused?: 'expired' | 'network' | 'revoked' | 'disabled' | 'erased' | 'unheard of';
}

const OWNER = { [ACCOUNTS.own]: 'owner' } as const;
const TWO = { ...OWNER, [ACCOUNTS.third]: 'owner' } as const;
const ALL_ROLES = values.role.options;
const SCOPES = values.scope.options;

export const PERSONAS: readonly Persona[] = [
  { name: 'nobody' },
  { name: 'owner', access: OWNER, key: {} },
  { name: 'owner of two', access: TWO, key: {} },
  { name: 'delegate as owner', access: { [ACCOUNTS.own]: 'owner' }, key: {} },
  { name: 'delegate as trader', access: { [ACCOUNTS.own]: 'trader' }, key: {} },
  { name: 'delegate as viewer', access: { [ACCOUNTS.own]: 'viewer' }, key: {} },
  { name: 'stranger', access: { [ACCOUNTS.third]: 'owner' }, key: {} },
  { name: 'user with nothing', key: {} },
  ...ALL_ROLES.map((role) => ({ name: role, roles: [role], key: {} })),
  { name: 'everything at once', access: OWNER, roles: ALL_ROLES, key: {} },
  { name: 'key of one account', access: TWO, roles: ALL_ROLES, key: { accountId: ACCOUNTS.own } },
  { name: 'key of an account not theirs', access: OWNER, key: { accountId: ACCOUNTS.foreign } },
  ...SCOPES.map((scope) => ({
    name: `${scope}-only key of an owner`,
    access: OWNER,
    key: { scopes: [scope] },
  })),
  ...SCOPES.map((scope) => ({
    name: `${scope}-only key of staff`,
    roles: ALL_ROLES,
    key: { scopes: [scope] },
  })),
  ...(['never', 'a moment ago', 'ten minutes ago'] as const).flatMap((session) => [
    { name: `owner in a session, second factor ${session}`, access: OWNER, session },
    { name: `staff in a session, second factor ${session}`, roles: ALL_ROLES, session },
  ]),
  { name: 'expired key', access: OWNER, key: { expiresAt: AT }, isRefused: 'expired' },
  {
    name: 'key from a wrong network',
    access: OWNER,
    key: { networks: ['203.0.113.0/24', '2001:db8::/32'] },
    isRefused: 'network',
  },
  { name: 'key from its network', access: OWNER, key: { networks: ['127.0.0.1', '::1'] } },
  { name: 'revoked key', access: OWNER, roles: ALL_ROLES, key: {}, isRefused: 'revoked' },
  { name: 'disabled user', access: OWNER, roles: ALL_ROLES, key: {}, isRefused: 'disabled' },
  { name: 'erased user', access: OWNER, roles: ALL_ROLES, key: {}, isRefused: 'erased' },
  {
    name: 'session that is ended',
    access: OWNER,
    session: 'a moment ago',
    isRefused: 'revoked',
  },
  { name: 'token that is nobody’s', isRefused: 'unheard of' },
];

const userIdOf = ({ name }: Persona) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const sessionIdOf = (persona: Persona) => `session-of-${userIdOf(persona)}`;

/** Undefined for nobody. */
export function tokenOf(persona: Persona): string | undefined {
  if (persona.name === 'nobody') return undefined;
  const userId = userIdOf(persona);
  return persona.session === undefined ? `token-of-${userId}`.padEnd(43, '.') : `eyJ${userId}`;
}

/** Says in the log of `to` who they all are, and finds them by what they bring. */
export function introduce(to: TestAuthenticator) {
  for (const persona of PERSONAS) sayOf(to, persona);
  const inSession = new Map(
    PERSONAS.filter(({ session }) => session !== undefined).map((each) => [tokenOf(each), each]),
  );
  return createAuthenticator({
    identities: to.identities,
    clockMs: () => NOW_MS,
    // How tokens are signed is another test's: here they say whose they are.
    readAccessToken: (token) => {
      const persona = inSession.get(token);
      if (persona === undefined) return failed('INVALID');
      const expiresAtMs = Number.POSITIVE_INFINITY;
      return ok({ userId: userIdOf(persona), sessionId: sessionIdOf(persona), expiresAtMs });
    },
  });
}

function sayOf({ say }: TestAuthenticator, persona: Persona): void {
  const { access = {}, roles = [], key, session, isRefused } = persona;
  if (key === undefined && session === undefined) return;
  const userId = userIdOf(persona);
  say(userId, 'UserRegistered', {});
  for (const [accountId, level] of Object.entries(access)) {
    say(userId, 'AccessGranted', { accountId, access: level });
  }
  if (roles.length > 0) say(userId, 'RolesChanged', { roles: [...roles] });
  if (key !== undefined) {
    const digest = hash('sha256', tokenOf(persona) ?? '', 'hex');
    const { scopes = SCOPES, networks, ...others } = key;
    say(userId, 'ApiKeyCreated', {
      ...{ digest, keyId: digest.slice(0, 16), kind: 'bearer', scopes: [...scopes] },
      ...(networks === undefined ? {} : { networks: [...networks] }),
      ...others,
    });
  }
  if (session !== undefined) {
    const sessionId = sessionIdOf(persona);
    const shown = session === 'ten minutes ago' ? { totpStep: 1 } : {};
    say(userId, 'SessionStarted', {
      ...{ sessionId, expiresAt: LATER, refreshDigest: '0'.repeat(64), ...shown },
    });
    if (session === 'a moment ago') {
      say(userId, 'SessionSteppedUp', { sessionId, totpStep: 2 }, FRESH);
    }
    if (isRefused === 'revoked') say(userId, 'SessionEnded', { sessionId, reason: 'revoked' });
  }
  if (isRefused === 'revoked' && key !== undefined) {
    const keyId = hash('sha256', tokenOf(persona) ?? '', 'hex').slice(0, 16);
    say(userId, 'ApiKeyRevoked', { keyId });
  }
  if (isRefused === 'disabled') say(userId, 'UserDisabled', { reason: 'a test' });
  if (isRefused === 'erased') say(userId, 'UserErased', {});
}

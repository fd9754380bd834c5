import { hash } from 'node:crypto';
import {
  type Access,
  type Authenticator,
  createAuthenticator,
  type Identities,
  type Role,
  type Scope,
} from '@truetape/auth';
import { type Data, type EventType, NEWEST_VERSIONS, streams, values } from '@truetape/contracts';
import { type EventLog, NO_STREAM } from '@truetape/event-store';
import { type NewEvent, ok } from '@truetape/kernel';

export const AT = '2026-01-01T00:00:00.000Z';
/** When everybody asks: sessions that were stepped up at {@link AT} are stale, keys until then are over. */
export const NOW_MS = Date.parse('2026-01-01T00:10:00.000Z');
const FRESH = '2026-01-01T00:06:00.000Z';
const LATER = '2027-01-01T00:00:00.000Z';

/** The account that most have access to, one of somebody else, one that a stranger has, and one that is not there. */
export const ACCOUNTS = { own: 'own-one', foreign: 'foreign-one', third: 'third-one' } as const;
export const MISSING = 'missing-one';
/** Where what is transferred goes to. */
export const SINK = 'sink-one';

/** Of whoever sets the venue up, and may everything. */
export const BOSS = 'token-of-boss'.padEnd(43, '.');

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

/** Programs that are asked about; nobody asks as they. */
export const OTHERS = ['dummy', 'guest'] as const;

/** Undefined for nobody. */
export function tokenOf(persona: Persona): string | undefined {
  if (persona.name === 'nobody') return undefined;
  const userId = userIdOf(persona);
  return persona.session === undefined ? keyTokenOf(userId) : sessionTokenOf(userId);
}

const userIdOf = (persona: Persona) => `user-${PERSONAS.indexOf(persona)}`;
const keyTokenOf = (userId: string) => `token-of-${userId}`.padEnd(43, '.');
const keyDigestOf = (userId: string) => hash('sha256', keyTokenOf(userId), 'hex');
/** What every access token begins with. */
const JWT = 'eyJ';
const sessionTokenOf = (userId: string) => `${JWT}${userId}`;
const sessionIdOf = (userId: string) => hash('sha256', userId, 'hex').slice(0, 26);

/** Says in the log who they all are. */
export async function introduce(log: EventLog): Promise<void> {
  const said = PERSONAS.map((each) => [userIdOf(each), eventsOf(each)] as const);
  const others = OTHERS.map((userId) => [userId, [eventOf('UserRegistered', {})]] as const);
  const boss = [
    eventOf('UserRegistered', {}),
    eventOf('RolesChanged', { roles: [...ALL_ROLES] }),
    ...[...Object.values(ACCOUNTS), SINK].map((accountId) =>
      eventOf('AccessGranted', { accountId, access: 'owner' }),
    ),
    keyOf(hash('sha256', BOSS, 'hex'), {}),
  ];
  for (const [userId, events] of [...said, ...others, ['boss', boss] as const]) {
    if (events.length === 0) continue;
    const appended = await log.append(streams.user(userId), NO_STREAM, events);
    if (!appended.ok) throw new Error(appended.failure.code);
  }
}

/**
 * Somebody with a key that is good for all that they may, and with a session in which a second factor was shown.
 *
 * @returns the headers of their requests
 */
export async function addUser(
  log: EventLog,
  userId: string,
  about: Pick<Persona, 'access' | 'roles'> = {},
) {
  const events = [
    ...userEvents(about),
    keyOf(keyDigestOf(userId), {}),
    ...sessionOf(sessionIdOf(userId), 'a moment ago'),
  ];
  const appended = await log.append(streams.user(userId), NO_STREAM, events);
  if (!appended.ok) throw new Error(appended.failure.code);
  return {
    byKey: { authorization: `Bearer ${keyTokenOf(userId)}` },
    bySignature: { signature: 'signed', 'signature-input': keyIdOf(keyDigestOf(userId)) },
    inSession: { authorization: `Bearer ${sessionTokenOf(userId)}` },
  } as const;
}

/** Finds them by what they bring. */
export function authenticatorOf(identities: Identities): Authenticator {
  return createAuthenticator({
    identities,
    clockMs: () => NOW_MS,
    // How tokens are signed is another test's: here they say whose they are.
    verifyToken: (token) => {
      const userId = token.slice(JWT.length);
      const expiresAtMs = Number.POSITIVE_INFINITY;
      return ok({ userId, sessionId: sessionIdOf(userId), kid: '', expiresAtMs });
    },
    // Nor how requests are.
    checkSignature: ({ headers }) =>
      ok({
        ...{ keyId: String(headers['signature-input']), algorithm: 'ed25519', nonce: '' },
        ...{ createdAtMs: NOW_MS, validUntilMs: NOW_MS + 5_000, base: '', value: Buffer.alloc(0) },
        bodyDigest: '',
      }),
  });
}

function eventsOf(persona: Persona): readonly NewEvent[] {
  const { key, session, isRefused } = persona;
  if (key === undefined && session === undefined) return [];
  const userId = userIdOf(persona);
  const digest = keyDigestOf(userId);
  const sessionId = sessionIdOf(userId);
  const isRevoked = isRefused === 'revoked';
  return [
    ...userEvents(persona),
    ...(key === undefined ? [] : [keyOf(digest, key)]),
    ...(session === undefined ? [] : sessionOf(sessionId, session)),
    ...(isRevoked && key !== undefined
      ? [eventOf('ApiKeyRevoked', { keyId: keyIdOf(digest) })]
      : []),
    ...(isRevoked && session !== undefined
      ? [eventOf('SessionEnded', { sessionId, reason: 'revoked' })]
      : []),
    ...(isRefused === 'disabled' ? [eventOf('UserDisabled', { reason: 'a test' })] : []),
    ...(isRefused === 'erased' ? [eventOf('UserErased', {})] : []),
  ];
}

function userEvents({ access = {}, roles = [] }: Pick<Persona, 'access' | 'roles'>) {
  const granted = Object.entries(access).map(([accountId, level]) =>
    eventOf('AccessGranted', { accountId, access: level }),
  );
  const given = roles.length === 0 ? [] : [eventOf('RolesChanged', { roles: [...roles] })];
  return [eventOf('UserRegistered', {}), ...granted, ...given];
}

const keyIdOf = (digest: string) => digest.slice(0, 16);

function keyOf(digest: string, { scopes = SCOPES, networks, ...others }: Persona['key'] & object) {
  return eventOf('ApiKeyCreated', {
    ...{ digest, keyId: keyIdOf(digest), kind: 'bearer', scopes: [...scopes] },
    ...(networks === undefined ? {} : { networks: [...networks] }),
    ...others,
  });
}

function sessionOf(sessionId: string, session: Persona['session']): readonly NewEvent[] {
  const shown = session === 'ten minutes ago' ? { totpStep: 1 } : {};
  const started = { sessionId, expiresAt: LATER, refreshDigest: '0'.repeat(64), ...shown };
  const steppedUp = eventOf('SessionSteppedUp', { sessionId, totpStep: 2 }, FRESH);
  return [eventOf('SessionStarted', started), ...(session === 'a moment ago' ? [steppedUp] : [])];
}

function eventOf<Type extends EventType>(
  type: Type,
  data: Omit<Data<Type>, 'at'>,
  at = AT,
): NewEvent {
  const schemaVersion = NEWEST_VERSIONS[type];
  return { type, schemaVersion, correlationId: 'introduced', data: { at, ...data } };
}

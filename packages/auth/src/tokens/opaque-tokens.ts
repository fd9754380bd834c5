import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { failed, ok, type Result } from '@truetape/kernel';
import { ID } from './form.ts';

/** A token as it is shown once, and what is kept of it. */
export interface NewToken {
  readonly token: string;
  /** SHA-256 of the whole token in hex: tells nothing of it, for it has 256 random bits. */
  readonly digest: string;
}

/** Whose session a token asks to go on. */
export interface SessionRef {
  readonly userId: string;
  readonly sessionId: string;
}

export interface RefreshToken extends SessionRef {
  readonly digest: string;
}

/** By what they begin with those who look for leaked secrets find them, and none is taken for another. */
const PREFIX = { refresh: 'ttr_', bearer: 'ttk_', mail: 'ttm_' } as const;

/** 32 bytes in base64url. */
const SECRET = '[A-Za-z0-9_-]{43}';
const REFRESH = new RegExp(
  `^${PREFIX.refresh}(?<userId>[A-Za-z0-9_-]{1,64})\\.(?<sessionId>[A-Za-z0-9_-]{1,64})\\.${SECRET}$`,
);
const BEARER = new RegExp(`^${PREFIX.bearer}${SECRET}$`);
const MAIL = new RegExp(`^${PREFIX.mail}${SECRET}$`);
const LENGTH_MAX = 256;

/**
 * Continues a session once. It names its session, so that the one stream to ask is known before the digest is compared.
 *
 * @throws Error when an id is none: 1 to 64 characters of A-Z a-z 0-9 - _
 */
export function newRefreshToken({ userId, sessionId }: SessionRef): NewToken {
  if (!ID.test(userId) || !ID.test(sessionId)) throw new Error('not an id that fits into a token');
  return newToken(`${PREFIX.refresh}${userId}.${sessionId}.`);
}

/** What a refresh token says of itself. It is nobody's until its digest is the one that the session has. */
export function readRefreshToken(token: string): Result<RefreshToken, 'INVALID'> {
  if (token.length > LENGTH_MAX) return failed('INVALID');
  const { userId, sessionId } = REFRESH.exec(token)?.groups ?? {};
  if (userId === undefined || sessionId === undefined) return failed('INVALID');
  return ok({ userId, sessionId, digest: digestOf(token) });
}

/** An API key that is sent as it is: `Authorization: Bearer ttk_…`. */
export const newBearerKey = (): NewToken => newToken(PREFIX.bearer);

/** The digest of what may be such a key; undefined for what is none. */
export const readBearerKey = (token: string) => (BEARER.test(token) ? digestOf(token) : undefined);

/** Goes to an e-mail address, and comes back once. */
export const newMailToken = (): NewToken => newToken(PREFIX.mail);

/** The digest of what may be such a token; undefined for what is none. */
export const readMailToken = (token: string) => (MAIL.test(token) ? digestOf(token) : undefined);

/** Takes as long for digests that differ at once as for those that differ at the end. */
export function isSameDigest(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length === second.length && timingSafeEqual(first, second);
}

function newToken(before: string): NewToken {
  const token = `${before}${randomBytes(32).toString('base64url')}`;
  return { token, digest: digestOf(token) };
}

function digestOf(token: string): string {
  return hash('sha256', token, 'hex');
}

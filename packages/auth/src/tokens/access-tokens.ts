import { type KeyObject, randomUUID } from 'node:crypto';
import { failed, ok, type Result } from '@truetape/kernel';
import { z } from 'zod';
import { bytesOfBase64url } from '../base64url.ts';
import { ID } from './form.ts';
import type { SessionRef } from './opaque-tokens.ts';
import type { SigningKey } from './signing-keys.ts';
import { TOKEN_LIFE_MS_MAX } from './token-keys.ts';

/** Who issues tokens, and for whom: both stand in every token, so that those of another venue are none here. */
export interface TokenRealm {
  readonly issuer: string;
  readonly audience: string;
}

/** What an access token says, and how long. It says nothing of what its user may do: that is asked each time. */
export interface AccessToken extends SessionRef {
  /** Of the key that has signed it. */
  readonly kid: string;
  readonly expiresAtMs: number;
}

/** A token was valid before, and is over now; or it never was ours. */
export type TokenFailure = 'INVALID' | 'EXPIRED';

/** RFC 9068: no other token of ours, or of others, is of this type. */
const TYPE = 'at+jwt';
const ALGORITHM = 'EdDSA';
/** A token of ours has some 450 characters; longer ones are not looked at. */
export const TOKEN_LENGTH_MAX = 1_024;
/** How far the clock that issued a token may be ahead. */
const CLOCK_AHEAD_MS = 1_000;

const FORM = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$/;
const id = z.string().regex(ID);
const seconds = z.number().int().min(0).max(9_999_999_999);
/** Nothing else may stand there: no key that comes with the token (`jwk`, `jku`, `x5c`, `x5u`), and no `crit`. */
const header = z.strictObject({ alg: z.literal(ALGORITHM), typ: z.literal(TYPE), kid: id });
const claims = z.strictObject({
  iss: z.string(),
  aud: z.string(),
  sub: id,
  sid: id,
  iat: seconds,
  exp: seconds,
  jti: z.uuid(),
});

/** `jose` takes a fiftieth of a second to load, and the order path is there before anybody has a token. */
const signing = () => import('jose/jwt/sign');
const verifying = () => import('jose/jws/compact/verify');

/**
 * A token for a session. Its times are whole seconds, rounded down.
 *
 * @param lifeMs how long it counts: 15 minutes at most
 */
export async function issueAccessToken(
  { userId, sessionId, nowMs }: SessionRef & { readonly nowMs: number },
  { issuer, audience }: TokenRealm,
  { kid, privateKey }: SigningKey,
  lifeMs = TOKEN_LIFE_MS_MAX,
): Promise<string> {
  const { SignJWT } = await signing();
  const issuedAt = Math.floor(nowMs / 1000);
  const life = Math.floor(Math.min(lifeMs, TOKEN_LIFE_MS_MAX) / 1000);
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + life)
    .setJti(randomUUID())
    .sign(privateKey);
}

export interface Verification extends TokenRealm {
  readonly nowMs: number;
  /** The public half of a key that is not retired. */
  readonly keyOf: (kid: string) => KeyObject | undefined;
}

/**
 * What a token says, when we have signed it and it has not expired. Everything that can be wrong with it is INVALID: what
 * it is does not concern whoever sent it.
 */
export async function verifyAccessToken(
  token: string,
  verification: Verification,
): Promise<Result<AccessToken, TokenFailure>> {
  if (token.length > TOKEN_LENGTH_MAX || !FORM.test(token)) return failed('INVALID');
  const [head = '', body = '', signature = ''] = token.split('.');
  const kid = header.safeParse(jsonOf(head)).data?.kid;
  const key = kid === undefined ? undefined : verification.keyOf(kid);
  if (kid === undefined || key === undefined || bytesOfBase64url(signature) === undefined) {
    return failed('INVALID');
  }
  try {
    const { compactVerify } = await verifying();
    await compactVerify(token, key, { algorithms: [ALGORITHM] });
  } catch {
    return failed('INVALID');
  }
  const said = claims.safeParse(jsonOf(body)).data;
  if (said === undefined || !isOfRealm(said, verification)) return failed('INVALID');
  const issuedAtMs = said.iat * 1000;
  const expiresAtMs = said.exp * 1000;
  const { nowMs } = verification;
  const lifeMs = expiresAtMs - issuedAtMs;
  if (lifeMs <= 0 || lifeMs > TOKEN_LIFE_MS_MAX) return failed('INVALID');
  if (issuedAtMs > nowMs + CLOCK_AHEAD_MS) return failed('INVALID');
  if (nowMs >= expiresAtMs) return failed('EXPIRED');
  return ok({ kid, userId: said.sub, sessionId: said.sid, expiresAtMs });
}

const isOfRealm = ({ iss, aud }: z.infer<typeof claims>, { issuer, audience }: TokenRealm) =>
  iss === issuer && aud === audience;

/** Undefined for what is not JSON as we write it: then no name stands in it twice. */
function jsonOf(part: string): unknown {
  const text = bytesOfBase64url(part)?.toString() ?? '';
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

import { z } from 'zod';
import * as v from '../values.ts';

const at = v.timestamp;

/** How a second factor was shown; each code counts once. Neither where none was. */
const secondFactor = {
  /** Which of the recovery codes it was. */
  recoveryCode: v.count.optional(),
  /** The 30 seconds that the code of an authenticator was for, counted from 1970. */
  totpStep: v.count.optional(),
} as const;

/** Stream `user-{id}`: who somebody is, what they sign in with, and what they may do. */
export const userEvents = {
  /** A person has both; a program that is a user of its own has neither. */
  UserRegistered: z.strictObject({
    at,
    email: v.sealed.optional(),
    /** The hash of it. */
    password: v.sealed.optional(),
  }),
  /** Something was mailed that shows who has the address. */
  MailTokenIssued: z.strictObject({
    at,
    /** SHA-256 of the token. */
    digest: v.hash,
    expiresAt: v.timestamp,
    purpose: z.enum(['verify-email', 'reset-password']),
  }),
  EmailVerified: z.strictObject({ at }),
  PasswordChanged: z.strictObject({
    at,
    password: v.sealed,
    /** `rehashed`: the same password, hashed with more work. */
    reason: z.enum(['asked', 'reset', 'rehashed']),
  }),
  /** Somebody was at the door and did not come in. In `security` where there is no such user. */
  SignInFailed: z.strictObject({
    at,
    /** From where, where there is no user whose key could seal it: with the key of the month. */
    origin: v.sealed.optional(),
    reason: z.enum(['unknown', 'password', 'second-factor', 'unverified', 'disabled']),
  }),
  SessionStarted: z.strictObject({
    at,
    /** What the client calls itself. */
    device: v.sealed.optional(),
    /** It is over then, refreshed or not. */
    expiresAt: v.timestamp,
    ...secondFactor,
    /** SHA-256 of the one refresh token that counts. */
    refreshDigest: v.hash,
    sessionId: v.sessionId,
  }),
  SessionRefreshed: z.strictObject({ at, refreshDigest: v.hash, sessionId: v.sessionId }),
  /** For what needs a second factor, it was shown once more. */
  SessionSteppedUp: z.strictObject({ at, ...secondFactor, sessionId: v.sessionId }),
  SessionEnded: z.strictObject({
    at,
    reason: z.enum(['signed-out', 'revoked', 'refresh-reused', 'password-changed']),
    sessionId: v.sessionId,
  }),
  /** An authenticator was shown a secret, and has not shown yet that it has it. */
  TotpPrepared: z.strictObject({ at, secret: v.sealed }),
  TotpEnabled: z.strictObject({
    at,
    /** SHA-256 of each recovery code. */
    recoveryDigests: z.array(v.hash).max(20),
    totpStep: v.count,
  }),
  TotpDisabled: z.strictObject({ at, ...secondFactor }),
  ApiKeyCreated: z.strictObject({
    /** The only account that it reaches; without it all that its user does. */
    accountId: v.accountId.optional(),
    at,
    /** SHA-256 of a `bearer` token. */
    digest: v.hash.optional(),
    expiresAt: v.timestamp.optional(),
    keyId: v.keyId,
    kind: v.keyKind,
    name: v.keyName.optional(),
    /** The only networks that it may be used from. */
    networks: z.array(v.network).max(v.NETWORKS_MAX).optional(),
    /** Of an `ed25519` key, as `x` of its JWK. */
    publicKey: v.publicKey.optional(),
    scopes: z.array(v.scope).min(1),
    /** Of an `hmac-sha256` key. */
    secret: v.sealed.optional(),
  }),
  ApiKeyRevoked: z.strictObject({ at, keyId: v.keyId }),
  /** These roles and no others. */
  RolesChanged: z.strictObject({ at, roles: z.array(v.role) }),
  AccessGranted: z.strictObject({ access: v.access, accountId: v.accountId, at }),
  AccessWithdrawn: z.strictObject({ accountId: v.accountId, at }),
  /** Nothing of theirs counts any more, until they are enabled. Sessions are over for good. */
  UserDisabled: z.strictObject({ at, reason: v.reason }),
  UserEnabled: z.strictObject({ at, reason: v.reason }),
  /** The key of what is sealed here is thrown away. */
  UserErased: z.strictObject({ at }),
} as const;

/** Stream `security`: what is no user's own. */
export const securityEvents = {
  /** Access tokens are signed with it, a quarter of an hour from then on. */
  TokenKeyAdded: z.strictObject({
    at,
    /** Its thumbprint (RFC 7638). */
    kid: v.thumbprint,
    /** The public half. */
    x: v.publicKey,
  }),
  /** What it has signed counts no more. */
  TokenKeyRetired: z.strictObject({ at, kid: v.thumbprint }),
  /** A request was refused for who asked, or for what they may not do. */
  AccessDenied: z.strictObject({
    at,
    code: v.errorCode,
    /** From where, where nobody is known whose key could seal it: with the key of the month. */
    origin: v.sealed.optional(),
    route: v.routeName,
  }),
  /** More of the same, beyond those that are told one by one. */
  AccessesDenied: z.strictObject({ code: v.errorCode, count: v.count, from: at, to: at }),
  /** Somebody of the staff, an auditor above all, has looked at what is somebody's own. It was written before they saw it. */
  AuditorRead: z.strictObject({
    /** Whose it was, where it was one account's. */
    accountId: v.accountId.optional(),
    at,
    route: v.routeName,
  }),
} as const;

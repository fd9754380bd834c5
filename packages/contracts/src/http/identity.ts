import { z } from 'zod';
import * as v from '../values.ts';
import { receipt } from './answers.ts';

/** Whatever a person types. Whether it is good enough is another question, and has its own answers. */
const password = z.string().min(1).max(1_024);
/** Of an authenticator, or one of the recovery codes. */
const code = z.string().min(6).max(64);
const mailToken = z.string().min(1).max(200);

/** `POST /v1/users` */
export const registerUser = z.strictObject({ email: v.email, password });
/** `POST /v1/users/verify` */
export const verifyEmail = z.strictObject({
  token: mailToken,
  /** That of the registration which the mail is for: others may have registered with the same address. */
  password,
});
/** `POST /v1/password-resets` */
export const requestPasswordReset = z.strictObject({ email: v.email });
/** `POST /v1/password-resets/confirm` */
export const confirmPasswordReset = z.strictObject({ token: mailToken, password });
/** `POST /v1/password` */
export const changePassword = z.strictObject({ password, newPassword: password });

/** `POST /v1/sessions` */
export const signIn = z.strictObject({
  email: v.email,
  password,
  code: code.optional(),
  /** What the client calls itself, to be told from others in the list of sessions. */
  device: z.string().min(1).max(200).optional(),
});
/** `POST /v1/sessions/refresh` */
export const refreshSession = z.strictObject({ refreshToken: z.string().min(1).max(256) });
/** `POST /v1/sessions/step-up` */
export const stepUp = z.strictObject({ code });
/** `DELETE /v1/sessions` */
export const endSessionsQuery = z.strictObject({
  /** All but the one that asks. */
  keep: z.literal('current').optional(),
});

/** `POST /v1/second-factor` */
export const prepareSecondFactor = z.strictObject({ password });
/** `POST /v1/second-factor/enable`, `POST /v1/second-factor/disable` */
export const secondFactorCode = z.strictObject({ code });

/** `POST /v1/keys` */
export const createKey = z
  .strictObject({
    kind: v.keyKind,
    name: v.keyName.optional(),
    scopes: z.array(v.scope).min(1).max(v.scope.options.length),
    /** The only account that it may reach. */
    accountId: v.accountId.optional(),
    networks: z.array(v.network).min(1).max(v.NETWORKS_MAX).optional(),
    expiresAt: v.timeInput.optional(),
    /** Of `ed25519` only, and always: `x` of its JWK. */
    publicKey: v.publicKey.optional(),
  })
  .superRefine(({ kind, publicKey, scopes }, context) => {
    if ((kind === 'ed25519') !== (publicKey !== undefined)) {
      const message = 'of a key of the kind ed25519, and of no other';
      context.addIssue({ code: 'custom', path: ['publicKey'], message });
    }
    if (new Set(scopes).size !== scopes.length) {
      context.addIssue({ code: 'custom', path: ['scopes'], message: 'each scope once' });
    }
  });

/** `POST /v1/users/programs`: a user that is no person, and signs in with keys that others make for it. */
export const registerProgram = z.strictObject({
  // What addresses of strangers are sealed with has a name that begins so.
  userId: v.userId.regex(/^(?!addresses-)/, 'a name that does not begin with "addresses-"'),
});
/** `POST /v1/users/{userId}/roles` */
export const changeRoles = z.strictObject({
  roles: z.array(v.role).max(v.role.options.length),
});
/** `POST /v1/users/{userId}/status` */
export const changeUserStatus = z.strictObject({
  status: z.enum(['active', 'disabled']),
  reason: v.reasonInput,
});
/** `POST /v1/accounts/{id}/access` */
export const grantAccess = z.strictObject({ userId: v.userId, access: v.access });

export const userPath = z.strictObject({ userId: v.userId });
export const sessionPath = z.strictObject({
  sessionId: z.union([z.literal('current'), v.sessionId]),
});
export const keyPath = z.strictObject({ keyId: v.keyId });
export const userKeyPath = z.strictObject({ userId: v.userId, keyId: v.keyId });
export const accessPath = z.strictObject({ id: v.accountId, userId: v.userId });

/** What was asked for is in the log. */
export const identityAnswer = z.strictObject({ receipt, position: v.count });
export type IdentityAnswer = z.infer<typeof identityAnswer>;

/** Where a mail goes only if there is somebody to get it: the answer is the same. */
export const mailAnswer = z.strictObject({ status: z.literal('mailed') });

/** `POST /v1/password-resets/confirm` */
export const resetAnswer = z.strictObject({ status: z.literal('changed') });

export const tokensAnswer = z.strictObject({
  userId: v.userId,
  sessionId: v.sessionId,
  tokenType: z.literal('Bearer'),
  accessToken: z.string(),
  /** Seconds that the access token counts. */
  expiresIn: v.count,
  /** Continues the session once, and is answered with the next one. */
  refreshToken: z.string(),
  /** Then the session is over, refreshed or not. */
  sessionExpiresAt: v.timestamp,
});
export type TokensAnswer = z.infer<typeof tokensAnswer>;

export const userSession = z.strictObject({
  sessionId: v.sessionId,
  current: z.boolean(),
  startedAt: v.timestamp,
  refreshedAt: v.timestamp,
  expiresAt: v.timestamp,
  /** When a second factor was shown last. */
  steppedUpAt: v.timestamp.optional(),
  device: z.string().optional(),
  address: z.string().optional(),
});
export const userSessionsAnswer = z.strictObject({ items: z.array(userSession) });

export const keyAnswer = z.strictObject({
  keyId: v.keyId,
  kind: v.keyKind,
  name: v.keyName.optional(),
  scopes: z.array(v.scope),
  accountId: v.accountId.optional(),
  networks: z.array(v.network).optional(),
  createdAt: v.timestamp,
  expiresAt: v.timestamp.optional(),
  publicKey: v.publicKey.optional(),
});
export type KeyAnswer = z.infer<typeof keyAnswer>;
export const keysAnswer = z.strictObject({ items: z.array(keyAnswer) });
/** With its secret, which is shown this once. */
export const newKeyAnswer = keyAnswer.extend({
  /** Of a `bearer` key. */
  token: z.string().optional(),
  /** Of an `hmac-sha256` key. */
  secret: z.string().optional(),
  ...identityAnswer.shape,
});

export const accessLine = z.strictObject({ accountId: v.accountId, access: v.access });
export const userAnswer = z.strictObject({
  userId: v.userId,
  status: z.enum(['active', 'disabled', 'erased']),
  registeredAt: v.timestamp,
  /** Where the key of its person is still there. */
  email: z.string().optional(),
  emailVerified: z.boolean(),
  roles: z.array(v.role),
  accounts: z.array(accessLine),
  secondFactor: z.boolean(),
});
export type UserAnswer = z.infer<typeof userAnswer>;

export const accountAccessAnswer = z.strictObject({
  items: z.array(z.strictObject({ userId: v.userId, access: v.access })),
});

/** To be shown to an authenticator. */
export const newSecondFactorAnswer = z.strictObject({
  secret: z.string(),
  /** The same as an address of `otpauth:`, for a QR code. */
  uri: z.string(),
});
/** Each is good once where the authenticator is not at hand. */
export const recoveryCodesAnswer = z.strictObject({
  recoveryCodes: z.array(z.string()),
  ...identityAnswer.shape,
});

/** RFC 7517 */
export const jwksAnswer = z.strictObject({
  keys: z.array(
    z.strictObject({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      use: z.literal('sig'),
      alg: z.literal('EdDSA'),
      kid: v.thumbprint,
      x: v.publicKey,
    }),
  ),
});

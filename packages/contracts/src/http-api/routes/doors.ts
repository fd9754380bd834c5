import * as i from '../../http/identity.ts';
import type { Routes } from '../route.ts';

const credentials = 'optional' as const;
const UNKNOWN = 'SERVICE_UNKNOWN_OUTCOME' as const;
const OF_USER = ['AUTH_USER_NOT_FOUND', 'AUTH_USER_STATUS', UNKNOWN] as const;

/** What is asked by whoever is not known yet. */
export const DOOR_ROUTES = {
  'POST /v1/users': {
    name: 'registerUser',
    topic: 'Users',
    summary: 'Registers a person. The answer is the same where the address is known already.',
    credentials,
    body: i.registerUser,
    answers: { 202: i.mailAnswer },
    errors: ['AUTH_PASSWORD_WEAK', 'AUTH_BUSY', ...OF_USER],
  },
  'POST /v1/users/verify': {
    name: 'verifyEmail',
    topic: 'Users',
    summary: 'Shows that a mail has come, to whoever has registered with that password.',
    credentials,
    body: i.verifyEmail,
    answers: { 201: i.identityAnswer },
    errors: [
      'AUTH_TOKEN_INVALID',
      'AUTH_SIGN_IN_FAILED',
      'AUTH_TOO_MANY_ATTEMPTS',
      'AUTH_BUSY',
      ...OF_USER,
    ],
  },
  'POST /v1/password-resets': {
    name: 'requestPasswordReset',
    topic: 'Users',
    summary: 'Asks for a mail by which a password can be set. The answer is always the same.',
    credentials,
    body: i.requestPasswordReset,
    answers: { 202: i.mailAnswer },
  },
  'POST /v1/password-resets/confirm': {
    name: 'resetPassword',
    topic: 'Users',
    summary: 'Sets a password with the token of a mail. Every session ends.',
    credentials,
    body: i.confirmPasswordReset,
    answers: { 201: i.resetAnswer },
    errors: ['AUTH_TOKEN_INVALID', 'AUTH_PASSWORD_WEAK', 'AUTH_BUSY', ...OF_USER],
  },
  'POST /v1/sessions': {
    name: 'signIn',
    topic: 'Users',
    summary: 'Begins a session.',
    credentials,
    body: i.signIn,
    answers: { 201: i.tokensAnswer },
    errors: [
      'AUTH_SIGN_IN_FAILED',
      'AUTH_SECOND_FACTOR_REQUIRED',
      'AUTH_SECOND_FACTOR_CODE',
      'AUTH_EMAIL_UNVERIFIED',
      'AUTH_TOO_MANY_ATTEMPTS',
      'AUTH_BUSY',
      ...OF_USER,
    ],
  },
  'POST /v1/sessions/refresh': {
    name: 'refreshSession',
    topic: 'Users',
    summary: 'Continues a session. A refresh token counts once; used again, it ends the session.',
    credentials,
    body: i.refreshSession,
    answers: { 201: i.tokensAnswer },
    errors: ['AUTH_TOKEN_INVALID', ...OF_USER],
  },
  'GET /.well-known/jwks.json': {
    name: 'readTokenKeys',
    topic: 'Users',
    summary: 'The public keys of access tokens (RFC 7517).',
    credentials,
    answers: { 200: i.jwksAnswer },
  },
} as const satisfies Routes;

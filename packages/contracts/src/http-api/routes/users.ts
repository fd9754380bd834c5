import * as i from '../../http/identity.ts';
import { OF_USER } from '../codes.ts';
import type { Routes } from '../route.ts';

/** Where a password or a code is tried. */
const OF_TRY = [...OF_USER, 'AUTH_TOO_MANY_ATTEMPTS'] as const;
const done = { 201: i.identityAnswer } as const;

/** What users ask about themselves. */
export const USER_ROUTES = {
  'GET /v1/me': {
    name: 'readMe',
    topic: 'Users',
    summary: 'Who asks, and what they may reach.',
    answers: { 200: i.userAnswer },
  },
  'GET /v1/sessions': {
    name: 'listSessions',
    topic: 'Users',
    summary: 'The sessions of the user who asks.',
    answers: { 200: i.userSessionsAnswer },
  },
  'DELETE /v1/sessions': {
    name: 'endSessions',
    topic: 'Users',
    summary: 'Ends all sessions of the user who asks, or all but this one.',
    query: i.endSessionsQuery,
    answers: done,
    errors: OF_USER,
  },
  'DELETE /v1/sessions/{sessionId}': {
    name: 'endSession',
    topic: 'Users',
    summary: 'Ends one session; `current` is the one that asks.',
    path: i.sessionPath,
    answers: done,
    errors: [...OF_USER, 'AUTH_SESSION_NOT_FOUND'],
  },
  'POST /v1/sessions/step-up': {
    name: 'stepUp',
    topic: 'Users',
    summary: 'Shows a second factor, for what asks for one.',
    body: i.stepUp,
    answers: done,
    errors: [...OF_TRY, 'AUTH_SECOND_FACTOR_CODE', 'AUTH_SECOND_FACTOR_STATE'],
  },
  'POST /v1/password': {
    name: 'changePassword',
    topic: 'Users',
    summary: 'Changes the password. Every other session ends.',
    body: i.changePassword,
    answers: done,
    errors: [...OF_TRY, 'AUTH_PASSWORD_WEAK', 'AUTH_SIGN_IN_FAILED', 'AUTH_BUSY'],
  },
  'POST /v1/second-factor': {
    name: 'prepareSecondFactor',
    topic: 'Users',
    summary: 'Makes a secret for an authenticator.',
    body: i.prepareSecondFactor,
    answers: { 201: i.newSecondFactorAnswer },
    errors: [...OF_TRY, 'AUTH_SECOND_FACTOR_STATE', 'AUTH_SIGN_IN_FAILED', 'AUTH_BUSY'],
  },
  'POST /v1/second-factor/enable': {
    name: 'enableSecondFactor',
    topic: 'Users',
    summary: 'Asks for a second factor from here on, and gives recovery codes.',
    body: i.secondFactorCode,
    answers: { 201: i.recoveryCodesAnswer },
    errors: [...OF_USER, 'AUTH_SECOND_FACTOR_CODE', 'AUTH_SECOND_FACTOR_STATE'],
  },
  'POST /v1/second-factor/disable': {
    name: 'disableSecondFactor',
    topic: 'Users',
    summary: 'Asks for no second factor any more.',
    body: i.secondFactorCode,
    answers: done,
    errors: [...OF_TRY, 'AUTH_SECOND_FACTOR_CODE', 'AUTH_SECOND_FACTOR_STATE'],
  },
  'GET /v1/keys': {
    name: 'listKeys',
    topic: 'Users',
    summary: 'The API keys of the user who asks.',
    answers: { 200: i.keysAnswer },
  },
  'POST /v1/keys': {
    name: 'createKey',
    topic: 'Users',
    summary: 'Makes an API key. Its secret is shown this once.',
    body: i.createKey,
    answers: { 201: i.newKeyAnswer },
    errors: [...OF_USER, 'ACCOUNT_NOT_FOUND', 'AUTH_TOO_MANY', 'AUTH_KEY_NOT_FOUND'],
  },
  'DELETE /v1/keys/{keyId}': {
    name: 'revokeKey',
    topic: 'Users',
    summary: 'Takes an API key away.',
    path: i.keyPath,
    answers: done,
    errors: [...OF_USER, 'AUTH_KEY_NOT_FOUND'],
  },
} as const satisfies Routes;

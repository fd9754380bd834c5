import * as i from '../../http/identity.ts';
import * as q from '../../http/queries.ts';
import { OF_USER } from '../codes.ts';
import type { Routes } from '../route.ts';

const done = { 201: i.identityAnswer } as const;

/** What is asked about other users: by staff, and by owners of accounts. */
export const STAFF_ROUTES = {
  'POST /v1/users/programs': {
    name: 'registerProgram',
    topic: 'Staff',
    summary: 'Registers a user that is no person: others make its keys.',
    body: i.registerProgram,
    answers: done,
    errors: [...OF_USER, 'AUTH_USER_EXISTS'],
  },
  'GET /v1/users/{userId}': {
    name: 'readUser',
    topic: 'Staff',
    summary: 'A user, and what they may reach.',
    path: i.userPath,
    answers: { 200: i.userAnswer },
    errors: ['AUTH_USER_NOT_FOUND'],
  },
  'DELETE /v1/users/{userId}': {
    name: 'eraseUser',
    topic: 'Staff',
    summary: 'Erases a person: nobody can read any more what was personal of them.',
    path: i.userPath,
    answers: done,
    errors: [...OF_USER, 'AUTH_OWN_RIGHTS'],
  },
  'POST /v1/users/{userId}/roles': {
    name: 'changeRoles',
    topic: 'Staff',
    summary: 'Sets what somebody does for the venue.',
    path: i.userPath,
    body: i.changeRoles,
    answers: done,
    errors: [...OF_USER, 'AUTH_OWN_RIGHTS'],
  },
  'POST /v1/users/{userId}/status': {
    name: 'changeUserStatus',
    topic: 'Staff',
    summary: 'Shuts somebody out, or lets them in again.',
    path: i.userPath,
    body: i.changeUserStatus,
    answers: done,
    errors: [...OF_USER, 'AUTH_OWN_RIGHTS'],
  },
  'GET /v1/users/{userId}/sessions': {
    name: 'listUserSessions',
    topic: 'Staff',
    summary: 'The sessions of a user.',
    path: i.userPath,
    answers: { 200: i.userSessionsAnswer },
    errors: ['AUTH_USER_NOT_FOUND'],
  },
  'DELETE /v1/users/{userId}/sessions': {
    name: 'endUserSessions',
    topic: 'Staff',
    summary: 'Ends all sessions of a user.',
    path: i.userPath,
    answers: done,
    errors: OF_USER,
  },
  'GET /v1/users/{userId}/keys': {
    name: 'listUserKeys',
    topic: 'Staff',
    summary: 'The API keys of a user.',
    path: i.userPath,
    answers: { 200: i.keysAnswer },
    errors: ['AUTH_USER_NOT_FOUND'],
  },
  'POST /v1/users/{userId}/keys': {
    name: 'createProgramKey',
    topic: 'Staff',
    summary: 'Makes an API key of a user that is no person.',
    path: i.userPath,
    body: i.createKey,
    answers: { 201: i.newKeyAnswer },
    errors: [...OF_USER, 'ACCOUNT_NOT_FOUND', 'AUTH_TOO_MANY', 'AUTH_KEY_NOT_FOUND'],
  },
  'DELETE /v1/users/{userId}/keys/{keyId}': {
    name: 'revokeUserKey',
    topic: 'Staff',
    summary: 'Takes an API key of a user away.',
    path: i.userKeyPath,
    answers: done,
    errors: [...OF_USER, 'AUTH_KEY_NOT_FOUND'],
  },
  'GET /v1/accounts/{id}/access': {
    name: 'listAccess',
    topic: 'Staff',
    summary: 'Who may reach an account.',
    path: q.accountPath,
    answers: { 200: i.accountAccessAnswer },
    errors: ['ACCOUNT_NOT_FOUND'],
  },
  'POST /v1/accounts/{id}/access': {
    name: 'grantAccess',
    topic: 'Staff',
    summary: 'Lets somebody reach an account.',
    path: q.accountPath,
    body: i.grantAccess,
    answers: done,
    errors: [
      ...OF_USER,
      'ACCOUNT_NOT_FOUND',
      'ACCOUNT_HAS_OWNER',
      'AUTH_OWN_RIGHTS',
      'AUTH_TOO_MANY',
    ],
  },
  'DELETE /v1/accounts/{id}/access/{userId}': {
    name: 'withdrawAccess',
    topic: 'Staff',
    summary: 'Lets somebody reach an account no more.',
    path: i.accessPath,
    answers: done,
    errors: [...OF_USER, 'ACCOUNT_HAS_OWNER', 'ACCOUNT_NOT_FOUND', 'AUTH_OWN_RIGHTS'],
  },
} as const satisfies Routes;

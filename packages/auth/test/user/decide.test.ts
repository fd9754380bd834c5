import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import type { UserCommand } from '../../src/user/command.ts';
import {
  ACCESS_MAX,
  KEYS_MAX,
  REFRESHES_MAX,
  SESSIONS_MAX,
  type UserSaid,
} from '../../src/user/decide.ts';
import {
  ASKED,
  AT,
  digestOf,
  disabled,
  enabled,
  ended,
  erased,
  given,
  granted,
  keyIdOf,
  keyMade,
  later,
  mailed,
  prepared,
  refusal,
  registered,
  rows,
  sealedOf,
  sessionIdOf,
  started,
  verified,
} from './support.ts';

const user = [registered, verified];
const twoFactors = [...user, prepared, enabled];
const refreshed = (number: number, digest: string, at = AT): UserSaid => ({
  type: 'SessionRefreshed',
  data: { at, refreshDigest: digest, sessionId: sessionIdOf(number) },
});
const changed = (reason: 'asked' | 'reset' | 'rehashed'): UserSaid => ({
  type: 'PasswordChanged',
  data: { at: AT, password: sealedOf('q'), reason },
});
const manyTimes = (count: number, make: (number: number) => UserSaid) =>
  Array.from({ length: count }, (_, index) => make(index));

describe('Register', () => {
  const { data } = registered as Extract<UserSaid, { type: 'UserRegistered' }>;
  const { email, password } = data;
  rows([
    {
      when: 'makes a person, with a token for the address',
      given: [],
      command: {
        type: 'Register',
        email,
        password,
        mail: { digest: digestOf('a'), expiresAt: later(60), purpose: 'verify-email' },
      },
      follows: [registered, mailed('verify-email')],
    },
    {
      when: 'is refused where there is somebody',
      given: [registered],
      command: { type: 'Register', email, password },
      follows: 'AUTH_USER_EXISTS',
    },
    {
      when: 'is refused where there was somebody',
      given: [registered, erased],
      command: { type: 'Register', email, password },
      follows: 'AUTH_USER_EXISTS',
    },
  ]);
  test('makes a program, with nothing to sign in with', () => {
    given()
      .when({ type: 'Register' })
      .thenState((user) => {
        equal([user?.email, user?.password, user?.mailTokens], [undefined, undefined, []]);
      });
  });
});

describe('RegisterAgain', () => {
  const verify = mailed('verify-email', digestOf('c'));
  rows([
    {
      when: 'takes the password of whoever came last, for the mail that comes last',
      given: [registered, mailed('verify-email')],
      command: ASKED.again,
      follows: [changed('asked'), verify],
    },
    {
      when: 'changes nothing of who has shown the address, and says as much',
      given: user,
      command: ASKED.again,
      follows: [mailed('reset-password', digestOf('c')), verify],
    },
    {
      when: 'is refused of who is disabled',
      given: [...user, disabled],
      command: ASKED.again,
      follows: 'AUTH_USER_STATUS',
    },
  ]);
});

describe('mail tokens', () => {
  const shown = sealedOf('p');
  const verify = { type: 'VerifyEmail', digest: digestOf('a'), shown } as const;
  const reset = { type: 'ResetPassword', digest: digestOf('a'), password: sealedOf('q') } as const;
  rows([
    {
      when: 'are issued',
      given: user,
      command: { type: 'IssueMailToken', mail: ASKED.mail },
      follows: [mailed('reset-password', digestOf('c'))],
    },
    {
      when: 'verify an address',
      given: [registered, mailed('verify-email')],
      command: verify,
      follows: [verified],
    },
    {
      when: 'verify nothing of who has chosen another password meanwhile',
      given: [registered, mailed('verify-email'), changed('asked')],
      command: verify,
      follows: 'AUTH_SIGN_IN_FAILED',
    },
    {
      when: 'verify nothing when they are for a password',
      given: [registered, mailed('reset-password')],
      command: verify,
      follows: 'AUTH_TOKEN_INVALID',
    },
    {
      when: 'verify nothing twice',
      given: [registered, mailed('verify-email'), verified],
      command: verify,
      follows: 'AUTH_TOKEN_INVALID',
    },
    {
      when: 'verify nothing when they are over',
      given: [registered, mailed('verify-email')],
      command: verify,
      at: later(60),
      follows: 'AUTH_TOKEN_INVALID',
    },
    {
      when: 'verify nothing when there was a newer one',
      given: [registered, mailed('verify-email'), mailed('verify-email', digestOf('c'))],
      command: verify,
      follows: 'AUTH_TOKEN_INVALID',
    },
    {
      when: 'reset a password, and end all sessions',
      given: [...user, started(1), started(2), mailed('reset-password')],
      command: reset,
      follows: [changed('reset'), ended(1, 'password-changed'), ended(2, 'password-changed')],
    },
    {
      when: 'reset nothing when they are for an address',
      given: [registered, mailed('verify-email')],
      command: reset,
      follows: 'AUTH_TOKEN_INVALID',
    },
    {
      when: 'reset nothing twice',
      given: [...user, mailed('reset-password'), changed('reset')],
      command: reset,
      follows: 'AUTH_TOKEN_INVALID',
    },
    {
      when: 'reset nothing when the password was changed meanwhile',
      given: [...user, mailed('reset-password'), changed('asked')],
      command: reset,
      follows: 'AUTH_TOKEN_INVALID',
    },
    {
      when: 'reset nothing when they are over',
      given: [...user, mailed('reset-password')],
      command: reset,
      at: later(60),
      follows: 'AUTH_TOKEN_INVALID',
    },
  ]);
  test('that reset a password show the address too', () => {
    given(registered, mailed('reset-password'), changed('reset')).when(ASKED.start).thenDenied(
      // The password is another one by now, and that comes first.
      refusal('AUTH_SIGN_IN_FAILED'),
    );
    given(registered, mailed('reset-password'), changed('reset'))
      .when({ ...ASKED.start, shown: sealedOf('q') })
      .then(started(1));
  });
});

describe('passwords', () => {
  rows([
    {
      when: 'are changed, and all sessions end but the one that asks',
      given: [...user, started(1), started(2)],
      command: ASKED.change,
      follows: [changed('asked'), ended(2, 'password-changed')],
    },
    {
      when: 'are not changed by who has shown one that was changed meanwhile',
      given: [...user, changed('asked')],
      command: ASKED.change,
      follows: 'AUTH_SIGN_IN_FAILED',
    },
    {
      when: 'are hashed anew, and no session ends',
      given: [...user, started(1)],
      command: { type: 'RehashPassword', shown: sealedOf('p'), password: sealedOf('q') },
      follows: [changed('rehashed')],
    },
  ]);
});

describe('StartSession', () => {
  rows([
    { when: 'begins one', given: user, command: ASKED.start, follows: [started(1)] },
    {
      when: 'is refused before the address is shown',
      given: [registered],
      command: ASKED.start,
      follows: 'AUTH_EMAIL_UNVERIFIED',
    },
    {
      when: 'is refused when the password was changed while it was looked at',
      given: [...user, changed('asked')],
      command: ASKED.start,
      follows: 'AUTH_SIGN_IN_FAILED',
    },
    {
      when: 'is refused without a second factor where there is one',
      given: twoFactors,
      command: ASKED.start,
      follows: 'AUTH_SECOND_FACTOR_CODE',
    },
    {
      when: 'takes a code later than the last',
      given: twoFactors,
      command: { ...ASKED.start, totpStep: 101 },
      follows: [started(1, { totpStep: 101 })],
    },
    {
      when: 'takes no code that was used',
      given: twoFactors,
      command: { ...ASKED.start, totpStep: 100 },
      follows: 'AUTH_SECOND_FACTOR_CODE',
    },
    {
      when: 'takes a recovery code',
      given: twoFactors,
      command: { ...ASKED.start, recoveryCode: 1 },
      follows: [started(1, { recoveryCode: 1 })],
    },
    {
      when: 'takes no recovery code twice',
      given: [...twoFactors, started(0, { recoveryCode: 1 })],
      command: { ...ASKED.start, recoveryCode: 1 },
      follows: 'AUTH_SECOND_FACTOR_CODE',
    },
    {
      when: 'takes no recovery code that there is not',
      given: twoFactors,
      command: { ...ASKED.start, recoveryCode: 2 },
      follows: 'AUTH_SECOND_FACTOR_CODE',
    },
    {
      when: 'ends the oldest when there are too many',
      given: [...user, ...manyTimes(SESSIONS_MAX, (number) => started(number + 10))],
      command: ASKED.start,
      follows: [ended(10, 'revoked'), started(1)],
    },
  ]);
});

describe('RefreshSession', () => {
  rows([
    {
      when: 'continues a session',
      given: [...user, started(1)],
      command: ASKED.refresh,
      follows: [refreshed(1, digestOf('1'))],
    },
    {
      when: 'is refused with a token that never was one',
      given: [...user, started(1)],
      command: { ...ASKED.refresh, shown: digestOf('f') },
      follows: 'AUTH_TOKEN_INVALID',
    },
    {
      when: 'is refused when the session is over',
      given: [...user, started(1)],
      command: ASKED.refresh,
      at: later(600),
      follows: 'AUTH_TOKEN_INVALID',
    },
    {
      when: 'is refused of a session that was ended',
      given: [...user, started(1), ended(1, 'signed-out')],
      command: ASKED.refresh,
      follows: 'AUTH_TOKEN_INVALID',
    },
  ]);
  test('with a token that was used ends the session of whoever has the next', () => {
    given(...user, started(1), refreshed(1, digestOf('1')))
      .when(ASKED.refresh)
      .thenDenied({ said: [ended(1, 'refresh-reused')], refusal: 'AUTH_TOKEN_INVALID' });
  });
  test('is for signing in anew when it was done too often', () => {
    const often = manyTimes(REFRESHES_MAX, (number) =>
      refreshed(1, number.toString(16).padStart(64, 'a')),
    );
    const shown = (REFRESHES_MAX - 1).toString(16).padStart(64, 'a');
    given(...user, started(1), ...often)
      .when({ ...ASKED.refresh, shown })
      .thenDenied({ said: [ended(1, 'revoked')], refusal: 'AUTH_TOKEN_INVALID' });
  });
});

describe('sessions', () => {
  rows([
    {
      when: 'are ended by their user',
      given: [...user, started(1)],
      command: { type: 'EndSession', sessionId: sessionIdOf(1), by: 'user' },
      follows: [ended(1, 'signed-out')],
    },
    {
      when: 'are ended by staff',
      given: [...user, started(1)],
      command: { type: 'EndSession', sessionId: sessionIdOf(1), by: 'staff' },
      follows: [ended(1, 'revoked')],
    },
    {
      when: 'are ended once',
      given: [...user, started(1), ended(1, 'signed-out')],
      command: { type: 'EndSession', sessionId: sessionIdOf(1), by: 'user' },
      follows: 'AUTH_SESSION_NOT_FOUND',
    },
    {
      when: 'are ended but for one',
      given: [...user, started(1), started(2), started(3)],
      command: { type: 'EndSessions', keep: sessionIdOf(2) },
      follows: [ended(1, 'revoked'), ended(3, 'revoked')],
    },
    {
      when: 'are ended all where there is none',
      given: user,
      command: { type: 'EndSessions' },
      follows: [],
    },
    {
      when: 'are stepped up with a code',
      given: [...twoFactors, started(1)],
      command: { type: 'StepUp', sessionId: sessionIdOf(1), totpStep: 101 },
      follows: [
        {
          type: 'SessionSteppedUp',
          data: { at: AT, sessionId: sessionIdOf(1), totpStep: 101 },
        },
      ],
    },
    {
      when: 'are not stepped up with the code that began them',
      given: [...twoFactors, started(1, { totpStep: 101 })],
      command: { type: 'StepUp', sessionId: sessionIdOf(1), totpStep: 101 },
      follows: 'AUTH_SECOND_FACTOR_CODE',
    },
    {
      when: 'are not stepped up when they are over',
      given: [...twoFactors, started(1)],
      command: { type: 'StepUp', sessionId: sessionIdOf(1), totpStep: 101 },
      at: later(600),
      follows: 'AUTH_REQUIRED',
    },
    {
      when: 'are not stepped up where there is no second factor',
      given: [...user, started(1)],
      command: { type: 'StepUp', sessionId: sessionIdOf(1), totpStep: 101 },
      follows: 'AUTH_SECOND_FACTOR_CODE',
    },
  ]);
});

describe('the second factor', () => {
  const enable = {
    type: 'EnableTotp',
    shown: sealedOf('t'),
    totpStep: 100,
    recoveryDigests: [digestOf('1'), digestOf('2')],
  } as const;
  rows([
    {
      when: 'is prepared',
      given: user,
      command: { type: 'PrepareTotp', secret: sealedOf('t') },
      follows: [prepared],
    },
    {
      when: 'is prepared again',
      given: [...user, prepared],
      command: { type: 'PrepareTotp', secret: sealedOf('t') },
      follows: [prepared],
    },
    {
      when: 'is not prepared where there is one',
      given: twoFactors,
      command: { type: 'PrepareTotp', secret: sealedOf('t') },
      follows: 'AUTH_SECOND_FACTOR_STATE',
    },
    { when: 'is enabled', given: [...user, prepared], command: enable, follows: [enabled] },
    {
      when: 'is not enabled with the code of another one, prepared meanwhile',
      given: [...user, { type: 'TotpPrepared', data: { at: AT, secret: sealedOf('u') } }],
      command: enable,
      follows: 'AUTH_SECOND_FACTOR_STATE',
    },
    {
      when: 'is not enabled before it is prepared',
      given: user,
      command: enable,
      follows: 'AUTH_SECOND_FACTOR_STATE',
    },
    {
      when: 'is enabled once',
      given: twoFactors,
      command: enable,
      follows: 'AUTH_SECOND_FACTOR_STATE',
    },
    {
      when: 'is disabled with a code of it',
      given: twoFactors,
      command: { type: 'DisableTotp', totpStep: 101 },
      follows: [{ type: 'TotpDisabled', data: { at: AT, totpStep: 101 } }],
    },
    {
      when: 'is not disabled with the code that has enabled it',
      given: twoFactors,
      command: { type: 'DisableTotp', totpStep: 100 },
      follows: 'AUTH_SECOND_FACTOR_CODE',
    },
    {
      when: 'is not disabled where there is none',
      given: [...user, prepared],
      command: { type: 'DisableTotp', totpStep: 101 },
      follows: 'AUTH_SECOND_FACTOR_STATE',
    },
  ]);
});

describe('keys', () => {
  rows([
    { when: 'are made', given: user, command: ASKED.key, follows: [keyMade(1)] },
    {
      when: 'are not made without end',
      given: [...user, ...manyTimes(KEYS_MAX, (number) => keyMade(number + 10))],
      command: ASKED.key,
      follows: 'AUTH_TOO_MANY',
    },
    {
      when: 'are revoked',
      given: [...user, keyMade(1)],
      command: { type: 'RevokeKey', keyId: keyIdOf(1) },
      follows: [{ type: 'ApiKeyRevoked', data: { at: AT, keyId: keyIdOf(1) } }],
    },
    {
      when: 'are revoked once',
      given: [...user, keyMade(1), { type: 'ApiKeyRevoked', data: { at: AT, keyId: keyIdOf(1) } }],
      command: { type: 'RevokeKey', keyId: keyIdOf(1) },
      follows: 'AUTH_KEY_NOT_FOUND',
    },
  ]);
});

describe('rights', () => {
  const roles = (...all: readonly ('admin' | 'support')[]): UserSaid => ({
    type: 'RolesChanged',
    data: { at: AT, roles: [...all] },
  });
  rows([
    {
      when: 'roles are those that are said and no others, in one order',
      given: [...user, roles('admin')],
      command: { type: 'ChangeRoles', roles: ['support', 'admin'] },
      follows: [roles('admin', 'support')],
    },
    {
      when: 'the same roles in another order are the same',
      given: [...user, roles('admin', 'support')],
      command: { type: 'ChangeRoles', roles: ['support', 'admin'] },
      follows: [],
    },
    {
      when: 'access is granted',
      given: user,
      command: { type: 'GrantAccess', accountId: 'one', access: 'viewer' },
      follows: [granted('one')],
    },
    {
      when: 'access that there is needs nothing',
      given: [...user, granted('one')],
      command: { type: 'GrantAccess', accountId: 'one', access: 'viewer' },
      follows: [],
    },
    {
      when: 'access is made another, however much there is',
      given: [...user, ...manyTimes(ACCESS_MAX, (number) => granted(`a-${number}`))],
      command: { type: 'GrantAccess', accountId: 'a-0', access: 'owner' },
      follows: [{ type: 'AccessGranted', data: { access: 'owner', accountId: 'a-0', at: AT } }],
    },
    {
      when: 'access is not granted without end',
      given: [...user, ...manyTimes(ACCESS_MAX, (number) => granted(`a-${number}`))],
      command: { type: 'GrantAccess', accountId: 'one', access: 'owner' },
      follows: 'AUTH_TOO_MANY',
    },
    {
      when: 'an account may be called as what every object has',
      given: user,
      command: { type: 'WithdrawAccess', accountId: 'constructor' },
      follows: 'AUTH_USER_NOT_FOUND',
    },
    {
      when: 'access is withdrawn',
      given: [...user, granted('one')],
      command: { type: 'WithdrawAccess', accountId: 'one' },
      follows: [{ type: 'AccessWithdrawn', data: { accountId: 'one', at: AT } }],
    },
    {
      when: 'access that there is not is not withdrawn',
      given: [...user, granted('one')],
      command: { type: 'WithdrawAccess', accountId: 'two' },
      follows: 'AUTH_USER_NOT_FOUND',
    },
  ]);
});

describe('the status', () => {
  const change = (status: 'active' | 'disabled') =>
    ({ type: 'ChangeStatus', status, reason: 'why' }) as const;
  rows([
    {
      when: 'active becomes disabled',
      given: user,
      command: change('disabled'),
      follows: [disabled],
    },
    {
      when: 'disabled becomes active',
      given: [...user, disabled],
      command: change('active'),
      follows: [{ type: 'UserEnabled', data: { at: AT, reason: 'why' } }],
    },
    {
      when: 'active stays active',
      given: user,
      command: change('active'),
      follows: 'AUTH_USER_STATUS',
    },
    {
      when: 'disabled stays disabled',
      given: [...user, disabled],
      command: change('disabled'),
      follows: 'AUTH_USER_STATUS',
    },
    {
      when: 'sessions of who is disabled do not come back',
      given: [
        ...user,
        started(1),
        disabled,
        { type: 'UserEnabled', data: { at: AT, reason: '-' } },
      ],
      command: ASKED.refresh,
      follows: 'AUTH_TOKEN_INVALID',
    },
    {
      when: 'disabled is erased',
      given: [...user, disabled],
      command: { type: 'Erase' },
      follows: [erased],
    },
  ]);
});

/** One of each, but for what makes a user. */
const COMMANDS: readonly UserCommand[] = [
  { type: 'IssueMailToken', mail: ASKED.mail },
  { type: 'VerifyEmail', digest: digestOf('a'), shown: sealedOf('p') },
  { type: 'ResetPassword', digest: digestOf('a'), password: sealedOf('q') },
  { type: 'RehashPassword', shown: sealedOf('p'), password: sealedOf('q') },
  { type: 'StepUp', sessionId: sessionIdOf(1), totpStep: 101 },
  { type: 'EndSession', sessionId: sessionIdOf(1), by: 'user' },
  { type: 'PrepareTotp', secret: sealedOf('t') },
  { type: 'EnableTotp', shown: sealedOf('t'), totpStep: 1, recoveryDigests: [] },
  { type: 'DisableTotp', totpStep: 101 },
  { type: 'GrantAccess', accountId: 'one', access: 'viewer' },
  ASKED.again,
  ASKED.change,
  ASKED.start,
  ASKED.refresh,
  ASKED.key,
];
const TAKING: readonly UserCommand[] = [
  { type: 'EndSessions' },
  { type: 'RevokeKey', keyId: keyIdOf(1) },
  { type: 'ChangeRoles', roles: [] },
  { type: 'WithdrawAccess', accountId: 'one' },
];
const OTHERS: readonly UserCommand[] = [
  { type: 'ChangeStatus', status: 'disabled', reason: 'why' },
  { type: 'Erase' },
  { type: 'EraseAbandoned' },
  { type: 'FailSignIn', reason: 'password' },
];

describe.each([...COMMANDS, ...TAKING, ...OTHERS])('$type', (command) => {
  test.each([
    ['who never was', []],
    ['who is erased', [registered, erased]],
  ])('is refused of somebody %s', (_, history) => {
    given(...history)
      .when(command)
      .thenDenied(refusal('AUTH_USER_NOT_FOUND'));
  });
});

describe('of somebody who is disabled', () => {
  test.each(COMMANDS)('$type is refused', (command) => {
    given(...twoFactors, started(1), keyMade(1), granted('one'), mailed('verify-email'), disabled)
      .when(command)
      .thenDenied(refusal('AUTH_USER_STATUS'));
  });
  test.each(TAKING)('$type counts', (command) => {
    const roles: UserSaid = { type: 'RolesChanged', data: { at: AT, roles: ['admin'] } };
    given(...user, roles, keyMade(1), granted('one'), disabled)
      .when(command)
      .thenState((after) => {
        const { keys = [], roles = [], access = {} } = after ?? {};
        const left = keys.length + roles.length + Object.keys(access).length;
        equal(left, command.type === 'EndSessions' ? 3 : 2);
      });
  });
  test('an attempt to sign in is told', () => {
    given(...user, disabled)
      .when({ type: 'FailSignIn', reason: 'disabled' })
      .then({ type: 'SignInFailed', data: { at: AT, reason: 'disabled' } });
  });
});

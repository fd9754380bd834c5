import * as i from '../http/identity.ts';
import * as v from '../values.ts';
import * as e from './identity-examples.ts';
import { type Named, named } from './named.ts';

const email = 'ann@example.com';
const password = 'correct horse battery staple';
const code = '123456';
const token = 'ttm_…';

/** Of users, sessions, keys and access. */
export const IDENTITY_SCHEMAS: Readonly<Record<string, Named>> = {
  Email: named(v.email, email),
  KeyId: named(v.keyId, '1f3a5b7c9d0e2f4a'),
  SessionId: named(v.sessionId, 'k3vq7m2xw5n8p1r4t6y9a0b2c4'),

  RegisterUser: named(i.registerUser, { email, password }),
  VerifyEmail: named(i.verifyEmail, { token, password }),
  RequestPasswordReset: named(i.requestPasswordReset, { email }),
  ResetPassword: named(i.confirmPasswordReset, { token, password }),
  ChangePassword: named(i.changePassword, { password, newPassword: `${password} again` }),
  SignIn: named(i.signIn, { email, password, device: 'a laptop' }),
  RefreshSession: named(i.refreshSession, { refreshToken: 'ttr_…' }),
  StepUp: named(i.stepUp, { code }),
  PrepareSecondFactor: named(i.prepareSecondFactor, { password }),
  SecondFactorCode: named(i.secondFactorCode, { code }),
  CreateKey: named(i.createKey, e.NEW_KEY, { kind: 'bearer', scopes: ['read'] }),
  RegisterProgram: named(i.registerProgram, { userId: 'reports' }),
  ChangeRoles: named(i.changeRoles, { roles: ['auditor'] }),
  ChangeUserStatus: named(i.changeUserStatus, { status: 'disabled', reason: 'Has left.' }),
  GrantAccess: named(i.grantAccess, { userId: 'bob', access: 'viewer' }),

  IdentityAnswer: named(i.identityAnswer, e.DONE),
  MailAnswer: named(i.mailAnswer, { status: 'mailed' }),
  ResetAnswer: named(i.resetAnswer, { status: 'changed' }),
  Tokens: named(i.tokensAnswer, e.TOKENS),
  UserSessions: named(i.userSessionsAnswer, e.SESSIONS),
  Key: named(i.keyAnswer, e.KEY),
  Keys: named(i.keysAnswer, { items: [e.KEY] }),
  NewKey: named(i.newKeyAnswer, { ...e.KEY, ...e.DONE }),
  User: named(i.userAnswer, e.USER),
  AccountAccess: named(i.accountAccessAnswer, { items: [{ userId: 'ann', access: 'owner' }] }),
  NewSecondFactor: named(i.newSecondFactorAnswer, {
    secret: 'JBSWY3DPEHPK3PXP',
    uri: 'otpauth://totp/Truetape:ann%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Truetape',
  }),
  RecoveryCodes: named(i.recoveryCodesAnswer, { recoveryCodes: ['4x7q-m2n9-b6tw'], ...e.DONE }),
  TokenKeys: named(i.jwksAnswer, e.TOKEN_KEYS),
};

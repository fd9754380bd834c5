import { expect, test } from 'vitest';
import { rowsAfter } from './support/rows-after.ts';
import { AT, happenToUsers, LATER, SEALED } from './support/users.ts';

test('users are as they are now, their address as it lies in the log', async () => {
  const { users } = await rowsAfter(happenToUsers);
  expect(users).toEqual([
    {
      user_id: 'ann',
      status: 'active',
      registered_at: AT,
      email: SEALED,
      is_email_verified: true,
      has_second_factor: true,
      roles: ['auditor', 'support'],
      changed_at: AT,
    },
    {
      user_id: 'bob',
      status: 'erased',
      registered_at: AT,
      email: null,
      is_email_verified: false,
      has_second_factor: false,
      roles: [],
      changed_at: LATER,
    },
  ]);
});

test('keys are all that there ever were, and nothing secret of them', async () => {
  const { api_keys } = await rowsAfter(happenToUsers);
  const whole = {
    key_id: '1111111111111111',
    user_id: 'ann',
    kind: 'bearer',
    name: 'mine',
    scopes: ['read', 'trade'],
    account_id: 'trader-1',
    networks: ['192.0.2.0/24'],
    status: 'active',
    created_at: AT,
    created_by: null,
    expires_at: null,
    revoked_at: null,
    revoked_by: null,
  };
  const ofBob = { ...whole, user_id: 'bob', name: null, account_id: null, networks: null };
  const revoked = { status: 'revoked', revoked_at: LATER };
  expect(api_keys).toEqual([
    whole,
    { ...ofBob, key_id: '2222222222222222', expires_at: LATER, ...revoked },
    { ...ofBob, key_id: '3333333333333333', ...revoked },
  ]);
});

test('access is the last that was granted, until it is withdrawn or its user is erased', async () => {
  const { account_access } = await rowsAfter(happenToUsers);
  const withdrawn = { status: 'withdrawn', withdrawn_at: LATER };
  expect(account_access).toMatchObject([
    { account_id: 'trader-1', user_id: 'ann', access: 'owner', status: 'granted' },
    { account_id: 'trader-1', user_id: 'bob', access: 'viewer', granted_at: LATER, ...withdrawn },
    { account_id: 'trader-2', user_id: 'bob', access: 'trader', granted_at: AT, ...withdrawn },
  ]);
});

test('a security event says who, what, and from where, each in a row of its own', async () => {
  const { security_events } = await rowsAfter((venue) => {
    const denied = { at: AT, code: 'AUTH_REQUIRED', origin: SEALED, route: 'POST /v1/orders' };
    venue.appendRaw('security', 'AccessDenied', denied);
    const counted = { code: 'AUTH_REQUIRED', count: 90, from: AT, to: LATER };
    venue.appendRaw('security', 'AccessesDenied', counted);
    const read = { accountId: 'trader-1', at: AT, route: 'GET /v1/orders' };
    venue.appendRaw('security', 'AuditorRead', read);
    venue.appendRaw('security', 'SignInFailed', { at: AT, origin: SEALED, reason: 'unknown' });
    happenToUsers(venue);
    const limits = { limits: { assets: [], hard: [], markets: [] }, scope: 'account' };
    venue.appendRaw('account-buyer', 'LimitsChanged', { at: AT, receivedAt: AT, ...limits });
  });
  const types = security_events?.map(({ type }) => type);
  expect(types).toHaveLength(4 + 21 + 1);
  expect(security_events?.slice(0, 4)).toMatchObject([
    {
      type: 'AccessDenied',
      code: 'AUTH_REQUIRED',
      route: 'POST /v1/orders',
      origin: SEALED,
      count: 1,
    },
    {
      type: 'AccessesDenied',
      code: 'AUTH_REQUIRED',
      count: 90,
      since: AT,
      at: LATER,
      origin: null,
    },
    { type: 'AuditorRead', account_id: 'trader-1', route: 'GET /v1/orders' },
    { type: 'SignInFailed', reason: 'unknown', origin: SEALED },
  ]);
  expect(security_events?.find(({ type }) => type === 'RolesChanged')).toMatchObject({
    ...{ stream: 'user-ann', revision: 4, user_id: 'ann', reason: 'auditor, support', at: AT },
  });
  expect(security_events?.at(-1)).toMatchObject({ type: 'LimitsChanged', account_id: 'buyer' });
  expect(JSON.stringify(security_events)).not.toContain('dddddddd');
});

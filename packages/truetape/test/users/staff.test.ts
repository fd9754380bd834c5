import { deepStrictEqual as equal, strictEqual } from 'node:assert';
import { describe, test } from 'vitest';
import { openWorld, type World } from './world.ts';

const balances = async ({ ask }: World, token: string) =>
  (await ask('GET', '/v1/accounts/ann/withdrawals', { token })).status;
const kill = async ({ ask }: World, token: string) => {
  const body = { action: 'trip', reason: 'why' };
  return (await ask('POST', '/v1/accounts/ann/kill-switch', { token, body })).body.code ?? 'done';
};

describe('nobody changes their own rights', () => {
  test.each([
    ['POST', '/v1/users/operator/roles', { roles: [] }],
    ['POST', '/v1/users/operator/status', { status: 'disabled', reason: 'why' }],
    ['DELETE', '/v1/users/operator', undefined],
    ['POST', '/v1/accounts/ann/access', { userId: 'operator', access: 'owner' }],
    ['DELETE', '/v1/accounts/ann/access/operator', undefined],
  ])('by %s %s, but another may', async (method, path, body) => {
    const world = await openWorld();
    const before = await world.log.head();
    const asking = body === undefined ? {} : { body };
    const own = await world.ask(method, path, { token: world.keyOf('operator'), ...asking });
    equal([own.status, own.body.code], [403, 'AUTH_OWN_RIGHTS']);
    equal(await world.events(before), []);
    const other = await world.ask(method, path, { token: world.keyOf('second'), ...asking });
    strictEqual(other.body.code === 'AUTH_OWN_RIGHTS', false);
  });

  test('nor do owners their access', async () => {
    const world = await openWorld();
    const token = world.keyOf('ann');
    const body = { userId: 'ann', access: 'owner' };
    const path = '/v1/accounts/ann/access';
    strictEqual((await world.ask('POST', path, { token, body })).body.code, 'AUTH_OWN_RIGHTS');
    const away = await world.ask('DELETE', `${path}/ann`, { token });
    strictEqual(away.body.code, 'AUTH_OWN_RIGHTS');
  });
});

describe('an owner', () => {
  test('lets others look, trade, and own, and takes it away again', async () => {
    const world = await openWorld();
    await world.openVenue();
    const { userId, accessToken: token } = await world.person('bob@example.com');
    const owner = world.keyOf('ann');
    const path = '/v1/accounts/ann/access';
    const grant = (access: string) =>
      world.done('POST', path, { token: owner, body: { userId, access } });
    strictEqual(await kill(world, token), 'ACCOUNT_NOT_FOUND');
    await grant('viewer');
    strictEqual(await kill(world, token), 'AUTH_FORBIDDEN');
    await grant('trader');
    strictEqual(await kill(world, token), 'done');
    strictEqual((await world.ask('GET', path, { token })).body.code, 'AUTH_FORBIDDEN');
    await grant('owner');
    equal((await world.ask('GET', path, { token })).body.items, [
      { userId: 'ann', access: 'owner' },
      { userId, access: 'owner' },
    ]);
    await world.done('DELETE', `${path}/${userId}`, { token: owner });
    strictEqual(await kill(world, token), 'ACCOUNT_NOT_FOUND');
    const again = await world.ask('DELETE', `${path}/${userId}`, { token: owner });
    strictEqual(again.body.code, 'AUTH_USER_NOT_FOUND');
  });

  test.each(['nobody-of-that-name', 'constructor', 'addresses-2026-11'])(
    'grants nothing to %s, whom there is not',
    async (userId) => {
      const world = await openWorld();
      const body = { userId, access: 'viewer' };
      const path = '/v1/accounts/ann/access';
      const answered = await world.ask('POST', path, { token: world.keyOf('ann'), body });
      equal([answered.status, answered.body.code], [404, 'AUTH_USER_NOT_FOUND']);
    },
  );

  test('is one where two are let in to the same account at once, by staff', async () => {
    const world = await openWorld();
    const token = world.keyOf('operator');
    for (const userId of ['robot', 'android']) {
      await world.done('POST', '/v1/users/programs', { token, body: { userId } });
    }
    const letIn = (userId: string) =>
      world.ask('POST', '/v1/accounts/new-1/access', { token, body: { userId, access: 'owner' } });
    const answers = await Promise.all(['robot', 'android', 'robot'].map(letIn));
    equal(
      answers.map(({ status }) => status),
      [201, 409, 409],
    );
    const { body } = await world.ask('GET', '/v1/accounts/new-1/access', { token });
    equal(body.items, [{ userId: 'robot', access: 'owner' }]);
  });

  test('whose access is withdrawn has keys that reach nothing', async () => {
    const world = await openWorld();
    await world.openVenue();
    const operator = world.keyOf('operator');
    await world.done('POST', '/v1/users/programs', { token: operator, body: { userId: 'robot' } });
    const path = '/v1/accounts/ann/access';
    const body = { userId: 'robot', access: 'trader' };
    await world.done('POST', path, { token: world.keyOf('ann'), body });
    const made = await world.done('POST', '/v1/users/robot/keys', {
      token: operator,
      body: { kind: 'bearer', scopes: ['trade'], accountId: 'ann' },
    });
    const { token } = made.body;
    strictEqual(await kill(world, token), 'done');
    await world.done('DELETE', `${path}/robot`, { token: world.keyOf('ann') });
    strictEqual(await kill(world, token), 'ACCOUNT_NOT_FOUND');
    await world.done('DELETE', `/v1/users/robot/keys/${made.body.keyId}`, { token: operator });
    strictEqual(await kill(world, token), 'AUTH_REQUIRED');
  });
});

describe('whoever is disabled', () => {
  test('has no session and no key, and cannot sign in until they are enabled', async () => {
    const world = await openWorld();
    const operator = world.keyOf('operator');
    const { userId, accessToken, refreshToken } = await world.person('ann@example.com');
    const change = (status: string) =>
      world.done('POST', `/v1/users/${userId}/status`, {
        token: operator,
        body: { status, reason: 'A test.' },
      });
    await change('disabled');
    strictEqual(await balances(world, accessToken), 401);
    const body = { refreshToken };
    strictEqual((await world.ask('POST', '/v1/sessions/refresh', { body })).status, 401);
    const right = await world.signIn('ann@example.com');
    const wrong = await world.signIn('ann@example.com', { password: 'not the password' });
    equal([right.status, right.body.code], [wrong.status, wrong.body.code]);
    await change('active');
    strictEqual(await balances(world, accessToken), 401);
    strictEqual((await world.signIn('ann@example.com')).status, 201);
  });
});

describe('keys', () => {
  test('of one account tell of that account only', async () => {
    const world = await openWorld();
    const operator = world.keyOf('operator');
    await world.done('POST', '/v1/users/programs', { token: operator, body: { userId: 'robot' } });
    for (const owner of ['ann', 'bob'] as const) {
      const body = { userId: 'robot', access: 'viewer' };
      await world.done('POST', `/v1/accounts/${owner}/access`, { token: world.keyOf(owner), body });
    }
    const made = async (more: object) => {
      const body = { kind: 'bearer', scopes: ['read', 'manage'], ...more };
      return (await world.done('POST', '/v1/users/robot/keys', { token: operator, body })).body;
    };
    const [whole, ofAnn] = [await made({}), await made({ accountId: 'ann' })];
    const seen = async (token: string) => {
      const me = await world.ask('GET', '/v1/me', { token });
      const keys = await world.ask('GET', '/v1/keys', { token });
      const idsOf = (
        items: readonly { accountId: string; keyId: string }[],
        of: 'accountId' | 'keyId',
      ) => items.map((each) => each[of]);
      return [idsOf(me.body.accounts, 'accountId'), idsOf(keys.body.items, 'keyId')];
    };
    equal(await seen(whole.token), [
      ['ann', 'bob'],
      [whole.keyId, ofAnn.keyId],
    ]);
    equal(await seen(ofAnn.token), [['ann'], [ofAnn.keyId]]);
    const revoked = await world.ask('DELETE', `/v1/keys/${whole.keyId}`, { token: ofAnn.token });
    equal([revoked.status, revoked.body.code], [404, 'AUTH_KEY_NOT_FOUND']);
    await world.done('DELETE', `/v1/keys/${ofAnn.keyId}`, { token: ofAnn.token });
  });

  test('of a person are made by nobody else', async () => {
    const world = await openWorld();
    const { userId } = await world.person('ann@example.com');
    const body = { kind: 'bearer', scopes: ['read'] };
    const path = `/v1/users/${userId}/keys`;
    const answered = await world.ask('POST', path, { token: world.keyOf('operator'), body });
    strictEqual(answered.body.code, 'AUTH_FORBIDDEN');
  });

  test('make no other keys', async () => {
    const world = await openWorld();
    const body = { kind: 'bearer', scopes: ['read'] };
    const answered = await world.ask('POST', '/v1/keys', { token: world.keyOf('ann'), body });
    strictEqual(answered.body.code, 'AUTH_SESSION_ONLY');
  });

  test('are listed without what is secret of them', async () => {
    const world = await openWorld();
    const operator = world.keyOf('operator');
    await world.done('POST', '/v1/users/programs', { token: operator, body: { userId: 'robot' } });
    const shown: string[] = [];
    for (const kind of ['bearer', 'hmac-sha256']) {
      const body = { kind, scopes: ['read'] };
      const made = await world.done('POST', '/v1/users/robot/keys', { token: operator, body });
      shown.push(made.body.token ?? made.body.secret);
    }
    const listed = await world.ask('GET', '/v1/users/robot/keys', { token: operator });
    strictEqual(listed.body.items.length, 2);
    const told = JSON.stringify([listed.body, await world.events()]);
    for (const secret of shown) strictEqual(told.includes(secret), false);
  });
});

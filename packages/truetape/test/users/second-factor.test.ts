import { deepStrictEqual as equal, strictEqual } from 'node:assert';
import { describe, test } from 'vitest';
import { openWorld, PASSWORD, type World } from './world.ts';

const stepUp = ({ ask }: World, token: string, code: string) =>
  ask('POST', '/v1/sessions/step-up', { token, body: { code } });

/** Somebody with an account that has money, and a second factor. */
async function owner(world: World) {
  await world.openVenue();
  const ann = await world.person('ann@example.com');
  const body = { userId: ann.userId, access: 'owner' };
  const by = { token: world.keyOf('ann'), body };
  await world.done('POST', '/v1/accounts/ann/access', by);
  const factor = await world.secondFactor(ann);
  return { ...ann, ...factor, token: ann.accessToken };
}

describe('what needs a second factor', () => {
  const BODIES = {
    '/v1/accounts/ann/withdrawals': { asset: 'USD', amount: '1', reference: 'w-1' },
    '/v1/accounts/ann/transfers': { asset: 'USD', amount: '1', reference: 't-1', to: 'bob' },
    '/v1/accounts/ann/access': { userId: 'bob', access: 'viewer' },
    '/v1/keys': { kind: 'bearer', scopes: ['read'] },
  };

  test.each(Object.entries(BODIES))(
    '%s is refused a session without, done with, and refused 5 minutes later',
    async (path, body) => {
      const world = await openWorld();
      const { token, next } = await owner(world);
      const before = await world.log.head();
      const refused = await world.ask('POST', path, { token, body });
      equal([refused.status, refused.body.code], [403, 'AUTH_STEP_UP_REQUIRED']);
      equal(await world.events(before), []);
      strictEqual((await stepUp(world, token, next())).status, 201);
      world.pass(5 * 60_000 - 1);
      const { status } = await world.done('POST', path, { token, body });
      strictEqual(status < 300, true);
      world.pass(1);
      const stale = await world.ask('POST', path, { token, body });
      strictEqual(stale.body.code, 'AUTH_STEP_UP_REQUIRED');
    },
  );

  test.each([
    ['the limits of an account', '/v1/accounts/ann/limits', { limits: {} }],
    [
      'the release of an account',
      '/v1/accounts/ann/kill-switch',
      { action: 'release', reason: 'why' },
    ],
    ['the release of a market', '/v1/kill-switch', { action: 'release', reason: 'why' }],
    ['roles', '/v1/users/ann/roles', { roles: ['support'] }],
  ])('%s is refused staff without', async (_, path, body) => {
    const world = await openWorld();
    await world.openVenue();
    const person = await world.person('staff@example.com');
    const { accessToken: token, userId } = person;
    const roles = { roles: ['admin', 'risk-officer', 'market-operator'] };
    const operator = world.keyOf('operator');
    await world.done('POST', `/v1/users/${userId}/roles`, { token: operator, body: roles });
    const { next } = await world.secondFactor(person);
    const refused = await world.ask('POST', path, { token, body });
    equal([refused.status, refused.body.code], [403, 'AUTH_STEP_UP_REQUIRED']);
    strictEqual((await stepUp(world, token, next())).status, 201);
    const { status, body: answered } = await world.ask('POST', path, { token, body });
    equal([status === 403, status === 401], [false, false], JSON.stringify(answered));
  });

  test('nobody has who only has the session', async () => {
    const world = await openWorld();
    const { accessToken: token } = await world.person('ann@example.com');
    const body = { password: 'not the password' };
    const { status, body: answered } = await world.ask('POST', '/v1/second-factor', {
      token,
      body,
    });
    equal([status, answered.code], [401, 'AUTH_SIGN_IN_FAILED']);
    strictEqual((await stepUp(world, token, '000000')).body.code, 'AUTH_SECOND_FACTOR_STATE');
  });
});

describe('a code', () => {
  test('is asked for when somebody signs in, and is wrong like a password', async () => {
    const world = await openWorld();
    const { next } = await owner(world);
    const without = await world.signIn('ann@example.com');
    equal([without.status, without.body.code], [401, 'AUTH_SECOND_FACTOR_REQUIRED']);
    const wrong = await world.signIn('ann@example.com', { code: '000000' });
    equal([wrong.status, wrong.body.code], [401, 'AUTH_SIGN_IN_FAILED']);
    strictEqual((await world.signIn('ann@example.com', { code: next() })).status, 201);
  });

  test('counts once: for signing in, or for what asks for it, and not for both', async () => {
    const world = await openWorld();
    const { token, next } = await owner(world);
    const first = next();
    strictEqual((await stepUp(world, token, first)).status, 201);
    strictEqual((await world.signIn('ann@example.com', { code: first })).status, 401);
    const second = next();
    strictEqual((await world.signIn('ann@example.com', { code: second })).status, 201);
    strictEqual((await stepUp(world, token, second)).body.code, 'AUTH_SECOND_FACTOR_CODE');
  });

  test('counts once when it is sent twice at once', async () => {
    const world = await openWorld();
    const { token, next, recoveryCodes } = await owner(world);
    const [recovery = '', other = ''] = recoveryCodes;
    for (const code of [next(), recovery]) {
      const both = await Promise.all([stepUp(world, token, code), stepUp(world, token, code)]);
      equal(both.map(({ status }) => status).sort(), [201, 422]);
    }
    for (const code of [next(), other]) {
      const both = await Promise.all([
        world.signIn('ann@example.com', { code }),
        world.signIn('ann@example.com', { code }),
        stepUp(world, token, code),
      ]);
      strictEqual(both.filter(({ status }) => status === 201).length, 1);
    }
  });

  test('for recovery is good once, as people write it', async () => {
    const world = await openWorld();
    const { token, recoveryCodes } = await owner(world);
    const [code = ''] = recoveryCodes;
    strictEqual(recoveryCodes.length, 10);
    const typed = code.toLowerCase().replace(/-/g, ' ');
    strictEqual((await stepUp(world, token, typed)).status, 201);
    strictEqual((await stepUp(world, token, code)).body.code, 'AUTH_SECOND_FACTOR_CODE');
  });

  test.each(['/v1/sessions/step-up', '/v1/second-factor/disable'])(
    'is not guessed at %s',
    async (path) => {
      const world = await openWorld();
      const { token, next } = await owner(world);
      const codes = [];
      const guess = (code: string) => world.ask('POST', path, { token, body: { code } });
      for (let each = 0; each < 7; each++) codes.push((await guess('000000')).body.code);
      const wrong = Array(5).fill('AUTH_SECOND_FACTOR_CODE');
      equal(codes, [...wrong, 'AUTH_TOO_MANY_ATTEMPTS', 'AUTH_TOO_MANY_ATTEMPTS']);
      strictEqual((await guess(next())).status, 201);
    },
  );

  test('is not guessed by many at once', async () => {
    const world = await openWorld();
    const { token } = await owner(world);
    const all = Array.from({ length: 40 }, () => stepUp(world, token, '000000'));
    const codes = (await Promise.all(all)).map(({ body }) => body.code);
    strictEqual(codes.filter((code) => code === 'AUTH_SECOND_FACTOR_CODE').length, 5);
  });

  test('takes the second factor away, and a new one can be had', async () => {
    const world = await openWorld();
    const person = await owner(world);
    const body = { code: person.next() };
    await world.done('POST', '/v1/second-factor/disable', { token: person.token, body });
    strictEqual((await world.signIn('ann@example.com')).status, 201);
    const prepare = { token: person.token, body: { password: PASSWORD } };
    strictEqual((await world.ask('POST', '/v1/second-factor', prepare)).status, 201);
  });
});

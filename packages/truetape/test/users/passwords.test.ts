import { deepStrictEqual as equal, strictEqual } from 'node:assert';
import { failed } from '@truetape/kernel';
import { describe, test } from 'vitest';
import { likeness, openWorld, PASSWORD, RESET, type World } from './world.ts';

const NEW = 'ten lives of a tape';

const meWith = async ({ ask }: World, token: string) =>
  (await ask('GET', '/v1/me', { token })).status;

describe('a password that is changed', () => {
  test('ends all sessions but the one that asks', async () => {
    const world = await openWorld();
    const ann = await world.person('ann@example.com');
    const other = (await world.signIn('ann@example.com')).body;
    const body = { password: PASSWORD, newPassword: NEW };
    await world.done('POST', '/v1/password', { token: ann.accessToken, body });
    equal(
      [await meWith(world, ann.accessToken), await meWith(world, other.accessToken)],
      [200, 401],
    );
    const { refreshToken } = other;
    const refreshed = await world.ask('POST', '/v1/sessions/refresh', { body: { refreshToken } });
    equal([refreshed.status, refreshed.body.code], [401, 'AUTH_TOKEN_INVALID']);
    strictEqual((await world.signIn('ann@example.com')).status, 401);
    strictEqual((await world.signIn('ann@example.com', { password: NEW })).status, 201);
  });

  test('is not changed by who knows the session only, however often they guess', async () => {
    const world = await openWorld();
    const { accessToken: token } = await world.person('ann@example.com');
    const codes = [];
    for (let guess = 0; guess < 7; guess++) {
      const body = { password: `a guess, the ${guess}th`, newPassword: NEW };
      codes.push((await world.ask('POST', '/v1/password', { token, body })).body.code);
    }
    const wrong = Array(5).fill('AUTH_SIGN_IN_FAILED');
    equal(codes, [...wrong, 'AUTH_TOO_MANY_ATTEMPTS', 'AUTH_TOO_MANY_ATTEMPTS']);
    world.pass(30_000);
    const body = { password: PASSWORD, newPassword: NEW };
    strictEqual((await world.ask('POST', '/v1/password', { token, body })).status, 201);
  });

  test('twice at once is changed once', async () => {
    const world = await openWorld();
    const { accessToken: token } = await world.person('ann@example.com');
    const change = (newPassword: string) =>
      world.ask('POST', '/v1/password', { token, body: { password: PASSWORD, newPassword } });
    const answers = await Promise.all([change(NEW), change('eleven lives of a tape')]);
    equal(answers.map(({ status }) => status).sort(), [201, 401]);
  });
});

describe('a password that is forgotten', () => {
  test('is chosen anew by mail, and all sessions end', async () => {
    const world = await openWorld();
    const { accessToken } = await world.person('ann@example.com');
    const asked = { email: 'ann@example.com' };
    strictEqual((await world.ask('POST', '/v1/password-resets', { body: asked })).status, 202);
    const token = await world.mailed('ann@example.com', RESET);
    const confirm = (password: string) =>
      world.ask('POST', '/v1/password-resets/confirm', { body: { token, password } });
    strictEqual((await confirm('password2026')).body.code, 'AUTH_PASSWORD_WEAK');
    strictEqual((await confirm(NEW)).status, 201);
    strictEqual(await meWith(world, accessToken), 401);
    strictEqual((await confirm(`${NEW} again`)).body.code, 'AUTH_TOKEN_INVALID');
    strictEqual((await world.signIn('ann@example.com', { password: NEW })).status, 201);
  });
});

describe('whoever guesses', () => {
  const wrong = { password: 'not the password' };

  test('is kept out with the network they come from, and nobody else', async () => {
    const world = await openWorld();
    await world.person('ann@example.com');
    for (let guess = 0; guess < 5; guess++) {
      const { status } = await world.signIn('ann@example.com', wrong, '198.51.100.7');
      strictEqual(status, 401);
    }
    const jobs = { ...world.jobs };
    const late = await world.signIn('ann@example.com', {}, '198.51.100.7');
    equal([late.status, late.body.code], [429, 'AUTH_TOO_MANY_ATTEMPTS']);
    strictEqual(late.headers['retry-after'], '30');
    equal(world.jobs, jobs, 'no password is looked at');
    strictEqual((await world.signIn('ann@example.com', {}, '198.51.100.8')).status, 201);
    world.pass(30_000);
    strictEqual((await world.signIn('ann@example.com', {}, '198.51.100.7')).status, 201);
  });

  test('of somebody whom there is not is kept out in the same way', async () => {
    const world = await openWorld();
    await world.person('ann@example.com');
    const answers = [];
    for (const email of ['ann@example.com', 'nobody@example.com']) {
      const from = email.startsWith('ann') ? '198.51.100.1' : '198.51.100.2';
      const each = [];
      for (let guess = 0; guess < 7; guess++) {
        each.push(likeness(await world.signIn(email, wrong, from)));
      }
      answers.push(each);
    }
    equal(answers[0], answers[1]);
  });

  test('from many networks keeps out networks that are strange, and not where they are signed in', async () => {
    const world = await openWorld();
    await world.person('ann@example.com');
    await world.signIn('ann@example.com', {}, '203.0.113.9');
    const guesses = Array.from({ length: 100 }, (_, each) =>
      world.signIn('ann@example.com', wrong, `198.51.100.${each}`),
    );
    for (const { status } of await Promise.all(guesses)) strictEqual(status, 401);
    strictEqual((await world.signIn('ann@example.com', {}, '198.51.100.200')).status, 429);
    strictEqual((await world.signIn('ann@example.com', {}, '203.0.113.9')).status, 201);
  });

  test('is answered 429 when too many passwords wait, and nothing is counted against anybody', async () => {
    let isBusy = false;
    const world = await openWorld({
      passwords: (real) => ({
        ...real,
        hash: async (password) => (isBusy ? failed('BUSY') : real.hash(password)),
        verify: async (password, hash) => (isBusy ? failed('BUSY') : real.verify(password, hash)),
      }),
    });
    await world.person('ann@example.com');
    isBusy = true;
    for (let each = 0; each < 6; each++) {
      const { status, headers, body } = await world.signIn('ann@example.com');
      equal([status, body.code, headers['retry-after']], [429, 'AUTH_BUSY', '1']);
    }
    const body = { email: 'bob@example.com', password: PASSWORD };
    strictEqual((await world.ask('POST', '/v1/users', { body })).body.code, 'AUTH_BUSY');
    isBusy = false;
    strictEqual((await world.signIn('ann@example.com')).status, 201);
  });

  test('fills a real queue, and is told so', async () => {
    const world = await openWorld({ waitingMax: 2 });
    const all = Array.from({ length: 12 }, (_, each) =>
      world.signIn(`nobody-${each}@example.com`, wrong),
    );
    const codes = (await Promise.all(all)).map(({ body }) => body.code);
    equal(new Set(codes), new Set(['AUTH_SIGN_IN_FAILED', 'AUTH_BUSY']));
  });
});

test('a session that was to begin while its password was changed does not begin', async () => {
  let meanwhile: (() => Promise<unknown>) | undefined;
  const world = await openWorld({
    passwords: (real) => ({
      ...real,
      verify: async (password, hash) => {
        const answer = await real.verify(password, hash);
        const first = meanwhile;
        meanwhile = undefined;
        await first?.();
        return answer;
      },
    }),
  });
  const { accessToken: token } = await world.person('ann@example.com');
  const body = { password: PASSWORD, newPassword: NEW };
  meanwhile = () => world.done('POST', '/v1/password', { token, body });
  const { status, body: answered } = await world.signIn('ann@example.com');
  equal([status, answered.code], [401, 'AUTH_SIGN_IN_FAILED']);
});

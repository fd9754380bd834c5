import { deepStrictEqual as equal, strictEqual } from 'node:assert';
import type { Letter } from '@truetape/auth';
import { describe, test } from 'vitest';
import { temporaryFolder, until } from '../process/support.ts';
import { type Asking, openWorld, PASSWORD, RESET, type World, type WorldOptions } from './world.ts';

const EMAIL = 'ann@example.com';
const HOME = '198.51.100.7';
const NEW = 'ten lives of a tape';

const IF_NOT_YOU =
  'If it was not you, choose a new password at /v1/password-resets at once: all sessions end with it. API keys stay: revoke those at /v1/keys that are not yours. Then tell the staff.';
const BY_STAFF = 'The staff has done it. If you do not know why, ask them.';
const LAST =
  'It has happened so often that you are not told of more of it within the next hour: see for yourself.';

const NEW_NETWORK = 'A sign-in from a new network';
const KEY_MADE = 'An API key was made';

const paragraphs = (subject: string, ...text: readonly string[]): Letter => ({
  to: EMAIL,
  subject,
  text: text.join('\n\n'),
});
const FROM_HOME = `When: 2026-11-22 09:00:00 UTC\nFrom: ${HOME}`;
const FROM_PHONE = `${FROM_HOME}\nDevice: a phone`;

/** What is mailed for an act: it is handed over before the act is answered. */
async function mailedFor({ mail }: World, act: () => Promise<unknown>): Promise<readonly Letter[]> {
  const before = mail.letters.length;
  await act();
  return mail.letters.slice(before);
}

const subjects = (letters: readonly Letter[]) => letters.map(({ subject }) => subject);

/** Somebody at home, with a phone. */
async function atHome(options: WorldOptions = {}) {
  const world = await openWorld(options);
  const { userId } = await world.person(EMAIL);
  const signedIn = await world.signIn(EMAIL, { device: 'a phone' }, HOME);
  const { accessToken: token, refreshToken } = signedIn.body;
  const asking = (body?: unknown): Asking => ({ token, from: HOME, ...(body ? { body } : {}) });
  const done = (method: string, path: string, body?: unknown) =>
    world.done(method, path, asking(body));
  const ask = (method: string, path: string, body?: unknown) =>
    world.ask(method, path, asking(body));
  return { world, userId, token, refreshToken, done, ask };
}

/** The same with a second factor that was just shown, at nine o'clock as before. */
async function steppedUp() {
  const home = await atHome();
  const { world, done } = home;
  const { next, recoveryCodes } = await world.secondFactor({ accessToken: home.token });
  await done('POST', '/v1/sessions/step-up', { code: next() });
  world.pass(-30_000);
  const newKey = async (about: object = {}) =>
    (await done('POST', '/v1/keys', { kind: 'bearer', scopes: ['read', 'trade'], ...about })).body;
  return { ...home, next, recoveryCodes, newKey };
}

describe('a user is mailed', () => {
  test('that the password was changed', async () => {
    const { world, done } = await atHome();
    const body = { password: PASSWORD, newPassword: NEW };
    equal(await mailedFor(world, () => done('POST', '/v1/password', body)), [
      paragraphs(
        'Your password was changed',
        'The password of your account is another one now. All other sessions have ended.',
        FROM_PHONE,
        IF_NOT_YOU,
      ),
    ]);
  });

  test('that the password was reset', async () => {
    const { world } = await atHome();
    await world.done('POST', '/v1/password-resets', { body: { email: EMAIL } });
    const body = { token: await world.mailed(EMAIL, RESET), password: NEW };
    const reset = () => world.done('POST', '/v1/password-resets/confirm', { body, from: HOME });
    equal(await mailedFor(world, reset), [
      paragraphs(
        'Your password was reset',
        'A new password was chosen with a token that was mailed to you. All sessions have ended.',
        FROM_HOME,
        IF_NOT_YOU,
      ),
    ]);
  });

  test('that the second factor was enabled, and disabled', async () => {
    const { world, token, done } = await atHome();
    let next = () => '';
    const enable = async () => {
      ({ next } = await world.secondFactor({ accessToken: token } as never));
    };
    equal(await mailedFor(world, enable), [
      paragraphs(
        'Your second factor was enabled',
        'From now on a code of an authenticator app is needed to sign in.',
        'When: 2026-11-22 09:00:00 UTC\nFrom: 127.0.0.1\nDevice: a phone',
        IF_NOT_YOU,
      ),
    ]);
    const disable = () => done('POST', '/v1/second-factor/disable', { code: next() });
    equal(await mailedFor(world, disable), [
      paragraphs(
        'Your second factor was disabled',
        'From now on the password is all that is needed to sign in.',
        `When: 2026-11-22 09:00:30 UTC\nFrom: ${HOME}\nDevice: a phone`,
        IF_NOT_YOU,
      ),
    ]);
  });

  test('that a recovery code was used, to sign in or as a second factor', async () => {
    const { world, recoveryCodes, done } = await steppedUp();
    const [first = '', second = ''] = recoveryCodes;
    const letter = (left: number, facts: string) =>
      paragraphs(
        'A recovery code was used',
        `One of your recovery codes was used as a second factor. It counts no more; you have ${left} left.`,
        facts,
        IF_NOT_YOU,
      );
    equal(await mailedFor(world, () => world.signIn(EMAIL, { code: first }, '203.0.113.9')), [
      letter(9, 'When: 2026-11-22 09:00:00 UTC\nFrom: 203.0.113.9'),
    ]);
    const stepUp = () => done('POST', '/v1/sessions/step-up', { code: second });
    equal(await mailedFor(world, stepUp), [letter(8, FROM_PHONE)]);
  });

  test('that an API key was made, and revoked', async () => {
    const { world, newKey, done } = await steppedUp();
    let keyId = '';
    const make = async () => {
      ({ keyId } = await newKey({ name: 'a robot' }));
    };
    const made = await mailedFor(world, make);
    equal(made, [
      paragraphs(
        KEY_MADE,
        `The API key ${keyId} (a robot) can be used now, for: read, trade.`,
        FROM_PHONE,
        IF_NOT_YOU,
      ),
    ]);
    equal(await mailedFor(world, () => done('DELETE', `/v1/keys/${keyId}`)), [
      paragraphs(
        'An API key was revoked',
        `The API key ${keyId} (a robot) cannot be used any more.`,
        FROM_PHONE,
        IF_NOT_YOU,
      ),
    ]);
  });

  test('that an API key was revoked with another one, and by the staff, whose address is not told', async () => {
    const { world, userId, newKey } = await steppedUp();
    const first = await newKey();
    const second = await newKey({ scopes: ['manage'] });
    const byKey = { token: second.token, from: HOME };
    const letter = (keyId: string, ...rest: readonly string[]) =>
      paragraphs(
        'An API key was revoked',
        `The API key ${keyId} cannot be used any more.`,
        ...rest,
      );
    const revoke = () => world.done('DELETE', `/v1/keys/${first.keyId}`, byKey);
    equal(await mailedFor(world, revoke), [
      letter(first.keyId, `${FROM_HOME}\nWith the API key: ${second.keyId}`, IF_NOT_YOU),
    ]);
    const byStaff = { token: world.keyOf('operator'), from: '203.0.113.1' };
    const path = `/v1/users/${userId}/keys/${second.keyId}`;
    equal(await mailedFor(world, () => world.done('DELETE', path, byStaff)), [
      letter(second.keyId, 'When: 2026-11-22 09:00:00 UTC', BY_STAFF),
    ]);
  });

  test('that somebody signs in from where no session is from, and not from where one is', async () => {
    const { world, done } = await atHome();
    const signIn = (from: string) => () => world.signIn(EMAIL, { device: 'a laptop' }, from);
    equal(await mailedFor(world, signIn(HOME)), []);
    equal(await mailedFor(world, signIn('203.0.113.9')), [
      paragraphs(
        NEW_NETWORK,
        'Somebody has signed in from a network that none of your other sessions is from.',
        'When: 2026-11-22 09:00:00 UTC\nFrom: 203.0.113.9\nDevice: a laptop',
        IF_NOT_YOU,
      ),
    ]);
    equal(await mailedFor(world, signIn('203.0.113.9')), []);
    await done('DELETE', '/v1/sessions?keep=current');
    // Whoever was thrown out is a stranger again.
    equal(subjects(await mailedFor(world, signIn('203.0.113.9'))), [NEW_NETWORK]);
  });

  test('that a refresh token was used twice, and its session is over', async () => {
    const { world, refreshToken } = await atHome();
    const refresh = (from: string) => () =>
      world.ask('POST', '/v1/sessions/refresh', { body: { refreshToken }, from });
    equal(await mailedFor(world, refresh(HOME)), []);
    equal(await mailedFor(world, refresh('203.0.113.9')), [
      paragraphs(
        'A session was ended: its token was used twice',
        'A refresh token was used that had been used before: two have it, and one of them may be a thief. The session has ended for both.',
        'When: 2026-11-22 09:00:00 UTC\nFrom: 203.0.113.9\nDevice: a phone',
        IF_NOT_YOU,
      ),
    ]);
    equal(await mailedFor(world, refresh('203.0.113.9')), []);
  });
});

describe('nobody is mailed', () => {
  test('what was refused', async () => {
    const { world, token, ask } = await atHome();
    await world.secondFactor({ accessToken: token });
    const refused: string[] = [];
    const letters = await mailedFor(world, async () => {
      for (const [method, path, body] of [
        ['POST', '/v1/password', { password: 'not the password', newPassword: NEW }],
        ['POST', '/v1/password', { password: PASSWORD, newPassword: 'password2026' }],
        ['POST', '/v1/second-factor', { password: PASSWORD }],
        ['POST', '/v1/second-factor/disable', { code: '000000' }],
        ['POST', '/v1/sessions/step-up', { code: 'AAAA-AAAA-AAAA-AAAA' }],
        ['POST', '/v1/keys', { kind: 'bearer', scopes: ['read'] }],
        ['DELETE', `/v1/keys/${'0'.repeat(20)}`, undefined],
        ['POST', '/v1/password-resets/confirm', { token: `ttm_${'A'.repeat(43)}`, password: NEW }],
        ['POST', '/v1/sessions', { email: EMAIL, password: 'not the password' }],
        ['POST', '/v1/sessions', { email: EMAIL, password: PASSWORD }],
        ['POST', '/v1/sessions', { email: EMAIL, password: PASSWORD, code: '000000' }],
      ] as const) {
        refused.push((await ask(method, path, body)).body.code);
      }
    });
    equal(refused, [
      'AUTH_SIGN_IN_FAILED',
      'AUTH_PASSWORD_WEAK',
      'AUTH_SECOND_FACTOR_STATE',
      'AUTH_SECOND_FACTOR_CODE',
      'AUTH_SECOND_FACTOR_CODE',
      'AUTH_STEP_UP_REQUIRED',
      'AUTH_KEY_NOT_FOUND',
      'AUTH_TOKEN_INVALID',
      'AUTH_SIGN_IN_FAILED',
      'AUTH_SECOND_FACTOR_REQUIRED',
      'AUTH_SIGN_IN_FAILED',
    ]);
    equal(letters, []);
  });

  test('what changes nothing for others: another session, another hash of the same password', async () => {
    let isOutdated = false;
    const { world, userId, done } = await atHome({
      passwords: (real) => ({ ...real, isOutdated: () => isOutdated }),
    });
    const passwordNow = () => world.identities.userOf(userId)?.password;
    const letters = await mailedFor(world, async () => {
      const before = passwordNow();
      isOutdated = true;
      const { sessionId } = (await world.signIn(EMAIL, {}, HOME)).body;
      await until('the password is hashed anew', () => passwordNow() !== before);
      await done('DELETE', `/v1/sessions/${sessionId}`);
      await done('DELETE', '/v1/sessions?keep=current');
    });
    equal(letters, []);
  });

  test('of a program, which has no address', async () => {
    const world = await openWorld();
    const token = world.keyOf('operator');
    const letters = await mailedFor(world, async () => {
      await world.done('POST', '/v1/users/programs', { token, body: { userId: 'robot' } });
      const body = { kind: 'bearer', scopes: ['read'] };
      const { keyId } = (await world.done('POST', '/v1/users/robot/keys', { token, body })).body;
      await world.done('DELETE', `/v1/users/robot/keys/${keyId}`, { token });
    });
    equal(letters, []);
  });

  test('at an address that is not verified, whose password a stranger may change', async () => {
    const world = await openWorld();
    const register = (password: string) =>
      world.done('POST', '/v1/users', { body: { email: EMAIL, password } });
    await register(PASSWORD);
    const again = await mailedFor(world, () => register(NEW));
    equal(subjects(again), ['Verify your e-mail address']);
  });

  test('anything again when the service is started again', async () => {
    const folder = temporaryFolder();
    const { world, token, done } = await atHome({ folder });
    await done('POST', '/v1/password', { password: PASSWORD, newPassword: NEW });
    await world.close();
    const { disk, personKeys } = world;
    const again = await openWorld({ disk, personKeys, folder });
    strictEqual((await again.ask('GET', '/v1/me', { token })).status, 200);
    equal(again.mail.letters, []);
    equal(subjects(await mailedFor(again, () => signInAnew(again, HOME))), []);
    equal(subjects(await mailedFor(again, () => signInAnew(again, '203.0.113.9'))), [NEW_NETWORK]);
  });

  const signInAnew = ({ signIn }: World, from: string) => signIn(EMAIL, { password: NEW }, from);
});

describe('letters about oneself', () => {
  test('are told as often as they help, each kind and each network by itself', async () => {
    const { world, token, refreshToken, next, newKey, done } = await steppedUp();
    const many = await mailedFor(world, async () => {
      for (let each = 0; each < 7; each++) await newKey();
    });
    equal(subjects(many), Array(5).fill(KEY_MADE));
    equal(
      many.map(({ text }) => text.endsWith(`\n\n${LAST}`)),
      [false, false, false, false, true],
    );
    const change = { password: PASSWORD, newPassword: NEW };
    const changed = await mailedFor(world, () => done('POST', '/v1/password', change));
    equal(subjects(changed), ['Your password was changed']);
    const body = { kind: 'bearer', scopes: ['read'] };
    const elsewhere = { token, from: '203.0.113.9', body };
    const strange = await mailedFor(world, () => world.done('POST', '/v1/keys', elsewhere));
    equal(subjects(strange), [KEY_MADE]);
    world.pass(60 * 60_000);
    const refreshed = await world.done('POST', '/v1/sessions/refresh', { body: { refreshToken } });
    const later = { token: refreshed.body.accessToken, from: HOME };
    await world.done('POST', '/v1/sessions/step-up', { ...later, body: { code: next() } });
    const again = await mailedFor(world, () => world.done('POST', '/v1/keys', { ...later, body }));
    equal(subjects(again), [KEY_MADE]);
  });

  test('are not kept away by strangers who have other mails sent', async () => {
    const { world, done } = await atHome();
    const body = { email: EMAIL };
    const all = Array.from({ length: 25 }, (_, each) =>
      world.done('POST', '/v1/password-resets', { body, from: `203.0.113.${each}` }),
    );
    await Promise.all(all);
    const change = { password: PASSWORD, newPassword: NEW };
    const changed = await mailedFor(world, () => done('POST', '/v1/password', change));
    equal(subjects(changed), ['Your password was changed']);
  });

  test('are short lines without links, whatever a device calls itself', async () => {
    const { world } = await atHome();
    const device =
      'Browser 12.1\r\n\r\nAll is well: https://evil.example/now?a=<b>\u202e me@evil.example';
    const [letter] = await mailedFor(world, () => world.signIn(EMAIL, { device }, '203.0.113.9'));
    strictEqual(
      letter?.text.split('\n')[4],
      'Device: Browser 12.1 All is well https evil example now a b me evil exam',
    );
  });

  test('are not waited for, and one that cannot be sent is a trouble of the service', async () => {
    const { world, done } = await atHome();
    world.mail.isBroken = true;
    await done('POST', '/v1/password', { password: PASSWORD, newPassword: NEW });
    equal(world.troubles, ['a mail was not sent']);
    world.mail.send = () => new Promise(() => undefined);
    await done('POST', '/v1/password', { password: NEW, newPassword: PASSWORD });
  });
});

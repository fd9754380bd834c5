import { deepStrictEqual as equal, match, notStrictEqual, strictEqual } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderMail } from '@truetape/auth';
import { describe, test } from 'vitest';
import { temporaryFolder, until } from '../process/support.ts';
import { likeness, openWorld, PASSWORD, RESET, VERIFY, type World } from './world.ts';

const register = ({ ask }: World, email: string, password = PASSWORD) =>
  ask('POST', '/v1/users', { body: { email, password } });
const verify = ({ ask }: World, token: string, password = PASSWORD) =>
  ask('POST', '/v1/users/verify', { body: { token, password } });

/** What an act adds to the log. */
async function added({ log, events }: World, act: () => Promise<unknown>) {
  const before = await log.head();
  await act();
  return (await events(before)).map(({ stream, type }) => {
    return { type, stream: stream.startsWith('user-') ? 'user' : stream };
  });
}

describe('whoever registers', () => {
  test('verifies the address by mail, signs in, and is who they are', async () => {
    const world = await openWorld();
    equal(likeness(await register(world, 'Ann@Example.com')).body, { status: 'mailed' });
    strictEqual((await world.signIn('ann@example.com')).body.code, 'AUTH_EMAIL_UNVERIFIED');
    strictEqual((await verify(world, await world.mailed('ann@example.com', VERIFY))).status, 201);
    const signedIn = await world.signIn('ANN@example.com', { device: 'a phone' });
    strictEqual(signedIn.status, 201, JSON.stringify(signedIn.body));
    const me = await world.ask('GET', '/v1/me', { token: signedIn.body.accessToken });
    equal(
      { ...me.body, registeredAt: '' },
      {
        userId: signedIn.body.userId,
        status: 'active',
        registeredAt: '',
        email: 'ann@example.com',
        emailVerified: true,
        roles: [],
        accounts: [],
        secondFactor: false,
      },
    );
    const sessions = await world.ask('GET', '/v1/sessions', { token: signedIn.body.accessToken });
    const [{ device, address, current }] = sessions.body.items;
    equal({ device, address, current }, { device: 'a phone', address: '127.0.0.1', current: true });
  });

  test('has a mail in the folder where there is no server of mails', async () => {
    const world = await openWorld();
    const folder = temporaryFolder();
    world.mail.send = folderMail(folder).send;
    await register(world, 'ann@example.com');
    await until('the mail is there', () => readdirSync(folder).some((name) => /\.eml$/.test(name)));
    const [name = ''] = readdirSync(folder);
    const text = readFileSync(join(folder, name), 'utf8');
    match(text, /^To: ann@example\.com$/m);
    const token = /ttm_\S+/.exec(text)?.[0] ?? '';
    strictEqual((await verify(world, token)).status, 201);
    strictEqual((await verify(world, token)).body.code, 'AUTH_TOKEN_INVALID');
  });

  test.each([
    'аnn@example.com',
    'ann@exаmple.com',
    'ann@example',
    'ann example@example.com',
    'ann@@example.com',
    'ann@example.com\n',
    'ann@example.com\u0000',
    '"ann"@example.com',
    'ﬁ@example.com',
    'ann@example.com, bob@example.com',
    `${'a'.repeat(65)}@example.com`,
  ])('has an address that looks like no other: not %j', async (email) => {
    const world = await openWorld();
    equal(
      await added(world, async () => {
        const { status, body } = await register(world, email);
        equal([status, body.code, body.field], [400, 'REQUEST_INVALID', 'email']);
      }),
      [],
    );
    equal(world.jobs, { hash: 0, verify: 0 });
  });

  test.each(['short', 'password2026', 'ann@example.com', 'aaaaaaaaaaaaaa'])(
    'has no password that anybody would guess: not %s',
    async (password) => {
      const world = await openWorld();
      const { status, body } = await register(world, 'ann@example.com', password);
      equal([status, body.code, body.field], [422, 'AUTH_PASSWORD_WEAK', 'password']);
      equal(world.jobs, { hash: 0, verify: 0 });
    },
  );

  test('twice at once is one user', async () => {
    const world = await openWorld();
    const all = Array.from({ length: 4 }, () => register(world, 'ann@example.com'));
    for (const { status } of await Promise.all(all)) strictEqual(status, 202);
    const types = (await world.events()).map(({ type, data }) =>
      type === 'UserRegistered' && 'email' in (data as object) ? 'person' : '',
    );
    strictEqual(types.filter((type) => type === 'person').length, 1);
    const token = await world.mailed('ann@example.com', VERIFY, 4);
    strictEqual((await verify(world, token)).status, 201);
    strictEqual((await world.signIn('ann@example.com')).status, 201);
  });

  test('with the address of another gets nothing by the mail that the other answers', async () => {
    const world = await openWorld();
    await register(world, 'ann@example.com', 'chosen by a thief');
    const first = await world.mailed('ann@example.com', VERIFY);
    await register(world, 'ann@example.com');
    const second = await world.mailed('ann@example.com', VERIFY, 2);
    notStrictEqual(first, second);
    strictEqual((await verify(world, first)).body.code, 'AUTH_TOKEN_INVALID');
    strictEqual((await verify(world, second)).status, 201);
    const thief = await world.signIn('ann@example.com', { password: 'chosen by a thief' });
    strictEqual(thief.body.code, 'AUTH_SIGN_IN_FAILED');
    strictEqual((await world.signIn('ann@example.com')).status, 201);
  });

  test('takes over nobody who answers a mail that they have not asked for', async () => {
    const world = await openWorld();
    await register(world, 'ann@example.com');
    await world.mailed('ann@example.com', VERIFY);
    await register(world, 'ann@example.com', 'chosen by a thief');
    const asked = await world.mailed('ann@example.com', VERIFY, 2);
    const { status, body } = await verify(world, asked);
    equal([status, body.code, body.field], [401, 'AUTH_SIGN_IN_FAILED', 'password']);
    // What the thief knows verifies nothing without the mail, and the mail nothing of the thief's.
    await world.ask('POST', '/v1/password-resets', { body: { email: 'ann@example.com' } });
    const token = await world.mailed('ann@example.com', RESET);
    const reset = { token, password: PASSWORD };
    const done = await world.ask('POST', '/v1/password-resets/confirm', { body: reset });
    strictEqual(done.status, 201);
    strictEqual((await world.signIn('ann@example.com')).status, 201);
    const thief = await world.signIn('ann@example.com', { password: 'chosen by a thief' });
    strictEqual(thief.body.code, 'AUTH_SIGN_IN_FAILED');
  });

  test('may guess at the password of a mail as seldom as at any other', async () => {
    const world = await openWorld();
    await register(world, 'ann@example.com');
    const token = await world.mailed('ann@example.com', VERIFY);
    const codes = [];
    for (let guess = 0; guess < 6; guess++) {
      codes.push((await verify(world, token, `a guess, ${guess}`)).body.code);
    }
    equal(codes, [...Array(5).fill('AUTH_SIGN_IN_FAILED'), 'AUTH_TOO_MANY_ATTEMPTS']);
    strictEqual((await verify(world, token)).body.code, 'AUTH_TOO_MANY_ATTEMPTS');
    world.pass(31_000);
    strictEqual((await verify(world, token)).status, 201);
  });
});

describe('whether somebody has an address', () => {
  const ASKED = {
    registering: (world: World, email: string) => register(world, email),
    'asking for a new password': ({ ask }: World, email: string) =>
      ask('POST', '/v1/password-resets', { body: { email } }),
    'signing in': ({ signIn }: World, email: string) =>
      signIn(email, { password: 'not the password' }),
  };

  test.each(Object.entries(ASKED))('is not told by %s', async (_, act) => {
    const world = await openWorld();
    await world.person('known@example.com');
    await register(world, 'unverified@example.com');
    await world.mailed('unverified@example.com', VERIFY);
    const found = [];
    for (const email of ['known@example.com', 'unverified@example.com', 'nobody@example.com']) {
      const before = { ...world.jobs };
      const answers: unknown[] = [];
      const events = await added(world, async () => {
        answers.push(likeness(await act(world, email)));
      });
      const { hash, verify } = world.jobs;
      const work = { hash: hash - before.hash, verify: verify - before.verify };
      found.push({ answers, work, events: events.length });
    }
    const [known, ...others] = found;
    for (const other of others) equal(other, known);
    strictEqual(known?.events === 1 || known?.events === 2, true);
  });

  test('is not told by how long a mail takes', async () => {
    const world = await openWorld();
    await world.person('known@example.com');
    world.mail.send = () => new Promise(() => undefined);
    const asked = ASKED['asking for a new password'](world, 'known@example.com');
    strictEqual((await asked).status, 202);
  });

  test('is not told by a mail that cannot be sent, which is a trouble of the service', async () => {
    const world = await openWorld();
    world.mail.isBroken = true;
    strictEqual((await register(world, 'ann@example.com')).status, 202);
    equal(world.troubles, ['a mail was not sent']);
  });

  test('mails are not sent without end, and nobody is told', async () => {
    const world = await openWorld();
    await world.person('ann@example.com');
    const before = world.mail.letters.length;
    const answers = [];
    for (let count = 0; count < 7; count++) {
      answers.push(likeness(await ASKED['asking for a new password'](world, 'ann@example.com')));
    }
    for (const each of answers) equal(each, answers[0]);
    // One was for the registration.
    strictEqual(world.mail.letters.length - before, 4);
    const [newest] = [await world.mailed('ann@example.com', RESET, 4)];
    const body = { token: newest, password: 'another one entirely' };
    strictEqual((await world.ask('POST', '/v1/password-resets/confirm', { body })).status, 201);
  });
});

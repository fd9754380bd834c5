import { deepStrictEqual as equal, strictEqual } from 'node:assert';
import { verifyLog } from '@truetape/audit';
import { Identities, openFolderPersonKeys, openMasterKey, type PersonKeys } from '@truetape/auth';
import { abandonedEraser } from '@truetape/auth/routes';
import { streams } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { temporaryFolder } from '../process/support.ts';
import { openWorld, PASSWORD, VERIFY, type World } from './world.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Everything that a fold says, and what it says of the same events read anew and put aside in between. */
async function folds({ events, identities }: World) {
  const [all, restored] = [new Identities(), new Identities()];
  const history = await events();
  const ours = history.filter(({ stream }) => /^(user-|security$)/.test(stream));
  const half = new Identities();
  half.onEvents(ours.slice(0, ours.length / 2));
  restored.restore(half.capture());
  restored.onEvents(ours.slice(ours.length / 2));
  all.onEvents(ours);
  return [identities, all, restored].map((fold) =>
    JSON.parse(Buffer.from(fold.capture()).toString()),
  );
}

describe('somebody who is erased', () => {
  test('cannot be read any more, and the log is what it was', async () => {
    const world = await openWorld();
    const operator = world.keyOf('operator');
    const ann = await world.person('ann@example.com');
    const token = ann.accessToken;
    const path = `/v1/users/${ann.userId}`;
    strictEqual((await world.ask('GET', path, { token: operator })).body.email, 'ann@example.com');
    const before = await world.events();
    await world.done('DELETE', path, { token: operator });

    const { ok } = world.personKeys.keyOf(ann.userId);
    strictEqual(ok, false);
    const { body } = await world.ask('GET', path, { token: operator });
    equal(
      { ...body, registeredAt: '' },
      {
        userId: ann.userId,
        status: 'erased',
        registeredAt: '',
        emailVerified: true,
        roles: [],
        accounts: [],
        secondFactor: false,
      },
    );
    strictEqual((await world.ask('GET', '/v1/me', { token })).status, 401);
    strictEqual((await world.signIn('ann@example.com')).body.code, 'AUTH_SIGN_IN_FAILED');
    const { refreshToken } = ann;
    const refreshed = await world.ask('POST', '/v1/sessions/refresh', { body: { refreshToken } });
    strictEqual(refreshed.status, 401);

    equal((await world.events()).slice(0, before.length), before);
    const verified = await verifyLog(world.log);
    strictEqual(verified.ok, true);
    const [live, ...others] = await folds(world);
    for (const other of others) equal(other, live);
    strictEqual(JSON.stringify(live).includes('ann@example.com'), false);
  });

  test('leaves the address to whoever registers next', async () => {
    const world = await openWorld();
    const first = await world.person('ann@example.com');
    await world.done('DELETE', `/v1/users/${first.userId}`, { token: world.keyOf('operator') });
    const body = { email: 'ann@example.com', password: PASSWORD };
    await world.done('POST', '/v1/users', { body });
    const token = await world.mailed('ann@example.com', VERIFY, 2);
    await world.done('POST', '/v1/users/verify', { body: { token, password: PASSWORD } });
    const second = await world.signIn('ann@example.com');
    strictEqual(second.status, 201);
    strictEqual(second.body.userId === first.userId, false);
  });

  test('is done by itself where nobody has shown the address, and nobody else is touched', async () => {
    const world = await openWorld();
    const kept = await world.person('kept@example.com');
    const body = { email: 'gone@example.com', password: PASSWORD };
    await world.done('POST', '/v1/users', { body });
    const gone = world.identities.registered.at(-1) ?? '';
    const eraseAbandoned = abandonedEraser(world.desk);
    world.pass(8 * DAY_MS - 1);
    await eraseAbandoned();
    strictEqual(world.identities.userOf(gone)?.status, 'active');
    world.pass(1);
    await eraseAbandoned();
    await eraseAbandoned();
    strictEqual(world.identities.userOf(gone)?.status, 'erased');
    equal(world.personKeys.keyOf(gone), { ok: false, failure: 'ERASED' });
    strictEqual(world.identities.userOf(kept.userId)?.status, 'active');
    const erased = (await world.events()).filter(({ type }) => type === 'UserErased');
    equal(
      erased.map(({ stream }) => stream),
      [`user-${gone}`],
    );
  });

  test('is not there for whoever asks anything of them', async () => {
    const world = await openWorld();
    const token = world.keyOf('operator');
    const { userId } = await world.person('ann@example.com');
    const path = `/v1/users/${userId}`;
    await world.done('DELETE', path, { token });
    const access = { userId, access: 'viewer' };
    for (const [method, url, body] of [
      ['DELETE', path, undefined],
      ['POST', `${path}/roles`, { roles: ['support'] }],
      ['POST', `${path}/status`, { status: 'active', reason: 'why' }],
      ['POST', `${path}/keys`, { kind: 'hmac-sha256', scopes: ['read'] }],
      ['POST', '/v1/accounts/nobodys/access', access],
    ] as const) {
      const answered = await world.ask(method, url, { token, ...(body && { body }) });
      equal([url, answered.status, answered.body.code], [url, 404, 'AUTH_USER_NOT_FOUND']);
    }
  });

  test('is erased at the next start where the process has died in between', async () => {
    const folder = temporaryFolder();
    const master = await openMasterKey(`${folder}/master.key`, { make: true });
    if (!master.ok) throw new Error(master.failure);
    const opened = await openFolderPersonKeys(`${folder}/person-keys`, master.value);
    if (!opened.ok) throw new Error(opened.failure);
    const personKeys = opened.value;
    const died: PersonKeys = {
      create: (personId) => personKeys.create(personId),
      keyOf: (personId) => personKeys.keyOf(personId),
      erase: () => Promise.reject(new Error('died')),
    };
    const world = await openWorld({ personKeys: died });
    const { userId } = await world.person('ann@example.com');
    const path = `/v1/users/${userId}`;
    const token = world.keyOf('operator');
    strictEqual((await world.ask('DELETE', path, { token })).status, 500);
    strictEqual(world.identities.userOf(userId)?.status, 'erased');
    strictEqual(personKeys.keyOf(userId).ok, true);
    await world.close();
    const again = await openWorld({ disk: world.disk, personKeys });
    strictEqual(again.personKeys.keyOf(userId).ok, false);
  });
});

describe('the fold of users', () => {
  test('put aside in between is the fold of all events', async () => {
    const world = await openWorld();
    const ann = await world.person('ann@example.com');
    const { next } = await world.secondFactor(ann);
    await world.signIn('ann@example.com', { code: next() });
    await world.signIn('nobody@example.com');
    await world.done('POST', '/v1/users/ann/status', {
      token: world.keyOf('operator'),
      body: { status: 'disabled', reason: 'A test.' },
    });
    const [live, ...others] = await folds(world);
    for (const other of others) equal(other, live);
  });
});

describe('another process that is faster', () => {
  test('is read first, and it is decided again', async () => {
    const world = await openWorld();
    const { userId, accessToken: token } = await world.person('ann@example.com');
    const stream = streams.user(userId);
    const { log } = world;
    // The other one's append lies between what this one has read and what it appends.
    const append = log.append.bind(log);
    let others = 3;
    log.append = async (name, expected, events) => {
      if (name === stream && others > 0) {
        others -= 1;
        const at = new Date(world.nowMs()).toISOString();
        const said = { type: 'SignInFailed', data: { at, reason: 'password' } } as const;
        const event = { ...said, schemaVersion: 1, correlationId: 'other' };
        await append(name, expected, [event]);
      }
      return append(name, expected, events);
    };
    const answered = await world.ask('DELETE', '/v1/sessions/current', { token });
    strictEqual(answered.status, 201, JSON.stringify(answered.body));
    strictEqual(others, 0);
    strictEqual((await world.ask('GET', '/v1/me', { token })).status, 401);
  });

  test('that ended the session first leaves nothing to be ended', async () => {
    const world = await openWorld();
    const { userId, sessionId, accessToken: token } = await world.person('ann@example.com');
    const { log } = world;
    const append = log.append.bind(log);
    log.append = async (name, expected, events) => {
      log.append = append;
      const at = new Date(world.nowMs()).toISOString();
      const data = { at, reason: 'revoked', sessionId };
      await append(streams.user(userId), expected, [
        { type: 'SessionEnded', schemaVersion: 1, correlationId: 'other', data },
      ]);
      return append(name, expected, events);
    };
    const answered = await world.ask('DELETE', '/v1/sessions/current', { token });
    strictEqual(answered.body.code, 'AUTH_SESSION_NOT_FOUND');
  });
});

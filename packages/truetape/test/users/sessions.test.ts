import { deepStrictEqual as equal, notStrictEqual, strictEqual } from 'node:assert';
import { generateKeyPairSync } from 'node:crypto';
import { streams } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { temporaryFolder } from '../process/support.ts';
import { openWorld, type Person, type World } from './world.ts';

const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

const me = async ({ ask }: World, token: string) => (await ask('GET', '/v1/me', { token })).status;
const refresh = ({ ask }: World, refreshToken: string) =>
  ask('POST', '/v1/sessions/refresh', { body: { refreshToken } });
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('an access token', () => {
  test('counts for a quarter of an hour', async () => {
    const world = await openWorld();
    const { accessToken, expiresIn } = await world.person('ann@example.com');
    const { iat, exp, ...said } = claimsOf(accessToken);
    equal([exp - iat, expiresIn], [900, 900]);
    equal(Object.keys(said).sort(), ['aud', 'iss', 'jti', 'sid', 'sub']);
    world.pass(15 * MINUTE_MS - 1);
    strictEqual(await me(world, accessToken), 200);
    world.pass(1);
    strictEqual(await me(world, accessToken), 401);
  });

  test('is kept by nobody who hands it on', async () => {
    const world = await openWorld();
    await world.person('ann@example.com');
    strictEqual((await world.signIn('ann@example.com')).headers['cache-control'], 'no-store');
  });
});

describe('a refresh token', () => {
  test('is good once, and its session goes on', async () => {
    const world = await openWorld();
    const { refreshToken, sessionId } = await world.person('ann@example.com');
    world.pass(20 * MINUTE_MS);
    const { status, body } = await refresh(world, refreshToken);
    equal([status, body.sessionId], [201, sessionId]);
    notStrictEqual(body.refreshToken, refreshToken);
    strictEqual(await me(world, body.accessToken), 200);
    const again = await refresh(world, body.refreshToken);
    strictEqual(again.status, 201);
  });

  test('that is shown twice ends the session of everybody who has it', async () => {
    const world = await openWorld();
    const { refreshToken, userId } = await world.person('ann@example.com');
    const other = (await world.signIn('ann@example.com')).body;
    const next = (await refresh(world, refreshToken)).body;
    strictEqual((await refresh(world, refreshToken)).body.code, 'AUTH_TOKEN_INVALID');
    strictEqual((await refresh(world, next.refreshToken)).body.code, 'AUTH_TOKEN_INVALID');
    strictEqual(await me(world, next.accessToken), 401);
    strictEqual(await me(world, other.accessToken), 200);
    const ended = (await world.events()).filter(({ type }) => type === 'SessionEnded');
    equal(
      ended.map(({ stream, data }) => [stream, (data as { reason: string }).reason]),
      [[streams.user(userId), 'refresh-reused']],
    );
  });

  test('that is shown twice at once is good once at most', async () => {
    const world = await openWorld();
    const { refreshToken } = await world.person('ann@example.com');
    const both = await Promise.all([refresh(world, refreshToken), refresh(world, refreshToken)]);
    equal(both.map(({ status }) => status).sort(), [201, 401]);
    const [next] = both.filter(({ status }) => status === 201);
    strictEqual((await refresh(world, next?.body.refreshToken)).status, 401);
  });

  test('is not good when the session is over, however often it was refreshed', async () => {
    const world = await openWorld();
    let { refreshToken } = await world.person('ann@example.com');
    for (let day = 0; day < 29; day++) {
      world.pass(DAY_MS);
      const { status, body } = await refresh(world, refreshToken);
      strictEqual(status, 201);
      refreshToken = body.refreshToken;
    }
    world.pass(DAY_MS);
    strictEqual((await refresh(world, refreshToken)).status, 401);
  });

  test.each([
    ['of another session', (one: Person, other: Person) => swapped(one, other)],
    ['that is none', () => 'ttr_none'],
    ['that is an access token', ({ accessToken }: Person) => accessToken],
    ['with another end', ({ refreshToken }: Person) => `${refreshToken.slice(0, -2)}AA`],
  ])('%s is none, and ends nothing', async (_, made) => {
    const world = await openWorld();
    const one = await world.person('ann@example.com');
    const other = await world.person('bob@example.com');
    const { status } = await refresh(world, made(one, other));
    strictEqual(status === 401 || status === 400, true);
    equal([await me(world, one.accessToken), await me(world, other.accessToken)], [200, 200]);
  });

  const swapped = (one: Person, other: Person) =>
    one.refreshToken.replace(one.sessionId, other.sessionId).replace(one.userId, other.userId);
});

describe('sessions of one user', () => {
  test('are listed and ended one by one, or all but one, or all', async () => {
    const world = await openWorld();
    const first = await world.person('ann@example.com');
    const [second, third, fourth] = [
      (await world.signIn('ann@example.com')).body,
      (await world.signIn('ann@example.com')).body,
      (await world.signIn('ann@example.com')).body,
    ];
    const token = first.accessToken;
    const listed = async () =>
      (await world.ask('GET', '/v1/sessions', { token })).body.items.map(
        ({ sessionId }: Person) => sessionId,
      );
    equal(
      await listed(),
      [first, second, third, fourth].map(({ sessionId }) => sessionId),
    );
    await world.done('DELETE', `/v1/sessions/${second.sessionId}`, { token });
    strictEqual(await me(world, second.accessToken), 401);
    equal(
      await listed(),
      [first, third, fourth].map(({ sessionId }) => sessionId),
    );
    const gone = await world.ask('DELETE', `/v1/sessions/${second.sessionId}`, { token });
    strictEqual(gone.body.code, 'AUTH_SESSION_NOT_FOUND');
    await world.done('DELETE', '/v1/sessions?keep=current', { token });
    equal(await listed(), [first.sessionId]);
    strictEqual(await me(world, third.accessToken), 401);
    await world.done('DELETE', '/v1/sessions/current', { token });
    strictEqual(await me(world, token), 401);
  });

  test('are not those of others', async () => {
    const world = await openWorld();
    const ann = await world.person('ann@example.com');
    const bob = await world.person('bob@example.com');
    const path = `/v1/sessions/${bob.sessionId}`;
    const answered = await world.ask('DELETE', path, { token: ann.accessToken });
    strictEqual(answered.body.code, 'AUTH_SESSION_NOT_FOUND');
    strictEqual(await me(world, bob.accessToken), 200);
  });

  test('are ended by an admin, who need not sign in', async () => {
    const world = await openWorld();
    const { userId, accessToken } = await world.person('ann@example.com');
    const token = world.keyOf('operator');
    const path = `/v1/users/${userId}/sessions`;
    strictEqual((await world.ask('GET', path, { token })).body.items.length, 1);
    await world.done('DELETE', path, { token });
    strictEqual(await me(world, accessToken), 401);
  });

  test('are over where the service was started again, and not where they were not', async () => {
    const [world, folder] = [await openWorld({ folder: temporaryFolder() }), temporaryFolder()];
    const first = await openWorld({ folder });
    const ann = await first.person('ann@example.com');
    const over = (await first.signIn('ann@example.com')).body;
    await first.done('DELETE', `/v1/sessions/${over.sessionId}`, { token: ann.accessToken });
    await first.close();
    const { disk, personKeys } = first;
    const again = await openWorld({ disk, personKeys, folder });
    equal([await me(again, ann.accessToken), await me(again, over.accessToken)], [200, 401]);
    strictEqual((await refresh(again, over.refreshToken)).status, 401);
    strictEqual((await refresh(again, ann.refreshToken)).status, 201);
    // Another venue knows neither.
    strictEqual(await me(world, ann.accessToken), 401);
  });
});

describe('keys of tokens', () => {
  const kids = async ({ ask }: World): Promise<readonly string[]> =>
    (await ask('GET', '/.well-known/jwks.json')).body.keys.map(({ kid }: { kid: string }) => kid);
  const kidOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;

  test('change after 30 days; what the old one has signed counts to its end, and then it is gone', async () => {
    const world = await openWorld();
    await world.person('ann@example.com');
    const [first = ''] = await kids(world);
    world.pass(30 * DAY_MS);
    // The next one is told, and does not sign yet.
    const before = (await world.signIn('ann@example.com')).body;
    strictEqual(kidOf(before.accessToken), first);
    const [, second = ''] = await kids(world);
    world.pass(15 * MINUTE_MS);
    const last = (await refresh(world, before.refreshToken)).body;
    strictEqual(kidOf(last.accessToken), second);
    world.pass(15 * MINUTE_MS + 2_000);
    strictEqual(kidOf((await world.signIn('ann@example.com')).body.accessToken), second);
    equal(await kids(world), [second]);
  });

  test('that are retired take what they have signed with them', async () => {
    const world = await openWorld();
    const { accessToken } = await world.person('ann@example.com');
    const [kid = ''] = await kids(world);
    const at = new Date(world.nowMs()).toISOString();
    const { log } = world;
    const head = (await log.streamHead(streams.security))?.revision ?? -1;
    const event = { type: 'TokenKeyRetired', schemaVersion: 1, correlationId: 'test' };
    const retired = [{ ...event, data: { at, kid } }];
    const appended = await log.append(streams.security, head, retired);
    strictEqual(appended.ok, true);
    equal([await me(world, accessToken), await kids(world)], [401, []]);
  });

  test('of which the private half is not ours sign nothing here, and count', async () => {
    const world = await openWorld();
    await world.person('ann@example.com');
    const { publicKey } = generateKeyPairSync('ed25519');
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const at = new Date(world.nowMs()).toISOString();
    const { log } = world;
    const head = (await log.streamHead(streams.security))?.revision ?? -1;
    const kid = 'x'.repeat(43);
    const event = { type: 'TokenKeyAdded', schemaVersion: 1, correlationId: 'test' };
    await log.append(streams.security, head, [{ ...event, data: { at, kid, x } }]);
    strictEqual((await kids(world)).length, 2);
    notStrictEqual(kidOf((await world.signIn('ann@example.com')).body.accessToken), kid);
  });
});

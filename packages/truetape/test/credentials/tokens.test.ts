import { deepStrictEqual as equal, ok } from 'node:assert';
import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { issueAccessToken, newMailToken } from '@truetape/auth';
import { onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { ORDER } from '../http/venue.ts';
import {
  bearer,
  type CredentialsWorld,
  HOUR_MS,
  openCredentials,
  REALM,
} from './credentials-world.ts';
import { sendWire } from './wire.ts';

const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const withoutSignature = (head: unknown, claims: unknown) => `${encoded(head)}.${encoded(claims)}`;

function signedBy(key: KeyObject, head: unknown, claims: unknown): string {
  const input = withoutSignature(head, claims);
  return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`;
}

function macBy(secret: string | Buffer, head: unknown, claims: unknown): string {
  const input = withoutSignature(head, claims);
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** A session of Ann's, its token, and everything that somebody may make of it who must not get in. */
async function forgeries(world: CredentialsWorld) {
  const { clock, desk, identities } = world;
  const { signer, refresh, ...session } = await world.session('ann');
  const nowMs = clock.nowMs;
  const right = await issueAccessToken({ ...session, nowMs }, REALM, signer);
  const { kid, privateKey } = signer;
  const head = { alg: 'EdDSA', typ: 'at+jwt', kid };
  const iat = nowMs / 1_000;
  const claims = {
    ...{ sid: session.sessionId, iss: REALM.issuer, aud: REALM.audience, sub: 'ann' },
    ...{ iat, exp: iat + 900, jti: randomUUID() },
  };
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const jwk = stranger.export({ format: 'jwk' });
  const x = identities.tokenKeys.find((key) => key.kid === kid)?.x ?? '';
  const pem = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' });
  const ours = (header: object, said: object) => signedBy(privateKey, header, said);
  const theirs = (more: object) => signedBy(stranger, { ...head, ...more }, claims);
  const later = { ...session, nowMs: nowMs - HOUR_MS };
  const [h = '', c = '', s = ''] = right.split('.');
  const forged: Record<string, string> = {
    'alg none': `${withoutSignature({ ...head, alg: 'none' }, claims)}.`,
    'alg none, with a signature': `${withoutSignature({ ...head, alg: 'none' }, claims)}.${s}`,
    'HS256 with the public key': macBy(
      Buffer.from(x, 'base64url'),
      { ...head, alg: 'HS256' },
      claims,
    ),
    'HS256 with the text of it': macBy(x, { ...head, alg: 'HS256' }, claims),
    'HS256 with the PEM of it': macBy(String(pem), { ...head, alg: 'HS256' }, claims),
    'HMAC that is called EdDSA': macBy(Buffer.from(x, 'base64url'), head, claims),
    'a kid that is a path': theirs({ kid: '../../../../dev/null' }),
    'a kid that is an address': theirs({ kid: 'https://evil.example/jwks.json' }),
    'a kid that is a query': theirs({ kid: "x' OR '1'='1" }),
    'a kid of an object': theirs({ kid: '__proto__' }),
    'another key': theirs({}),
    'its own jwk': theirs({ jwk }),
    'its own jku': theirs({ jku: 'https://evil.example' }),
    'its own x5u': theirs({ x5u: 'https://evil.example' }),
    'our signature, with a jwk': ours({ ...head, jwk }, claims),
    crit: ours({ ...head, crit: ['exp'] }, claims),
    'another audience': ours(head, { ...claims, aud: 'another-venue' }),
    'another issuer': ours(head, { ...claims, iss: 'https://evil.example' }),
    'another type': ours({ ...head, typ: 'JWT' }, claims),
    'an end that has come': await issueAccessToken(later, REALM, signer),
    'a beginning in two seconds': ours(head, { ...claims, iat: iat + 2, exp: iat + 900 }),
    'nbf in the future': ours(head, { ...claims, nbf: iat + 60 }),
    'a life of more than 15 minutes': ours(head, { ...claims, exp: iat + 901 }),
    'a role that it gives itself': ours(head, { ...claims, roles: ['admin'] }),
    'a session that is not there': ours(head, { ...claims, sid: 'z'.repeat(26) }),
    'a session of somebody else': ours(head, { ...claims, sub: 'bob' }),
    'a user that is not there': ours(head, { ...claims, sub: 'nobody' }),
    'a refresh token': refresh,
    'a token of a mail': newMailToken().token,
    'a digest of a key': identities.userOf('ann')?.keys[0]?.keyId ?? '',
    'two parts': `${h}.${c}`,
    'no signature': `${h}.${c}.`,
    'four parts': `${right}.x`,
    'a space more': `${right} x`,
    'itself twice': `${right},${right}`,
  };
  for (let length = 1; length < right.length; length += 29) {
    forged[`the first ${length} of it`] = right.slice(0, length);
  }
  return { ...{ right, forged, session, desk }, flips: flipped(right) };
}

/** A token with each of its characters another one that may stand there. */
const flipped = (token: string) =>
  [...token].map((character, at) => {
    const other = character === 'A' ? 'B' : 'A';
    return `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
  });

const order = (token: string) => ({
  method: 'POST',
  path: '/v1/orders',
  headers: { ...bearer(token), 'content-type': 'application/json' },
  body: JSON.stringify(ORDER),
});

async function refusalOfSession(port: number, token: string) {
  const headers = bearer(token);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/session`, { headers });
  onTestFinished(() => socket.terminate());
  socket.on('error', () => undefined);
  const opened = once(socket, 'open').then(() => 'opened');
  const refused = once(socket, 'unexpected-response').then(([, response]) => {
    (response as IncomingMessage).resume();
    return String((response as IncomingMessage).statusCode);
  });
  return Promise.race([opened, refused]);
}

/** What `authenticate` is answered on the feeds. */
async function openFeeds(port: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/stream`);
  onTestFinished(() => socket.terminate());
  await once(socket, 'message');
  return async (token: string) => {
    const answered = once(socket, 'message');
    socket.send(JSON.stringify({ op: 'authenticate', id: 'a', token }));
    const [frame] = await answered;
    const [{ type, code }] = JSON.parse(String(frame)) as [{ type: string; code?: string }];
    return `${type} ${code}`;
  };
}

test('nothing that is made of a token gets in, by a request', { timeout: 120_000 }, async () => {
  const world = await openCredentials();
  const { right, forged, flips } = await forgeries(world);
  const head = await world.log.head();
  const tried = [
    ...Object.entries(forged),
    ...flips.map((each, at) => [`byte ${at}`, each] as const),
  ];
  const taken: string[] = [];
  for (const [title, token] of tried) {
    const { status, code } = await sendWire(world.port, order(token));
    if (status !== 401 || code !== 'AUTH_REQUIRED') taken.push(`${title}: ${status} ${code}`);
  }
  equal(taken, []);
  equal(await world.since(head), []);
  equal((await sendWire(world.port, order(right))).status, 201);
});

test('nothing that is made of a token opens a session', { timeout: 120_000 }, async () => {
  const world = await openCredentials();
  const { right, forged, flips } = await forgeries(world);
  const taken: string[] = [];
  const some = flips
    .filter((_, at) => at % 10 === 0)
    .map((each, at) => [`byte ${at}0`, each] as const);
  for (const [title, token] of [...Object.entries(forged), ...some]) {
    const told = await refusalOfSession(world.port, token);
    if (told !== '401') taken.push(`${title}: ${told}`);
  }
  equal(taken, []);
  equal(await refusalOfSession(world.port, right), 'opened');
});

test('nothing that is made of a token is taken by the feeds', { timeout: 120_000 }, async () => {
  const world = await openCredentials();
  const { right, forged, flips } = await forgeries(world);
  const taken: string[] = [];
  const some = flips
    .filter((_, at) => at % 10 === 0)
    .map((each, at) => [`byte ${at}0`, each] as const);
  for (const [title, token] of [...Object.entries(forged), ...some]) {
    const authenticate = await openFeeds(world.port);
    const told = await authenticate(token);
    if (told !== 'error AUTH_REQUIRED') taken.push(`${title}: ${told}`);
  }
  equal(taken, []);
  equal(await (await openFeeds(world.port))(right), 'authenticated undefined');
});

test('a token of a key that is retired, or of a session that is over, does not count', async () => {
  const world = await openCredentials();
  const { desk, clock, log } = world;
  const first = await forgeries(world);
  equal((await sendWire(world.port, order(first.right))).status, 201);
  const { sessionId } = first.session;
  const command = { type: 'EndSession', sessionId, by: 'user' } as const;
  ok((await desk.users.execute('ann', command, { correlationId: 'test' })).ok);
  equal((await sendWire(world.port, order(first.right))).status, 401);

  const { signer, refresh: _, ...session } = await world.session('ann');
  const token = await issueAccessToken({ ...session, nowMs: clock.nowMs }, REALM, signer);
  equal((await sendWire(world.port, order(token))).status, 201);
  const revision = (await log.streamHead('security'))?.revision ?? -1;
  const data = { at: new Date(clock.nowMs).toISOString(), kid: signer.kid };
  const retired = { type: 'TokenKeyRetired', schemaVersion: 1, correlationId: 'test', data };
  const appended = await log.append('security', revision, [retired]);
  ok(appended.ok);
  await world.identities.reached(appended.value.position);
  equal((await sendWire(world.port, order(token))).status, 401);
});

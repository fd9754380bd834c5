import { execFile } from 'node:child_process';
import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  createMemoryNonces,
  createSignatureCheck,
  ed25519KeyOf,
  hmacKeyOf,
  newSigningSecret,
} from '@truetape/auth';
import { createEdge, sendProblem } from '@truetape/edge';
import { createLogger, createMetrics } from '@truetape/observability';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSigner, type SigningKey, signRequests } from '../src/index.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const PEM = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
const SECRET = newSigningSecret();
const KEYS: readonly [string, SigningKey][] = [
  ['ed25519', { keyId: 'ak-1', privateKey: PEM }],
  ['hmac-sha256', { keyId: 'ak-2', secret: SECRET }],
];

/** An edge that takes signed requests only, and tells what it was asked. */
async function openVenue() {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-signing-'));
  const logger = createLogger({ level: 'error', destination: join(folder, 'log') });
  const metrics = createMetrics({ processMetrics: false });
  const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
  const keys = new Map([
    ['ak-1', ed25519KeyOf(publicKey.export({ format: 'jwk' }).x ?? '')],
    ['ak-2', hmacKeyOf(SECRET)],
  ]);
  const longAgoMs = Date.now() - 60_000;
  let clockMs = () => longAgoMs;
  const nonces = createMemoryNonces({ clockMs: () => clockMs() });
  clockMs = Date.now;
  const check = createSignatureCheck({ keyOf: (keyId) => keys.get(keyId), nonces });
  app.addHook('onRequest', async (request, reply) => {
    const { method, headers } = request;
    const checked = await check({ method, url: request.raw.url ?? '', headers }, Date.now());
    if (!checked.ok) return sendProblem(reply, 'AUTH_SIGNATURE', { detail: checked.failure });
    request.bodyDigest = checked.value.bodyDigest;
    return undefined;
  });
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    app.route({
      method,
      url: '/v1/orders',
      handler: ({ url, body }, reply) => void reply.send({ method, url, body: body ?? null }),
    });
  }
  app.get('/v1/elsewhere', (_request, reply) => void reply.redirect('/v1/orders'));
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const host = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return { host, folder };
}

const BODY = '{"side":"buy","quantity":"1"}';
const JSON_TYPE = { 'content-type': 'application/json' };

describe.each(KEYS)('requests signed by %s', (_, key) => {
  test.each<[string, RequestInit]>([
    ['/v1/orders', {}],
    ['/v1/orders?symbol=BTC-USD&limit=1', { method: 'GET' }],
    ['/v1/orders?q=a b€&x=%20', { method: 'delete' }],
    ['/v1/orders?', {}],
    ['/v1/orders#part', {}],
    ['/v1/./orders', {}],
    ['/v1/orders?dry=no', { method: 'POST', body: BODY, headers: JSON_TYPE }],
    ['/v1/orders', { method: 'POST', body: new TextEncoder().encode(BODY), headers: JSON_TYPE }],
    ['/v1/orders', { method: 'POST' }],
  ])('are taken: %s %j', async (target, init) => {
    const { host } = await openVenue();
    const response = await signRequests(key)(`${host}${target}`, init);
    const answer = (await response.json()) as { body: unknown };
    expect(response.status, JSON.stringify(answer)).toBe(200);
    expect(answer.body).toEqual(init.body === undefined ? null : JSON.parse(BODY));
  });

  test('are each another one', async () => {
    const { host } = await openVenue();
    const fetchSigned = signRequests(key, { windowSeconds: 60 });
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => fetchSigned(`${host}/v1/orders`)),
    );
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 200));
  });

  test('are taken once each', async () => {
    const { host } = await openVenue();
    const url = new URL(`${host}/v1/orders`);
    const headers = await createSigner(key)({ method: 'GET', url });
    expect((await fetch(url, { headers })).status).toBe(200);
    const again = await fetch(url, { headers });
    expect(again.status).toBe(401);
    expect(await again.json()).toMatchObject({ code: 'AUTH_SIGNATURE', detail: 'REPLAYED' });
  });

  test('follow nobody to another target', async () => {
    const { host } = await openVenue();
    await expect(signRequests(key)(`${host}/v1/elsewhere`)).rejects.toThrow();
  });

  test('of a clock that is wrong are refused', async () => {
    const { host } = await openVenue();
    for (const [byMs, detail] of [
      [-7_000, 'EXPIRED'],
      [5_000, 'CREATED_LATER'],
    ] as const) {
      const response = await signRequests(key, { clockMs: () => Date.now() + byMs })(
        `${host}/v1/orders`,
      );
      expect(await response.json()).toMatchObject({ code: 'AUTH_SIGNATURE', detail });
    }
  });
});

test('a key of WebCrypto signs too', async () => {
  const { host } = await openVenue();
  const jwk = privateKey.export({ format: 'jwk' });
  const imported = await webcrypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign']);
  const response = await signRequests({ keyId: 'ak-1', privateKey: imported })(`${host}/v1/orders`);
  expect(response.status).toBe(200);
});

test.each([0, 61, 1.5, Number.NaN])('a window is none of %d seconds', (windowSeconds) => {
  expect(() => createSigner({ keyId: 'ak-2', secret: SECRET }, { windowSeconds })).toThrow(
    RangeError,
  );
});

describe('the page about signing', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/signing.md'), 'utf8');
  const blockAfter = (heading: string) => page.split(heading)[1]?.split(/```\w*\n/)[1] ?? '';
  const ORDER = { method: 'POST', url: '/v1/orders?dry=no', body: { side: 'buy', quantity: '1' } };

  test.each(['ed25519', 'hmac-sha256'])('signs with curl and openssl by %s', async (algorithm) => {
    const { host, folder } = await openVenue();
    const file = join(folder, 'key.pem');
    writeFileSync(file, PEM);
    const env = {
      PATH: process.env.PATH,
      HOST: host,
      ALG: algorithm,
      KEY_ID: algorithm === 'ed25519' ? 'ak-1' : 'ak-2',
      KEY_FILE: file,
      SECRET,
    };
    const { stdout } = await promisify(execFile)('sh', ['-c', blockAfter('## With curl')], { env });
    expect(JSON.parse(stdout)).toEqual(ORDER);
  });

  test('signs with our client', async () => {
    const { host } = await openVenue();
    const code = blockAfter('## With our client')
      .replace(/^import .*$/m, '')
      .replace('https://venue.example', host);
    const run = new Function(
      'signRequests',
      'privateKey',
      `return (async () => { ${code}; return answer; })();`,
    );
    const answer: Response = await run(signRequests, PEM);
    expect(await answer.json()).toEqual(ORDER);
  });
});

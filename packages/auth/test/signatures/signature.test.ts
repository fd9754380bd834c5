import { createHmac, createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import { httpbis, type Request, type SignConfig } from 'http-message-signatures';
import { describe, expect, test } from 'vitest';
import {
  ed25519KeyOf,
  readSignature,
  SIGNATURE_FAILURES,
  type SignedRequest,
} from '../../src/index.ts';
import {
  digestOf,
  ed25519Key,
  hmacKey,
  KEYS,
  NOW_MS,
  openCheck,
  signed,
  type TestKey,
  type TestRequest,
} from './support.ts';

const GET: TestRequest = { method: 'GET', url: '/v1/orders?symbol=BTC-USD&limit=10' };
const POST: TestRequest = { method: 'POST', url: '/v1/orders', body: '{"side":"buy"}' };
const REQUESTS: readonly TestRequest[] = [
  GET,
  POST,
  { method: 'DELETE', url: '/v1/orders/trader-1.17' },
  { method: 'DELETE', url: '/v1/orders?symbol=BTC-USD' },
  { method: 'GET', url: '/' },
  { method: 'GET', url: '/v1/a%20b;c=d/..%2F?q=%E2%82%AC&x=a+b&y=?' },
];

describe.each(KEYS)('what is signed by %s', (_, key) => {
  test.each(REQUESTS)('is accepted: $method $url', async (request) => {
    expect(await openCheck(key)(signed(request, key), NOW_MS)).toMatchObject({
      ok: true,
      value: { keyId: key.keyId },
    });
  });

  test('says which body it is for', async () => {
    const checked = await openCheck(key)(signed(POST, key), NOW_MS);
    expect(checked).toMatchObject({ value: { bodyDigest: digestOf(POST.body ?? '') } });
    expect(await openCheck(key)(signed(GET, key), NOW_MS)).toMatchObject({
      value: { bodyDigest: digestOf('') },
    });
  });

  test('counts for five seconds, to the millisecond', async () => {
    const request = signed(GET, key);
    expect(await openCheck(key)(request, NOW_MS + 5_000)).toMatchObject({ ok: true });
    expect(await openCheck(key)(request, NOW_MS + 5_001)).toEqual({
      ok: false,
      failure: 'EXPIRED',
    });
  });

  test.each([1_000, 60_000])('counts as long as it says: %d ms', async (windowMs) => {
    const request = signed(GET, key, { expiresAtMs: NOW_MS + windowMs });
    expect(readSignature(request)).toMatchObject({ value: { validUntilMs: NOW_MS + windowMs } });
    expect(await openCheck(key)(request, NOW_MS + windowMs)).toMatchObject({ ok: true });
    expect(await openCheck(key)(request, NOW_MS + windowMs + 1)).toMatchObject({
      failure: 'EXPIRED',
    });
  });

  test.each([61_000, 0, -1_000])('cannot say %d ms', (windowMs) => {
    const request = signed(GET, key, { expiresAtMs: NOW_MS + windowMs });
    expect(readSignature(request)).toEqual({ ok: false, failure: 'FORM' });
  });

  test('may be of a clock that is a second ahead, and no more', async () => {
    const request = signed(GET, key);
    expect(await openCheck(key)(request, NOW_MS - 1_000)).toMatchObject({ ok: true });
    expect(await openCheck(key)(request, NOW_MS - 1_001)).toMatchObject({
      failure: 'CREATED_LATER',
    });
  });

  test('is accepted once, however it comes again', async () => {
    const check = openCheck(key);
    const request = signed(POST, key);
    expect(await check(request, NOW_MS)).toMatchObject({ ok: true });
    expect(await check(request, NOW_MS)).toEqual({ ok: false, failure: 'REPLAYED' });
    const relabelled = signed(POST, key, { label: 'other', nonce: nonceOf(request) });
    expect(await check(relabelled, NOW_MS)).toEqual({ ok: false, failure: 'REPLAYED' });
  });

  test('is accepted once of many at once', async () => {
    const check = openCheck(key);
    const request = signed(POST, key);
    const checked = await Promise.all(Array.from({ length: 50 }, () => check(request, NOW_MS)));
    expect(checked.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('leaves the nonce to whoever has the key', async () => {
    const check = openCheck(key);
    const request = signed(POST, key);
    const forged = { ...request, url: '/v1/orders/batch' };
    expect(await check(forged, NOW_MS)).toEqual({ ok: false, failure: 'WRONG' });
    expect(await check(request, NOW_MS)).toMatchObject({ ok: true });
  });
});

const nonceOf = ({ headers }: SignedRequest) =>
  /nonce="([^"]+)"/.exec(String(headers['signature-input']))?.[1] ?? '';

describe('a key', () => {
  test('is not said to be known or not', () => {
    expect(SIGNATURE_FAILURES.UNKNOWN_KEY).toBe(SIGNATURE_FAILURES.WRONG);
  });

  const [ed25519, hmac] = [ed25519Key(), hmacKey()];

  test('that nobody knows signs nothing', async () => {
    expect(await openCheck(ed25519)(signed(GET, hmac), NOW_MS)).toEqual({
      ok: false,
      failure: 'UNKNOWN_KEY',
    });
  });

  test('of somebody else does not sign under this id', async () => {
    for (const [own, foreign] of [
      [ed25519, ed25519Key(ed25519.keyId)],
      [hmac, hmacKey(hmac.keyId)],
    ] as const) {
      expect(await openCheck(own)(signed(GET, foreign), NOW_MS)).toMatchObject({
        failure: 'WRONG',
      });
    }
  });

  test('is used for its own algorithm: a public key is no secret', async () => {
    const { publicKey } = ed25519.verifies as { publicKey: KeyObject };
    const asSecrets = [
      Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
      publicKey.export({ format: 'der', type: 'spki' }),
      publicKey.export({ format: 'pem', type: 'spki' }),
    ];
    for (const secret of asSecrets) {
      const confused: TestKey = {
        ...hmac,
        keyId: ed25519.keyId,
        sign: (base) => createHmac('sha256', secret).update(base).digest(),
      };
      expect(await openCheck(ed25519)(signed(GET, confused), NOW_MS)).toMatchObject({
        failure: 'WRONG',
      });
    }
  });
});

describe('another library', () => {
  const CREATED = new Date(NOW_MS);
  const keyOf = (key: TestKey): SignConfig['key'] => ({
    id: key.keyId,
    alg: key.algorithm,
    sign: async (base) => key.sign(base),
  });
  const FIELDS = ['@method', '@path', '@query'];
  const PARAMETERS = ['created', 'nonce', 'keyid', 'alg'];

  async function signedByOther(request: TestRequest, key: TestKey, config: Partial<SignConfig>) {
    const { method, url, body } = request;
    const digest = body === undefined ? {} : { 'content-digest': `sha-256=:${digestOf(body)}:` };
    const message: Request = { method, url: `https://venue.example${url}`, headers: { ...digest } };
    const { headers } = await httpbis.signMessage(
      {
        key: keyOf(key),
        fields: body === undefined ? FIELDS : [...FIELDS, 'content-digest'],
        params: PARAMETERS,
        ...config,
        paramValues: { created: CREATED, nonce: randomUUID(), ...config.paramValues },
      },
      message,
    );
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    return { method, url, headers: { ...Object.fromEntries(lower), ...length } } as SignedRequest;
  }

  describe.each(KEYS)('with %s', (_, key) => {
    test.each(REQUESTS)('signs what is accepted: $method $url', async (request) => {
      const theirs = await signedByOther(request, key, { name: 'sig1' });
      expect(await openCheck(key)(theirs, NOW_MS)).toMatchObject({ ok: true });
    });

    test('may say until when it counts', async () => {
      const theirs = await signedByOther(POST, key, {
        params: ['created', 'expires', 'nonce', 'keyid', 'alg'],
        paramValues: { expires: new Date(NOW_MS + 60_000) },
      });
      expect(await openCheck(key)(theirs, NOW_MS + 60_000)).toMatchObject({ ok: true });
    });

    test.each<[string, Partial<SignConfig>]>([
      ['without the method', { fields: ['@path', '@query', 'content-digest'] }],
      ['without the query', { fields: ['@method', '@path', 'content-digest'] }],
      ['without the body', { fields: FIELDS }],
      ['in another order', { fields: ['@path', '@method', '@query', 'content-digest'] }],
      ['with more than we ask for', { fields: [...FIELDS, '@authority', 'content-digest'] }],
      ['with the target in one', { fields: ['@method', '@request-target', 'content-digest'] }],
      ['nothing', { fields: [] }],
      ['without a time', { params: ['nonce', 'keyid', 'alg'] }],
      ['without a nonce', { params: ['created', 'keyid', 'alg'] }],
      ['without a key', { params: ['created', 'nonce', 'alg'] }],
      ['without an algorithm', { params: ['created', 'nonce', 'keyid'] }],
      ['with parameters in another order', { params: ['keyid', 'created', 'nonce', 'alg'] }],
      ['with a tag', { params: [...PARAMETERS, 'tag'], paramValues: { tag: 'x' } }],
      ['with a short nonce', { paramValues: { nonce: 'x'.repeat(15) } }],
      ['with a long nonce', { paramValues: { nonce: 'x'.repeat(65) } }],
    ])('signs what is refused: %s', async (_name, config) => {
      const theirs = await signedByOther(POST, key, config);
      const checked = await openCheck(key)(theirs, NOW_MS);
      expect(checked).toMatchObject({ ok: false });
      expect(['FORM', 'DIGEST']).toContain(checked.ok ? '' : checked.failure);
    });
  });
});

describe('a request', () => {
  const key = hmacKey();
  const right = signed(POST, key);
  const { 'signature-input': input, signature, 'content-digest': digest } = right.headers;
  const base = signed(GET, key);

  test('without a signature is not signed', () => {
    expect(readSignature({ ...GET, headers: {} })).toEqual({ ok: false, failure: 'MISSING' });
  });

  test.each<[string, SignedRequest['headers']]>([
    ['has no value', { 'signature-input': input, 'content-digest': digest }],
    ['has no parameters', { signature, 'content-digest': digest }],
    ['has two values', { ...right.headers, signature: `${signature}, sig2=:AAAA:` }],
    ['has two sets of parameters', { ...right.headers, 'signature-input': `${input}, sig2=()` }],
    ['has its header twice', { ...right.headers, signature: [signature, signature] }],
    ['has other labels', { ...right.headers, signature: signature.replace('sig1', 'sig2') }],
    ['has spaces', { ...right.headers, 'signature-input': input?.replace(';', '; ') }],
    ['is long', { ...right.headers, 'signature-input': `${input}${' '.repeat(1_000)}` }],
    ['has a value that is long', { ...right.headers, signature: `sig1=:${'A'.repeat(16_000)}:` }],
    ['is empty', { ...right.headers, 'signature-input': '', signature: '' }],
    [
      'has a value of the other length',
      { ...right.headers, signature: `sig1=:${'A'.repeat(86)}==:` },
    ],
    [
      'has a time that is no second',
      { ...right.headers, 'signature-input': input?.replace('created=18', 'created=18.') },
    ],
  ])('whose signature %s is refused', (_, headers) => {
    expect(readSignature({ ...POST, headers })).toEqual({ ok: false, failure: 'FORM' });
  });

  test.each<[string, SignedRequest['headers']]>([
    ['a body that is not signed', { ...base.headers, 'content-length': '2' }],
    ['a body of unknown length', { ...base.headers, 'transfer-encoding': 'chunked' }],
    ['a digest that is not signed', { ...base.headers, 'content-digest': digest }],
    ['a signed digest and no body', { ...right.headers, 'content-length': '0' }],
    ['a signed digest that is not there', { ...right.headers, 'content-digest': undefined }],
    ['a digest of another kind', { ...right.headers, 'content-digest': 'sha-512=:AAAA:' }],
    ['two digests', { ...right.headers, 'content-digest': `${digest}, ${digest}` }],
    ['a digest with spaces', { ...right.headers, 'content-digest': ` ${digest}` }],
  ])('with %s is refused', (_, headers) => {
    expect(readSignature({ ...GET, headers })).toEqual({ ok: false, failure: 'DIGEST' });
  });

  test.each<[string, SignedRequest['headers']]>([
    ['a header that is not signed', { ...base.headers, prefer: 'wait' }],
    ['a key that is not signed', { ...base.headers, 'idempotency-key': 'k-1' }],
    ['an account that is not signed', { ...base.headers, 'account-id': 'bob' }],
  ])('with %s is refused', (_, headers) => {
    expect(readSignature({ ...GET, headers })).toEqual({ ok: false, failure: 'HEADERS' });
  });

  test.each<[string, string | string[] | undefined]>([
    ['is not there', undefined],
    ['is there twice', ['k-1', 'k-1']],
    ['is not of ASCII', 'k-\u00e9'],
    ['is empty', ''],
    ['ends with a space', 'k-1 '],
    ['is long', 'k'.repeat(1_000)],
  ])('that signs a header which %s is refused', (_, value) => {
    const covered = signed({ ...GET, covered: { 'idempotency-key': 'k-1' } }, key);
    expect(readSignature(covered)).toMatchObject({ ok: true });
    const headers = { ...covered.headers, 'idempotency-key': value };
    expect(readSignature({ ...GET, headers })).toEqual({ ok: false, failure: 'HEADERS' });
  });

  test('signs its headers in the order that is told, and each once', () => {
    const both = { 'account-id': 'ann', 'idempotency-key': 'k-1' };
    const turned = { 'idempotency-key': 'k-1', 'account-id': 'ann' };
    expect(readSignature(signed({ ...POST, covered: both }, key))).toMatchObject({ ok: true });
    expect(readSignature(signed({ ...POST, covered: turned }, key))).toMatchObject({
      failure: 'HEADERS',
    });
    const { headers } = signed({ ...GET, covered: { prefer: 'wait' } }, key);
    const twice = headers['signature-input'].replace('"prefer"', '"prefer" "prefer"');
    const repeated = { ...headers, 'signature-input': twice };
    expect(readSignature({ ...GET, headers: repeated })).toMatchObject({ failure: 'HEADERS' });
  });

  test.each([
    'https://venue.example/v1/orders',
    '*',
    '',
    'v1/orders',
    '/v1/orders?',
    '/v1/orders ?a=b',
    '/v1/ordérs',
    '/v1/ord\u0141rs',
    '/v1/orders\n"@query": ?a=b',
    `/${'x'.repeat(9_000)}`,
  ])('with the target %j is refused', (url) => {
    expect(readSignature({ ...base, url })).toEqual({ ok: false, failure: 'TARGET' });
  });
});

test('the sample key of RFC 9421 (B.1.4) signs what is accepted', async () => {
  const x = 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs';
  const d = 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU';
  const jwk = { kty: 'OKP', crv: 'Ed25519', d, x };
  const privateKey = createPrivateKey({ format: 'jwk', key: jwk });
  const verifies = ed25519KeyOf(x);
  if (verifies === undefined) throw new Error('it is a key');
  const signs = (base: Buffer) => sign(null, base, privateKey);
  const key: TestKey = { keyId: 'test-key', algorithm: 'ed25519', verifies, sign: signs };
  expect(await openCheck(key)(signed(POST, key), NOW_MS)).toMatchObject({ ok: true });
});

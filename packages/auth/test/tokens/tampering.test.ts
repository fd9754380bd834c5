import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  createAccessTokenVerifier,
  issueAccessToken,
  newBearerKey,
  newMailToken,
  newRefreshToken,
  publicKeyOf,
  verifyAccessToken,
} from '../../src/index.ts';
import {
  hmacToken,
  keyring,
  NOW_MS,
  newKey,
  REALM,
  SESSION,
  signedToken,
  unsignedToken,
} from './support.ts';

const key = newKey();
const stranger = newKey('stranger');
const { xOf, keyOf } = keyring(key);

const HEADER = { alg: 'EdDSA', typ: 'at+jwt', kid: 'key-1' };
const NOW = NOW_MS / 1000;
const CLAIMS = {
  sid: SESSION.sessionId,
  iss: REALM.issuer,
  aud: REALM.audience,
  sub: SESSION.userId,
  iat: NOW,
  exp: NOW + 900,
  jti: randomUUID(),
};
const signed = (header: unknown, claims: unknown) => signedToken(header, claims, key.privateKey);
const without = (name: keyof typeof CLAIMS) => {
  const { [name]: _, ...others } = CLAIMS;
  return others;
};
const verify = (token: string) => verifyAccessToken(token, { ...REALM, keyOf, nowMs: NOW_MS });
const pem = publicKeyOf(key.x)?.export({ format: 'pem', type: 'spki' }) ?? '';
const strangerJwk = { kty: 'OKP', crv: 'Ed25519', x: stranger.x };

test('what the attacks below start from is accepted', async () => {
  expect(await verify(signed(HEADER, CLAIMS))).toMatchObject({ ok: true, value: SESSION });
});

describe.each<[string, Readonly<Record<string, string>>]>([
  [
    'an algorithm of the attacker’s choice',
    {
      'none, without a signature': unsignedToken({ ...HEADER, alg: 'none' }, CLAIMS),
      'none, in capitals': unsignedToken({ ...HEADER, alg: 'NONE' }, CLAIMS),
      'none, with a signature of somebody': signedToken(
        { ...HEADER, alg: 'none' },
        CLAIMS,
        stranger.privateKey,
      ),
      'none, with the signature of the key': signed({ ...HEADER, alg: 'none' }, CLAIMS),
      'EdDSA, without a signature': unsignedToken(HEADER, CLAIMS),
      'EdDSA, with a signature of zeros': unsignedToken(HEADER, CLAIMS, 'A'.repeat(86)),
      'HS256 with the public key as text': hmacToken({ ...HEADER, alg: 'HS256' }, CLAIMS, key.x),
      'HS256 with the public key as bytes': hmacToken(
        { ...HEADER, alg: 'HS256' },
        CLAIMS,
        Buffer.from(key.x, 'base64url'),
      ),
      'HS256 with the public key as PEM': hmacToken({ ...HEADER, alg: 'HS256' }, CLAIMS, pem),
      'HMAC that is called EdDSA': hmacToken(HEADER, CLAIMS, Buffer.from(key.x, 'base64url')),
      'ES256, signed by the key': signed({ ...HEADER, alg: 'ES256' }, CLAIMS),
      'Ed25519, the newer name': signed({ ...HEADER, alg: 'Ed25519' }, CLAIMS),
      'eddsa in small letters': signed({ ...HEADER, alg: 'eddsa' }, CLAIMS),
      'a list of algorithms': signed({ ...HEADER, alg: ['EdDSA'] }, CLAIMS),
      'no algorithm': signed({ typ: 'at+jwt', kid: 'key-1' }, CLAIMS),
    },
  ],
  [
    'a kid that leads elsewhere',
    Object.fromEntries(
      [
        '../../../../dev/null',
        '/etc/passwd',
        '..%2f..%2fkey-1',
        'file:///dev/null',
        'https://evil.example/jwks.json',
        "key-1' OR '1'='1",
        'key-1; cat /etc/passwd',
        'key-1\u0000',
        'key-1\n',
        ' key-1',
        'KEY-1',
        '__proto__',
        'constructor',
        'toString',
        'stranger',
        '',
        'x'.repeat(65),
      ].map((kid) => [
        JSON.stringify(kid),
        signedToken({ ...HEADER, kid }, CLAIMS, stranger.privateKey),
      ]),
    ),
  ],
  [
    'a header that brings its own key or its own rules',
    {
      jwk: signedToken({ ...HEADER, jwk: strangerJwk }, CLAIMS, stranger.privateKey),
      'jwk without kid': signedToken(
        { alg: 'EdDSA', typ: 'at+jwt', jwk: strangerJwk },
        CLAIMS,
        stranger.privateKey,
      ),
      jku: signedToken({ ...HEADER, jku: 'https://evil.example' }, CLAIMS, stranger.privateKey),
      x5u: signedToken({ ...HEADER, x5u: 'https://evil.example' }, CLAIMS, stranger.privateKey),
      x5c: signedToken({ ...HEADER, x5c: ['MIIB'] }, CLAIMS, stranger.privateKey),
      'the key signs jwk': signed({ ...HEADER, jwk: strangerJwk }, CLAIMS),
      'the key signs jku': signed({ ...HEADER, jku: 'https://evil.example' }, CLAIMS),
      'the key signs crit': signed({ ...HEADER, crit: ['exp'], exp: NOW }, CLAIMS),
      'the key signs an empty crit': signed({ ...HEADER, crit: [] }, CLAIMS),
      'the key signs b64': signed({ ...HEADER, b64: false, crit: ['b64'] }, CLAIMS),
      'the key signs zip': signed({ ...HEADER, zip: 'DEF' }, CLAIMS),
      'the key signs cty': signed({ ...HEADER, cty: 'JWT' }, CLAIMS),
      'no kid': signed({ alg: 'EdDSA', typ: 'at+jwt' }, CLAIMS),
      'a kid that is a number': signed({ ...HEADER, kid: 1 }, CLAIMS),
      'alg twice': signed('{"alg":"none","alg":"EdDSA","typ":"at+jwt","kid":"key-1"}', CLAIMS),
      'kid twice': signed('{"alg":"EdDSA","typ":"at+jwt","kid":"stranger","kid":"key-1"}', CLAIMS),
      'kid escaped': signed('{"alg":"EdDSA","typ":"at+jwt","kid":"\\u006bey-1"}', CLAIMS),
      'a header with spaces': signed('{"alg":"EdDSA", "typ":"at+jwt","kid":"key-1"}', CLAIMS),
      'a header that is no object': signed('"EdDSA"', CLAIMS),
      'a header that is no JSON': signed('EdDSA', CLAIMS),
    },
  ],
  [
    'another type',
    Object.fromEntries(
      ['JWT', 'jwt', 'AT+JWT', 'application/at+jwt', 'rt+jwt', 'dpop+jwt', ''].map((typ) => [
        JSON.stringify(typ),
        signed({ ...HEADER, typ }, CLAIMS),
      ]),
    ),
  ],
  [
    'claims of somebody or something else',
    {
      'another issuer': signed(HEADER, { ...CLAIMS, iss: 'https://evil.example' }),
      'an issuer that begins alike': signed(HEADER, { ...CLAIMS, iss: `${REALM.issuer}.evil` }),
      'another audience': signed(HEADER, { ...CLAIMS, aud: 'https://other.example' }),
      'an audience among others': signed(HEADER, { ...CLAIMS, aud: [REALM.audience, 'x'] }),
      'no audience': signed(HEADER, without('aud')),
      'no issuer': signed(HEADER, without('iss')),
      'no user': signed(HEADER, without('sub')),
      'no session': signed(HEADER, without('sid')),
      'no number': signed(HEADER, without('jti')),
      'a user that is no id': signed(HEADER, { ...CLAIMS, sub: '../user-2' }),
      'a user that is an object': signed(HEADER, { ...CLAIMS, sub: { id: 'user-1' } }),
      'a claim that is not ours': signed(HEADER, { ...CLAIMS, role: 'admin' }),
      __proto__: signed(HEADER, JSON.stringify({ ...CLAIMS }).replace('{', '{"__proto__":{},')),
      'a user twice': signed(HEADER, JSON.stringify(CLAIMS).replace('{', '{"sub":"user-2",')),
      'claims with spaces': signed(HEADER, JSON.stringify(CLAIMS, null, 1)),
      'claims that are a list': signed(HEADER, [CLAIMS]),
      'claims that are no JSON': signed(HEADER, 'user-1'),
      'bytes that are no text': signed(HEADER, Buffer.from([0xff, 0xfe])),
    },
  ],
  [
    'times that cannot be',
    {
      'no end': signed(HEADER, without('exp')),
      'no beginning': signed(HEADER, without('iat')),
      'a life of a second too much': signed(HEADER, { ...CLAIMS, exp: NOW + 901 }),
      'a beginning in two seconds': signed(HEADER, { ...CLAIMS, iat: NOW + 2 }),
      'an end before the beginning': signed(HEADER, { ...CLAIMS, exp: NOW - 1, iat: NOW + 1 }),
      'a time before which it does not count': signed(HEADER, { ...CLAIMS, nbf: NOW + 60 }),
      'a time before which it did not count': signed(HEADER, { ...CLAIMS, nbf: NOW - 60 }),
      'an end that is text': signed(HEADER, { ...CLAIMS, exp: String(NOW + 900) }),
      'an end that is a fraction': signed(HEADER, { ...CLAIMS, exp: NOW + 0.5 }),
      'an end below zero': signed(HEADER, { ...CLAIMS, exp: -1 }),
      'an end without end': signed(HEADER, { ...CLAIMS, exp: 1e300 }),
    },
  ],
  [
    'another credential, or none',
    {
      'a refresh token': newRefreshToken(SESSION).token,
      'an API key': newBearerKey().token,
      'a token of a mail': newMailToken().token,
      nothing: '',
      dots: '..',
      'one part': 'abc',
      'two parts': signed(HEADER, CLAIMS).split('.').slice(0, 2).join('.'),
      'four parts': `${signed(HEADER, CLAIMS)}.x`,
      'five parts, as a JWE': `${signed({ ...HEADER, alg: 'dir', enc: 'A256GCM' }, CLAIMS)}.x.x`,
      'JSON as a JWS may be': JSON.stringify({ payload: 'e30', signatures: [] }),
      'a token of another key': signedToken(HEADER, CLAIMS, stranger.privateKey),
      'a token within a token': signed({ ...HEADER, cty: 'JWT' }, signed(HEADER, CLAIMS)),
      'a huge one': signed(HEADER, { ...CLAIMS, jti: 'x'.repeat(1_000_000) }),
      'a huge one without meaning': 'x'.repeat(16_000_000),
      'many dots': '.'.repeat(16_000),
    },
  ],
])('%s', (_, tokens) => {
  test.each(Object.entries(tokens))('%s is refused', async (_name, token) => {
    expect(await verify(token)).toEqual({ ok: false, failure: 'INVALID' });
  });
});

describe('a token of which one character', () => {
  const REPLACEMENTS = ['A', 'B', '_', '-', '0', '.', '=', '+', '/', ' ', '\n', '\u0000', 'é', '𝟏'];
  const bump = (character: string) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_A'.charAt(
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(character) + 1,
    );
  /** One that has the token in mind: nothing that looks like it may be taken for it. */
  async function openVerifier() {
    const token = await issueAccessToken({ ...SESSION, nowMs: NOW_MS }, REALM, key);
    const verifier = createAccessTokenVerifier({ ...REALM, publicKeyOf: xOf });
    expect(await verifier.verify(token, NOW_MS)).toMatchObject({ ok: true });
    return { token, verify: (other: string) => verifier.verify(other, NOW_MS) };
  }
  const places = (token: string) => Array.from(token, (_, at) => at);

  async function acceptedOf(verify: (token: string) => unknown, tokens: readonly string[]) {
    const verdicts = await Promise.all(tokens.map(verify));
    return tokens.filter((_, at) => (verdicts[at] as { ok: boolean }).ok);
  }

  test('is another one is refused, at every place', async () => {
    const { token, verify } = await openVerifier();
    for (const at of places(token)) {
      const character = token.charAt(at);
      const others = [...REPLACEMENTS, bump(character), character.toUpperCase()]
        .filter((other) => other !== character)
        .map((other) => token.slice(0, at) + other + token.slice(at + 1));
      expect(await acceptedOf(verify, others), `place ${at}`).toEqual([]);
    }
  });

  test('is missing, or all after it, is refused, at every place', async () => {
    const { token, verify } = await openVerifier();
    for (const at of places(token)) {
      const others = [token.slice(0, at) + token.slice(at + 1), token.slice(0, at)];
      expect(await acceptedOf(verify, others), `place ${at}`).toEqual([]);
    }
  });

  test('is there twice, or beside another one, is refused, at every place', async () => {
    const { token, verify } = await openVerifier();
    for (const at of [...places(token), token.length]) {
      const others = [token.charAt(at), 'A', '.', '=', '\n']
        .filter((other) => other !== '')
        .map((other) => token.slice(0, at) + other + token.slice(at));
      expect(await acceptedOf(verify, others), `place ${at}`).toEqual([]);
    }
  });
});

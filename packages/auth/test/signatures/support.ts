import {
  createHash,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import {
  createMemoryNonces,
  createSignatureCheck,
  ed25519KeyOf,
  hmacKeyOf,
  newSigningSecret,
  type SignatureAlgorithm,
  type SignedRequest,
  type VerificationKey,
} from '../../src/index.ts';

export const NOW_MS = 1_800_000_000_000;

/** What signs, and what verifies it. */
export interface TestKey {
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly sign: (base: Buffer) => Buffer;
  readonly verifies: VerificationKey;
}

export function ed25519Key(keyId = 'key-ed25519'): TestKey & { readonly privateKey: KeyObject } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const verifies = ed25519KeyOf(privateKey.export({ format: 'jwk' }).x ?? '');
  if (verifies === undefined) throw new Error('it is a key');
  const signs = (base: Buffer) => sign(null, base, privateKey);
  return { keyId, algorithm: 'ed25519', sign: signs, verifies, privateKey };
}

export function hmacKey(keyId = 'key-hmac'): TestKey & { readonly secret: string } {
  const secret = newSigningSecret();
  const signs = (base: Buffer) => createHmac('sha256', secret).update(base).digest();
  return {
    keyId,
    algorithm: 'hmac-sha256',
    sign: signs,
    verifies: hmacKeyOf(secret),
    secret,
  };
}

export const KEYS: readonly [string, TestKey][] = [
  ['Ed25519', ed25519Key()],
  ['HMAC', hmacKey()],
];

export const digestOf = (body: string) => createHash('sha256').update(body).digest('base64');

/** A request as it is on the wire, before and after it was signed. */
export interface TestRequest {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
  /** Those of them that are signed. */
  readonly covered?: Partial<Record<'account-id' | 'idempotency-key' | 'prefer', string>>;
}

export interface HowSigned {
  readonly createdAtMs?: number;
  readonly expiresAtMs?: number;
  readonly nonce?: string;
  readonly label?: string;
}

/** Signs by hand, as RFC 9421 tells it, with nothing of the code under test. */
export function signed(request: TestRequest, key: TestKey, how: HowSigned = {}) {
  const { method, url, body, covered = {} } = request;
  const { createdAtMs = NOW_MS, expiresAtMs, nonce = randomUUID(), label = 'sig1' } = how;
  const [path, query] = /^([^?]*)(.*)$/.exec(url)?.slice(1) ?? [];
  const digest = body === undefined ? undefined : `sha-256=:${digestOf(body)}:`;
  const fields = [
    ...(digest === undefined ? [] : [['content-digest', digest] as const]),
    ...Object.entries(covered),
  ];
  const parameters = [
    `("@method" "@path" "@query"${fields.map(([name]) => ` "${name}"`).join('')})`,
    `created=${Math.floor(createdAtMs / 1000)}`,
    ...(expiresAtMs === undefined ? [] : [`expires=${Math.floor(expiresAtMs / 1000)}`]),
    `nonce="${nonce}"`,
    `keyid="${key.keyId}"`,
    `alg="${key.algorithm}"`,
  ].join(';');
  const base = [
    `"@method": ${method}`,
    `"@path": ${path}`,
    `"@query": ${query || '?'}`,
    ...fields.map(([name, value]) => `"${name}": ${value}`),
    `"@signature-params": ${parameters}`,
  ].join('\n');
  const value = key.sign(Buffer.from(base)).toString('base64');
  return {
    method,
    url,
    headers: {
      ...covered,
      ...(digest !== undefined && {
        'content-digest': digest,
        'content-length': String(Buffer.byteLength(body ?? '')),
      }),
      'signature-input': `${label}=${parameters}`,
      signature: `${label}=:${value}:`,
    },
  } satisfies SignedRequest;
}

/** A check with these keys, of a process that has run for long. */
export function openCheck(...keys: readonly TestKey[]) {
  let nowMs = NOW_MS - 3_600_000;
  const nonces = createMemoryNonces({ clockMs: () => nowMs });
  nowMs = NOW_MS;
  return createSignatureCheck({
    keyOf: (keyId) => keys.find((key) => key.keyId === keyId)?.verifies,
    nonces,
  });
}

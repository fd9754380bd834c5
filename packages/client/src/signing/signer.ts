/** What requests are signed with: an API key, and what its owner alone has of it. */
export type SigningKey =
  /** Ed25519: PKCS#8 as PEM, as `openssl genpkey -algorithm ed25519` writes it, or a key of WebCrypto. */
  | { readonly keyId: string; readonly privateKey: string | CryptoKey }
  /** HMAC-SHA256: the secret as it was shown when the key was made. */
  | { readonly keyId: string; readonly secret: string };

export interface SigningOptions {
  /** How long a request counts: 1 to 60 seconds. Five when left out. */
  readonly windowSeconds?: number;
  /** The clock of this machine when left out. It may be a second ahead of the server's, and no more. */
  readonly clockMs?: () => number;
}

export interface UnsignedRequest {
  readonly method: string;
  /** With its query, exactly as it is sent. */
  readonly url: URL;
  /** The bytes, exactly as they are sent; a request without a body has none. */
  readonly body?: Uint8Array;
  /** Those that it is sent with, by their names in small letters: of these, whatever says what it does is signed. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type SignedHeaders = Readonly<Record<string, string>>;

/** The headers that say who asks, and that make this request another one than every other. For one use. */
export type Signer = (request: UnsignedRequest) => Promise<SignedHeaders>;

type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

interface Keyed {
  readonly algorithm: 'ed25519' | 'hmac-sha256';
  readonly sign: (base: Uint8Array) => Promise<ArrayBuffer>;
}

const WINDOW_SECONDS_MAX = 60;
const COVERED = ['account-id', 'idempotency-key', 'prefer'];

/**
 * Signs by HTTP Message Signatures (RFC 9421) in the form that docs/signing.md tells.
 *
 * @throws RangeError when the window is none of 1 to 60 seconds
 */
export function createSigner(key: SigningKey, options: SigningOptions = {}): Signer {
  const { windowSeconds, clockMs = Date.now } = options;
  if (windowSeconds !== undefined && !isWindow(windowSeconds)) {
    throw new RangeError('a signature counts for 1 to 60 whole seconds');
  }
  let keyed: Promise<Keyed> | undefined;
  return async ({ method, url, body, headers = {} }) => {
    keyed ??= keyedBy(key);
    const { algorithm, sign } = await keyed;
    const digest = body && { 'content-digest': await digestOf(body) };
    const covered = [
      ...Object.entries(digest ?? {}),
      ...COVERED.flatMap((name) => {
        const value = headers[name];
        return value === undefined ? [] : [[name, value] as const];
      }),
    ];
    const created = Math.floor(clockMs() / 1000);
    const parameters = [
      `("@method" "@path" "@query"${covered.map(([name]) => ` "${name}"`).join('')})`,
      `created=${created}`,
      ...(windowSeconds === undefined ? [] : [`expires=${created + windowSeconds}`]),
      `nonce="${crypto.randomUUID()}"`,
      `keyid="${key.keyId}"`,
      `alg="${algorithm}"`,
    ].join(';');
    const base = [
      `"@method": ${method}`,
      `"@path": ${url.pathname}`,
      `"@query": ${url.search || '?'}`,
      ...covered.map(([name, value]) => `"${name}": ${value}`),
      `"@signature-params": ${parameters}`,
    ].join('\n');
    const value = await sign(new TextEncoder().encode(base));
    return {
      ...digest,
      'signature-input': `sig1=${parameters}`,
      signature: `sig1=:${base64Of(value)}:`,
    };
  };
}

const isWindow = (seconds: number) =>
  Number.isInteger(seconds) && seconds >= 1 && seconds <= WINDOW_SECONDS_MAX;

async function keyedBy(key: SigningKey): Promise<Keyed> {
  if ('secret' in key) {
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const secret = new TextEncoder().encode(key.secret);
    const imported = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
    return {
      algorithm: 'hmac-sha256',
      sign: (base) => crypto.subtle.sign('HMAC', imported, base),
    };
  }
  const { privateKey } = key;
  const imported = typeof privateKey === 'string' ? await keyInPem(privateKey) : privateKey;
  return {
    algorithm: 'ed25519',
    sign: (base) => crypto.subtle.sign('Ed25519', imported, base),
  };
}

function keyInPem(pem: string): Promise<CryptoKey> {
  const text = pem.replace(/-----(BEGIN|END) PRIVATE KEY-----|\s/g, '');
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return crypto.subtle.importKey('pkcs8', bytes, 'Ed25519', false, ['sign']);
}

async function digestOf(body: Uint8Array): Promise<string> {
  return `sha-256=:${base64Of(await crypto.subtle.digest('SHA-256', body))}:`;
}

function base64Of(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

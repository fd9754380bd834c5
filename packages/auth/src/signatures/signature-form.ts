import { WINDOW_MS, WINDOW_MS_MAX } from './window.ts';

export type SignatureAlgorithm = 'ed25519' | 'hmac-sha256';

/** What is asked of a request, as Node and Fastify have it. */
export interface SignedRequest {
  readonly method: string;
  /** As it came: `/v1/orders?symbol=BTC-USD`. */
  readonly url: string;
  readonly headers: {
    readonly 'signature-input'?: string | string[] | undefined;
    readonly signature?: string | string[] | undefined;
    readonly 'content-digest'?: string | string[] | undefined;
    readonly 'account-id'?: string | string[] | undefined;
    readonly 'idempotency-key'?: string | string[] | undefined;
    readonly prefer?: string | string[] | undefined;
    readonly 'content-length'?: string | undefined;
    readonly 'transfer-encoding'?: string | undefined;
  };
}

type Field = string | string[] | undefined;

/** What the two headers of a signature say. */
export interface Said {
  /** What is signed of the header itself, exactly as it came. */
  readonly parameters: string;
  /** The headers that are signed, as the parameters list them: ` "content-digest" "prefer"`. */
  readonly covered: string;
  readonly createdAtMs: number;
  readonly validUntilMs: number;
  readonly nonce: string;
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly value: Buffer;
}

/** Headers that say what a request does: each is signed if and only if it is there, in this order. */
const COVERED = ['content-digest', 'account-id', 'idempotency-key', 'prefer'] as const;

const FIELD_LENGTH_MAX = 512;
const TARGET_LENGTH_MAX = 8_192;
const LABEL = '(?<label>[a-z][a-z0-9_-]{0,31})';
/** One signature, these components, these parameters, in this order: the text itself is what was signed. */
const INPUT = new RegExp(
  [
    `^${LABEL}=`,
    '(?<parameters>',
    `\\("@method" "@path" "@query"(?<covered>(?: "(?:${COVERED.join('|')})")*)\\)`,
    ';created=(?<created>[1-9][0-9]{9})',
    '(?:;expires=(?<expires>[1-9][0-9]{9}))?',
    ';nonce="(?<nonce>[A-Za-z0-9_-]{16,64})"',
    ';keyid="(?<keyId>[A-Za-z0-9_-]{1,64})"',
    ';alg="(?<algorithm>ed25519|hmac-sha256)"',
    ')$',
  ].join(''),
);
/** In base64 the last character of 32 or 64 bytes has bits that nobody reads: they are zero, or two texts were one value. */
const BYTES_32 = '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=';
const BYTES_64 = '[A-Za-z0-9+/]{85}[AQgw]==';
const VALUE = {
  'hmac-sha256': new RegExp(`^${LABEL}=:(?<value>${BYTES_32}):$`),
  ed25519: new RegExp(`^${LABEL}=:(?<value>${BYTES_64}):$`),
} as const;
const DIGEST = new RegExp(`^sha-256=:(?<digest>${BYTES_32}):$`);
/** Of a header that is signed: what is outside of ASCII has several ways to be written as bytes. */
const SIGNED_FIELD = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
/** What is outside of ASCII is percent-encoded in a target. */
const TARGET = /^\/[\x21-\x7e]*$/;

/** Undefined when they are not exactly of our form. */
export function saidIn(input: Field, signature: Field): Said | undefined {
  const said = groupsOf(INPUT, input);
  if (said === undefined) return undefined;
  const algorithm = said.algorithm as SignatureAlgorithm;
  const given = groupsOf(VALUE[algorithm], signature);
  if (given === undefined || given.label !== said.label) return undefined;
  const createdAtMs = Number(said.created) * 1000;
  const { expires } = said;
  const validUntilMs = expires === undefined ? createdAtMs + WINDOW_MS : Number(expires) * 1000;
  const windowMs = validUntilMs - createdAtMs;
  if (windowMs <= 0 || windowMs > WINDOW_MS_MAX) return undefined;
  return {
    parameters: said.parameters as string,
    covered: said.covered as string,
    createdAtMs,
    validUntilMs,
    nonce: said.nonce as string,
    keyId: said.keyId as string,
    algorithm,
    value: Buffer.from(given.value as string, 'base64'),
  };
}

/** `?` stands alone where there is no query, as RFC 9421 has it; then it must not stand in the request. */
export function targetIn(
  url: string,
): { readonly path: string; readonly query: string } | undefined {
  if (url.length > TARGET_LENGTH_MAX || !TARGET.test(url)) return undefined;
  const at = url.indexOf('?');
  if (at === -1) return { path: url, query: '?' };
  return at === url.length - 1 ? undefined : { path: url.slice(0, at), query: url.slice(at) };
}

/** SHA-256 in base64; undefined where there is another digest, or none. */
export function digestIn(field: Field): string | undefined {
  return groupsOf(DIGEST, field)?.digest;
}

/**
 * What is signed of the headers: their names as the parameters must list them, and a line for each. Undefined when one
 * of them is empty, or has a value that is not of ASCII.
 */
export function coveredIn(
  headers: SignedRequest['headers'],
): { readonly names: string; readonly lines: string } | undefined {
  let names = '';
  let lines = '';
  for (const name of COVERED) {
    const value = headers[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value.length > FIELD_LENGTH_MAX || !SIGNED_FIELD.test(value)) {
      return undefined;
    }
    names += ` "${name}"`;
    lines += `"${name}": ${value}\n`;
  }
  return { names, lines };
}

function groupsOf(form: RegExp, field: Field) {
  if (typeof field !== 'string' || field.length > FIELD_LENGTH_MAX) return undefined;
  return form.exec(field)?.groups;
}

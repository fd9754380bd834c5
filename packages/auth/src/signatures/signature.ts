import { createHmac, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { failed, ok, type Result } from '@truetape/kernel';
import { verifying } from '../turns.ts';
import { CLOCK_AHEAD_MS, WINDOW_MS, WINDOW_MS_MAX } from './window.ts';

export type SignatureAlgorithm = 'ed25519' | 'hmac-sha256';

/** What a request says of its signature. Nothing of it is true before {@link verifySignature} says so. */
export interface Signature {
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly nonce: string;
  readonly createdAtMs: number;
  /** The last millisecond at which it counts: whoever lets a request wait asks again. */
  readonly validUntilMs: number;
  /** SHA-256 of the body, in base64; undefined for a request without one. */
  readonly bodyDigest: string | undefined;
  /** What was signed (RFC 9421, 2.5). */
  readonly base: string;
  readonly value: Buffer;
}

/** Why a request does not count as signed, for the log and for whoever writes a client. */
export type SignatureFailure =
  /** It has none. */
  | 'MISSING'
  /** It is not exactly of the form that we take. */
  | 'FORM'
  /** The target is not a path and its query. */
  | 'TARGET'
  /** It covers no digest of its body, or one of no body. */
  | 'DIGEST'
  | 'CREATED_LATER'
  | 'EXPIRED'
  | 'UNKNOWN_KEY'
  | 'WRONG';

/** A key as it is held: what it is for belongs to it, so that none is used for the other algorithm. */
export type VerificationKey =
  | { readonly algorithm: 'ed25519'; readonly publicKey: KeyObject }
  | { readonly algorithm: 'hmac-sha256'; readonly secret: KeyObject };

/** What is asked of a request, as Node and Fastify have it. */
export interface SignedRequest {
  readonly method: string;
  /** As it came: `/v1/orders?symbol=BTC-USD`. */
  readonly url: string;
  readonly headers: {
    readonly 'signature-input'?: string | string[] | undefined;
    readonly signature?: string | string[] | undefined;
    readonly 'content-digest'?: string | string[] | undefined;
    readonly 'content-length'?: string | undefined;
    readonly 'transfer-encoding'?: string | undefined;
  };
}

const INPUT_LENGTH_MAX = 512;
const TARGET_LENGTH_MAX = 8_192;
/** One signature, these components, these parameters, in this order: the text itself is what was signed. */
const INPUT = new RegExp(
  [
    '^(?<label>[a-z][a-z0-9_-]{0,31})=',
    '(?<parameters>',
    '\\("@method" "@path" "@query"(?<digest> "content-digest")?\\)',
    ';created=(?<created>[1-9][0-9]{9})',
    '(?:;expires=(?<expires>[1-9][0-9]{9}))?',
    ';nonce="(?<nonce>[A-Za-z0-9_-]{16,64})"',
    ';keyid="(?<keyId>[A-Za-z0-9_-]{1,64})"',
    ';alg="(?<algorithm>ed25519|hmac-sha256)"',
    ')$',
  ].join(''),
);
const VALUE =
  /^(?<label>[a-z][a-z0-9_-]{0,31})=:(?<value>[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==):$/;
const DIGEST = /^sha-256=:(?<digest>[A-Za-z0-9+/]{43}=):$/;
/** What is outside of ASCII is percent-encoded in a target. */
const TARGET = /^\/[\x21-\x7e]*$/;
const BYTES = { ed25519: 64, 'hmac-sha256': 32 } as const;

/** Whether a request says that it is signed. */
export function isSigned({ headers }: Pick<SignedRequest, 'headers'>): boolean {
  return headers['signature-input'] !== undefined || headers.signature !== undefined;
}

/** Reads what a request says of its signature: RFC 9421 in the one form that docs/signing.md tells. */
export function readSignature(request: SignedRequest): Result<Signature, SignatureFailure> {
  const { headers, method, url } = request;
  const { 'signature-input': input, signature, 'content-digest': digestField } = headers;
  if (input === undefined || signature === undefined) {
    return failed(isSigned(request) ? 'FORM' : 'MISSING');
  }
  if (typeof input !== 'string' || input.length > INPUT_LENGTH_MAX) return failed('FORM');
  if (typeof signature !== 'string' || signature.length > INPUT_LENGTH_MAX) return failed('FORM');
  const said = INPUT.exec(input)?.groups;
  const given = VALUE.exec(signature)?.groups;
  if (said === undefined || given === undefined || said.label !== given.label) {
    return failed('FORM');
  }
  const algorithm = said.algorithm as SignatureAlgorithm;
  const value = base64Of(given.value as string);
  if (value?.length !== BYTES[algorithm]) return failed('FORM');
  const { createdAtMs, expiresAtMs } = windowOf(said);
  if (expiresAtMs <= createdAtMs || expiresAtMs > createdAtMs + WINDOW_MS_MAX) {
    return failed('FORM');
  }
  const target = targetOf(url);
  if (target === undefined) return failed('TARGET');
  const bodyDigest = digestOf(digestField);
  const hasBody = hasBodyOf(headers);
  if (hasBody !== (said.digest !== undefined) || hasBody !== (bodyDigest !== undefined)) {
    return failed('DIGEST');
  }
  const digestLine = bodyDigest === undefined ? '' : `"content-digest": ${digestField}\n`;
  return ok({
    keyId: said.keyId as string,
    algorithm,
    nonce: said.nonce as string,
    createdAtMs,
    validUntilMs: expiresAtMs,
    bodyDigest,
    base: `"@method": ${method}\n"@path": ${target.path}\n"@query": ${target.query}\n${digestLine}"@signature-params": ${said.parameters}`,
    value,
  });
}

/**
 * Whether whoever holds the key has signed exactly this; undefined when too many wait to be verified. Its time and its
 * nonce are asked for elsewhere.
 */
export function verifySignature(
  { algorithm, base, value }: Signature,
  key: VerificationKey,
  turns = verifying,
): boolean | Promise<boolean> | undefined {
  if (algorithm !== key.algorithm) return false;
  const bytes = Buffer.from(base);
  if (key.algorithm === 'hmac-sha256') {
    return timingSafeEqual(createHmac('sha256', key.secret).update(bytes).digest(), value);
  }
  // In another thread: in this one it would take longer than all the rest of an order.
  return turns.take(() => verifyBeside(bytes, key.publicKey, value));
}

const verifyBeside = promisify(
  (
    bytes: Buffer,
    key: KeyObject,
    value: Buffer,
    done: (error: Error | null, isRight: boolean) => void,
  ) => verify(null, bytes, key, value, done),
);

/** Undefined when it counts now. */
export function failureAt(
  { createdAtMs, validUntilMs }: Signature,
  nowMs: number,
): SignatureFailure | undefined {
  if (createdAtMs > nowMs + CLOCK_AHEAD_MS) return 'CREATED_LATER';
  return nowMs > validUntilMs ? 'EXPIRED' : undefined;
}

function windowOf({ created, expires }: { readonly [name: string]: string | undefined }) {
  const createdAtMs = Number(created) * 1000;
  return {
    createdAtMs,
    expiresAtMs: expires === undefined ? createdAtMs + WINDOW_MS : Number(expires) * 1000,
  };
}

/** `?` stands alone where there is no query, as RFC 9421 has it; then it must not stand in the request. */
function targetOf(url: string): { readonly path: string; readonly query: string } | undefined {
  if (url.length > TARGET_LENGTH_MAX || !TARGET.test(url)) return undefined;
  const at = url.indexOf('?');
  if (at === -1) return { path: url, query: '?' };
  return at === url.length - 1 ? undefined : { path: url.slice(0, at), query: url.slice(at) };
}

function digestOf(field: string | string[] | undefined): string | undefined {
  const digest = typeof field === 'string' ? DIGEST.exec(field)?.groups?.digest : undefined;
  return digest !== undefined && base64Of(digest) !== undefined ? digest : undefined;
}

function hasBodyOf(headers: SignedRequest['headers']): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = headers;
  return coding !== undefined || length !== '0';
}

/** The last character has bits that nobody reads: only one of its forms is ours. */
function base64Of(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

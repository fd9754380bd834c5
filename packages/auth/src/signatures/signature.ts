import { createHmac, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { hasBody } from '@truetape/edge';
import { failed, ok, type Result } from '@truetape/kernel';
import { verifying } from '../turns.ts';
import {
  coveredIn,
  digestIn,
  type SignatureAlgorithm,
  type SignedRequest,
  saidIn,
  targetIn,
} from './signature-form.ts';
import { CLOCK_AHEAD_MS } from './window.ts';

/** What a request says of its signature. Nothing of it is true before {@link verifySignature} says so. */
export interface Signature {
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly nonce: string;
  readonly createdAtMs: number;
  /** The last millisecond at which it counts: whoever lets a request wait asks again. */
  readonly validUntilMs: number;
  /** SHA-256 of the body, in base64; that of nothing for a request without one. */
  readonly bodyDigest: string;
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
  /** It covers a header that is not there, or not one that is. */
  | 'HEADERS'
  | 'CREATED_LATER'
  | 'EXPIRED'
  | 'UNKNOWN_KEY'
  | 'WRONG';

/** A key as it is held: what it is for belongs to it, so that none is used for the other algorithm. */
export type VerificationKey =
  | { readonly algorithm: 'ed25519'; readonly publicKey: KeyObject }
  | { readonly algorithm: 'hmac-sha256'; readonly secret: KeyObject };

/** SHA-256 of nothing. */
const DIGEST_OF_NOTHING = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/** Whether a request says that it is signed. */
export function isSigned({ headers }: Pick<SignedRequest, 'headers'>): boolean {
  return headers['signature-input'] !== undefined || headers.signature !== undefined;
}

/** Reads what a request says of its signature: RFC 9421 in the one form that docs/signing.md tells. */
export function readSignature(request: SignedRequest): Result<Signature, SignatureFailure> {
  const { headers, method, url } = request;
  if (!isSigned(request)) return failed('MISSING');
  const said = saidIn(headers['signature-input'], headers.signature);
  if (said === undefined) return failed('FORM');
  const target = targetIn(url);
  if (target === undefined) return failed('TARGET');
  const digest = digestIn(headers['content-digest']);
  const coversBody = said.covered.includes('"content-digest"');
  const isWithBody = hasBody(headers);
  if (isWithBody !== coversBody || isWithBody !== (digest !== undefined)) return failed('DIGEST');
  const covered = coveredIn(headers);
  if (covered?.names !== said.covered) return failed('HEADERS');
  const { keyId, algorithm, nonce, createdAtMs, validUntilMs, value, parameters } = said;
  return ok({
    keyId,
    algorithm,
    nonce,
    createdAtMs,
    validUntilMs,
    bodyDigest: digest ?? DIGEST_OF_NOTHING,
    base: `"@method": ${method}\n"@path": ${target.path}\n"@query": ${target.query}\n${covered.lines}"@signature-params": ${parameters}`,
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

import { failed, ok, type Result } from '@truetape/kernel';
import type { NonceFailure, Nonces } from './nonces.ts';
import {
  failureAt,
  readSignature,
  type Signature,
  type SignatureFailure,
  type SignedRequest,
  type VerificationKey,
  validUntilMs,
  verifySignature,
} from './signature.ts';

export type Checked = Result<Signature, SignatureFailure | NonceFailure>;

export interface SignatureCheckOptions {
  /** The key of that id, when it counts. */
  readonly keyOf: (keyId: string) => VerificationKey | undefined;
  readonly nonces: Nonces;
}

/**
 * Whether a request was signed by who it says, now, and never before: its form, its time, its key, the signature, and its
 * nonce, in that order, so that only whoever has the key can use anything up.
 *
 * Its body is not read yet: whoever reads it compares it with `bodyDigest`.
 */
export function createSignatureCheck({ keyOf, nonces }: SignatureCheckOptions) {
  return (request: SignedRequest, nowMs: number): Checked | Promise<Checked> => {
    const read = readSignature(request);
    if (!read.ok) return read;
    const signature = read.value;
    const failure = failureAt(signature, nowMs);
    if (failure !== undefined) return failed(failure);
    const key = keyOf(signature.keyId);
    if (key === undefined) return failed('UNKNOWN_KEY');
    if (!verifySignature(signature, key)) return failed('WRONG');
    const { keyId, nonce, createdAtMs } = signature;
    const taken = nonces.take({
      keyId,
      nonce,
      createdAtMs,
      validUntilMs: validUntilMs(signature),
    });
    const checked = (result: Result<void, NonceFailure>): Checked =>
      result.ok ? ok(signature) : result;
    return taken instanceof Promise ? taken.then(checked) : checked(taken);
  };
}

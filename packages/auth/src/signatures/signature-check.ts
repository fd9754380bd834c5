import { failed, ok, type Result } from '@truetape/kernel';
import { type Turns, verifying } from '../turns.ts';
import type { NonceFailure, Nonces } from './nonces.ts';
import {
  failureAt,
  readSignature,
  type Signature,
  type SignatureFailure,
  type VerificationKey,
  verifySignature,
} from './signature.ts';
import type { SignedRequest } from './signature-form.ts';

export type Checked = Result<Signature, SignatureFailure | NonceFailure>;

export interface SignatureCheckOptions {
  /** The key of that id, when it counts. */
  readonly keyOf: (keyId: string) => VerificationKey | undefined;
  readonly nonces: Nonces;
  /** Those of the process when left out. */
  readonly turns?: Turns;
}

/**
 * Whether a request was signed by who it says, now, and never before: its form, its time, its key, the signature, and its
 * nonce, in that order, so that only whoever has the key can use anything up. At once where nothing has to be waited for:
 * HMAC, with nonces in memory.
 *
 * Its body is not read yet: whoever reads it compares it with `bodyDigest`.
 */
export function createSignatureCheck(options: SignatureCheckOptions) {
  const { keyOf, nonces, turns = verifying } = options;

  const taken = (signature: Signature): Checked | Promise<Checked> => {
    const take = nonces.take(signature);
    const checked = (result: Result<void, NonceFailure>) => (result.ok ? ok(signature) : result);
    return take instanceof Promise ? take.then(checked) : checked(take);
  };
  const answered = (isRight: boolean, signature: Signature) =>
    isRight ? taken(signature) : failed('WRONG' as const);

  return (request: SignedRequest, nowMs: number): Checked | Promise<Checked> => {
    const read = readSignature(request);
    if (!read.ok) return read;
    const signature = read.value;
    const failure = failureAt(signature, nowMs);
    if (failure !== undefined) return failed(failure);
    const key = keyOf(signature.keyId);
    if (key === undefined) return failed('UNKNOWN_KEY');
    const isRight = verifySignature(signature, key, turns);
    if (isRight === undefined) return failed('UNAVAILABLE');
    return isRight instanceof Promise
      ? isRight.then((later) => answered(later, signature))
      : answered(isRight, signature);
  };
}

import type { NonceFailure } from './nonces.ts';
import type { SignatureFailure } from './signature.ts';

const WRONG = 'It is not the signature of this request by a key that counts.';

/** What is said to whoever has signed. Which keys there are is not said. */
export const SIGNATURE_FAILURES: Readonly<Record<SignatureFailure | NonceFailure, string>> = {
  MISSING: 'The request is not signed.',
  FORM: 'Signature-Input or Signature is not of the form that is taken.',
  TARGET: 'The target is not a path of ASCII, with a query or without a "?".',
  DIGEST:
    'A request has a Content-Digest by sha-256, which is signed, if and only if it has a body.',
  HEADERS:
    'Account-Id, Idempotency-Key and Prefer are signed, each if and only if it is there, as text of ASCII.',
  CREATED_LATER: 'It was created later than now.',
  EXPIRED: 'It has ended.',
  UNKNOWN_KEY: WRONG,
  WRONG,
  REPLAYED: 'Its nonce was used before.',
  TOO_OLD: 'It was created before anything is remembered here: sign again.',
  UNAVAILABLE: 'It cannot be verified at the moment.',
};

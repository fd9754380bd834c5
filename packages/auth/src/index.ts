export { createKeyRing, type KeyRing, type ReplaceableKeyRing } from './key-ring.ts';
export { type KeysFile, keysPath, openKeysFile, readKeysFile } from './keys-file.ts';
export { mayReach, type Operator, type Principal, type Trader } from './principal.ts';
export { writePrivately } from './private-file.ts';
export { ed25519KeyOf, hmacKeyOf, newSigningSecret } from './signatures/keys.ts';
export { createMemoryNonces, type MemoryNoncesOptions } from './signatures/memory-nonces.ts';
export type { NonceFailure, Nonces, Use } from './signatures/nonces.ts';
export {
  failureAt,
  isSigned,
  readSignature,
  type Signature,
  type SignatureFailure,
  type VerificationKey,
  verifySignature,
} from './signatures/signature.ts';
export {
  type Checked,
  createSignatureCheck,
  type SignatureCheckOptions,
} from './signatures/signature-check.ts';
export type { SignatureAlgorithm, SignedRequest } from './signatures/signature-form.ts';
export {
  type AccessTokenVerifier,
  type AccessTokenVerifierOptions,
  createAccessTokenVerifier,
  type Verified,
} from './tokens/access-token-verifier.ts';
export {
  type AccessToken,
  issueAccessToken,
  type TokenFailure,
  type TokenRealm,
  verifyAccessToken,
} from './tokens/access-tokens.ts';
export {
  isSameDigest,
  type NewToken,
  newBearerKey,
  newMailToken,
  newRefreshToken,
  type RefreshToken,
  readBearerKey,
  readMailToken,
  readRefreshToken,
  type SessionRef,
} from './tokens/opaque-tokens.ts';
export {
  createSigningKey,
  readSigningKeys,
  removeSigningKey,
  type SigningKey,
  signingKeysFolder,
  type Wrap,
} from './tokens/signing-keys.ts';
export {
  jwksOf,
  publicKeyOf,
  type Rotation,
  rotationDue,
  signerAt,
  TOKEN_LIFE_MS_MAX,
  type TokenKey,
} from './tokens/token-keys.ts';
export { type WatchedKeys, watchKeys } from './watch-keys.ts';

export { TokenKeysDesk } from './desk/token-keys-desk.ts';
export { actorOf } from './identity/actor.ts';
export {
  type Authenticated,
  type Authenticator,
  type AuthenticatorOptions,
  createAuthenticator,
} from './identity/authenticator.ts';
export { Identities, type KeyOfUser } from './identity/identities.ts';
export type { Principal } from './identity/principal.ts';
export { verificationKeys } from './identity/signing-keys-of.ts';
export { Addresses, type AddressesOptions } from './journal/addresses.ts';
export type { Denied } from './journal/denials.ts';
export {
  createSecurityJournal,
  type RunningJournal,
  type SecurityJournal,
  type SecurityJournalOptions,
  type StaffRead,
} from './journal/security-journal.ts';
export { type AppendSecurity, type SecurityLog, securityLogOf } from './journal/security-log.ts';
export { SecurityWriter } from './journal/security-writer.ts';
export { type KeysFile, keysPath, openKeysFile, readKeysFile } from './keys-file.ts';
export { folderMail } from './mail/folder-mail.ts';
export type { Letter, Mail } from './mail/mail.ts';
export { type MailOptions, openMail } from './mail/open-mail.ts';
export { type SmtpOptions, smtpMail } from './mail/smtp-mail.ts';
export { passwordProcess } from './passwords/password-process.ts';
export type { Passwords } from './passwords/passwords.ts';
export { passwordsHere } from './passwords/passwords-here.ts';
export { acceptPassword, type PasswordRefusal } from './passwords/policy.ts';
export { type Denial, decide, guardedBy, STEP_UP_MS } from './permissions/decide.ts';
export type { Guarded, Owned, Permission } from './permissions/permission.ts';
export { PERMISSIONS, type PermissionName } from './permissions/permissions.ts';
export { type Rights, rightsOf } from './permissions/rights.ts';
export { isStaffRead } from './permissions/staff-read.ts';
export { openFolderPersonKeys } from './personal-data/folder-person-keys.ts';
export { type MasterKey, openMasterKey } from './personal-data/master-key.ts';
export { memoryPersonKeys } from './personal-data/memory-person-keys.ts';
export { openPersonalData, type PersonalData } from './personal-data/open-personal-data.ts';
export type { NoKey, PersonKeys } from './personal-data/person-keys.ts';
export { type SealedFor, seal, unseal } from './personal-data/seal.ts';
export { writePrivately } from './private-file.ts';
export { seedEvents, seedUsers } from './seed.ts';
export { SIGNATURE_FAILURES } from './signatures/failure-details.ts';
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
export type { Access, ApiKey, KeyKind, Role, Scope, Session, Totp, User } from './user/user.ts';

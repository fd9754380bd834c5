export {
  type Authenticated,
  type Authenticator,
  type AuthenticatorOptions,
  createAuthenticator,
} from './identity/authenticator.ts';
export { Identities, type KeyOfUser } from './identity/identities.ts';
export type { Principal } from './identity/principal.ts';
export { type KeysFile, keysPath, openKeysFile, readKeysFile } from './keys-file.ts';
export { decide, guardedBy } from './permissions/decide.ts';
export type { Guarded, Owned, Permission } from './permissions/permission.ts';
export { PERMISSIONS, type PermissionName } from './permissions/permissions.ts';
export { type Rights, rightsOf } from './permissions/rights.ts';
export { writePrivately } from './private-file.ts';
export { seedEvents, seedUsers } from './seed.ts';
export type { Access, ApiKey, KeyKind, Role, Scope, Session, Totp, User } from './user/user.ts';

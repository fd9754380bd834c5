import type { Venue } from './venue.ts';

export const AT = '2026-11-22T09:00:00.000Z';
export const LATER = '2026-11-22T10:00:00.000Z';

const DIGEST = 'd'.repeat(64);
export const SEALED = `s1.${'A'.repeat(60)}`;

/** Two users, of whom one is erased, with everything of theirs that rows are made of. */
export function happenToUsers(venue: Venue): void {
  const ann = (type: string, data: object) =>
    venue.appendRaw('user-ann', type, { at: AT, ...data });
  const bob = (type: string, data: object) =>
    venue.appendRaw('user-bob', type, { at: AT, ...data });
  ann('UserRegistered', { email: SEALED, password: SEALED });
  bob('UserRegistered', {});
  ann('EmailVerified', {});
  ann('TotpPrepared', { secret: SEALED });
  ann('TotpEnabled', { recoveryDigests: [DIGEST], totpStep: 7 });
  ann('RolesChanged', { roles: ['auditor', 'support'] });
  const key = {
    digest: DIGEST,
    keyId: '1111111111111111',
    kind: 'bearer',
    scopes: ['read', 'trade'],
  };
  ann('ApiKeyCreated', { ...key, accountId: 'trader-1', name: 'mine', networks: ['192.0.2.0/24'] });
  bob('ApiKeyCreated', { ...key, keyId: '2222222222222222', expiresAt: LATER });
  bob('ApiKeyCreated', { ...key, keyId: '3333333333333333' });
  ann('AccessGranted', { access: 'viewer', accountId: 'trader-1' });
  ann('AccessGranted', { access: 'owner', accountId: 'trader-1' });
  bob('AccessGranted', { access: 'trader', accountId: 'trader-1' });
  bob('AccessGranted', { access: 'trader', accountId: 'trader-2' });
  bob('AccessWithdrawn', { accountId: 'trader-1', at: LATER });
  bob('AccessGranted', { access: 'viewer', accountId: 'trader-1', at: LATER });
  bob('AccessWithdrawn', { accountId: 'trader-1', at: LATER });
  bob('ApiKeyRevoked', { keyId: '2222222222222222', at: LATER });
  bob('UserDisabled', { reason: 'a test' });
  bob('UserErased', { at: LATER });
  ann('UserDisabled', { reason: 'a test' });
  ann('UserEnabled', { reason: 'over' });
}

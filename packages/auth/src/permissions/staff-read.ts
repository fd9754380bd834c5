import type { Guarded } from './permission.ts';
import { hasRole, type Rights, reaches } from './rights.ts';

/** Whether somebody who may read it may do so only because of a role: it is not their own, nor given to them. */
export function isStaffRead(
  permission: Guarded,
  rights: Rights,
  accountId: string | undefined,
): boolean {
  const { of } = permission;
  if (!hasRole(rights, permission)) return false;
  if (of === undefined || accountId === undefined) return true;
  return !reaches(rights.accessTo(accountId), of.access);
}

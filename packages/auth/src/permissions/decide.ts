import type { ErrorCode } from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import type { Principal } from '../identity/principal.ts';
import type { Guarded, Permission } from './permission.ts';
import { PERMISSIONS, permissionOf } from './permissions.ts';
import { hasRole, hasScope, type Rights, reaches } from './rights.ts';

/** So long a second factor that was shown is good for what asks for one. */
export const STEP_UP_MS = 5 * 60_000;

export interface Asking {
  readonly principal: Principal;
  readonly rights: Rights;
  readonly nowMs: number;
  /** Whose account it is about; undefined where the permission asks for none. */
  readonly accountId?: string | undefined;
}

export type Denial = Extract<
  ErrorCode,
  | 'AUTH_FORBIDDEN'
  | 'AUTH_SCOPE'
  | 'AUTH_SESSION_ONLY'
  | 'AUTH_STEP_UP_REQUIRED'
  | 'ACCOUNT_NOT_FOUND'
>;

/**
 * Whether somebody may. The reasons against it, in this order: the key is not for that; the account is not known to
 * whoever asks, which is said exactly as of one that does not exist; they may not; not with a key; not without a second
 * factor.
 */
export function decide(permission: Guarded, asking: Asking): Result<void, Denial> {
  const { principal, rights, accountId, nowMs } = asking;
  if (!hasScope(rights, permission)) return failed('AUTH_SCOPE');
  if (accountId !== undefined && !maySee(rights, accountId)) return failed('ACCOUNT_NOT_FOUND');
  if (!isAllowed(permission, rights, accountId)) return failed('AUTH_FORBIDDEN');
  const isSession = principal.sessionId !== undefined;
  if (permission.sessionOnly && !isSession && !hasRole(rights, permission)) {
    return failed('AUTH_SESSION_ONLY');
  }
  if (permission.stepUp && isSession && nowMs >= (rights.steppedUpAtMs ?? 0) + STEP_UP_MS) {
    return failed('AUTH_STEP_UP_REQUIRED');
  }
  return ok(undefined);
}

function isAllowed(permission: Guarded, rights: Rights, accountId: string | undefined): boolean {
  const { roles, of } = permission;
  if (roles === undefined && of === undefined) return true;
  if (hasRole(rights, permission)) return true;
  if (of === undefined || accountId === undefined) return false;
  return reaches(rights.accessTo(accountId), of.access);
}

/** To whom an account is there at all. */
function maySee(rights: Rights, accountId: string): boolean {
  return rights.accessTo(accountId) !== undefined || hasRole(rights, SEES_ACCOUNTS);
}

/** Whoever may do anything with every account knows which there are. */
const SEES_ACCOUNTS: Guarded = {
  scope: 'read',
  roles: [
    ...new Set(
      Object.values<Permission>(PERMISSIONS).flatMap((each) =>
        each !== 'anybody' && each.of !== undefined ? (each.roles ?? []) : [],
      ),
    ),
    'payments',
  ],
};

/** The rule of that name. */
export function guardedBy(name: string): Guarded | undefined {
  const permission = permissionOf(name);
  return permission === 'anybody' ? undefined : permission;
}

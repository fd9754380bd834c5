import { idOf } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { RowSink } from '../framework/changes.ts';
import type { EventOf, LogEvent } from '../framework/log-event.ts';
import type { Fold, ReadModel } from '../framework/read-model.ts';
import type { Row, RowOf, Table } from '../framework/table.ts';
import { accountAccessTable } from './account-access-table.ts';
import { apiKeysTable } from './api-keys-table.ts';
import { usersTable } from './users-table.ts';

type UserRow = RowOf<typeof usersTable.columns>;
type KeyRow = RowOf<typeof apiKeysTable.columns>;
type AccessRow = RowOf<typeof accountAccessTable.columns>;

/** Who there is, by which keys they come, and which accounts are theirs to use. */
export const users: ReadModel = {
  name: 'users',
  tables: [usersTable, apiKeysTable, accountAccessTable],
  start: () => new UsersFold(),
};

class UsersFold implements Fold {
  readonly #users = new Map<string, UserRow>();
  /** Those that are not revoked, of each user, by their ids. */
  readonly #keys = new Map<string, Map<string, KeyRow>>();
  /** Those that are not withdrawn, of each user, by account. */
  readonly #access = new Map<string, Map<string, AccessRow>>();

  readonly apply = (event: LogEvent, rows: RowSink): void => {
    const userId = idOf('user', event.stream);
    if (userId === undefined) return;
    const changed = changedUser(userId, this.#users.get(userId), event);
    if (changed !== undefined) {
      this.#users.set(userId, changed);
      rows.put(usersTable, changed);
    }
    for (const row of this.#changedKeys(userId, event)) {
      this.#keepKey(row);
      rows.put(apiKeysTable, row);
    }
    for (const row of this.#changedAccess(userId, event)) {
      this.#keepAccess(row);
      rows.put(accountAccessTable, row);
    }
  };

  readonly restore = (table: Table, row: Row): void => {
    if (table.name === usersTable.name) this.#users.set(row.user_id as string, row as UserRow);
    else if (table.name === apiKeysTable.name) this.#keepKey(row as KeyRow);
    else this.#keepAccess(row as AccessRow);
  };

  #changedKeys(userId: string, event: LogEvent): readonly KeyRow[] {
    if (event.type === 'ApiKeyCreated') return [newKey(userId, event)];
    const keys = this.#keys.get(userId);
    if (event.type === 'UserErased') return [...(keys?.values() ?? [])].map(revokedBy(event));
    if (event.type !== 'ApiKeyRevoked') return [];
    const key = keys?.get(event.data.keyId);
    assert(key !== undefined, `key ${event.data.keyId} is made before it is revoked`);
    return [revokedBy(event)(key)];
  }

  #changedAccess(userId: string, event: LogEvent): readonly AccessRow[] {
    if (event.type === 'AccessGranted') return [newAccess(userId, event)];
    const access = this.#access.get(userId);
    if (event.type === 'UserErased') return [...(access?.values() ?? [])].map(withdrawnBy(event));
    if (event.type !== 'AccessWithdrawn') return [];
    const { accountId } = event.data;
    const granted = access?.get(accountId);
    assert(granted !== undefined, `access to ${accountId} is granted before it is withdrawn`);
    return [withdrawnBy(event)(granted)];
  }

  #keepKey(row: KeyRow): void {
    keep(this.#keys, row.user_id, row.key_id, row.status === 'active' ? row : undefined);
  }

  #keepAccess(row: AccessRow): void {
    keep(this.#access, row.user_id, row.account_id, row.status === 'granted' ? row : undefined);
  }
}

function keep<R>(of: Map<string, Map<string, R>>, user: string, key: string, row?: R): void {
  const rows = of.get(user) ?? new Map<string, R>();
  if (row === undefined) rows.delete(key);
  else rows.set(key, row);
  of.set(user, rows);
}

/** Undefined where nothing of the row is another. */
function changedUser(
  userId: string,
  before: UserRow | undefined,
  event: LogEvent,
): UserRow | undefined {
  if (event.type === 'UserRegistered') return newUser(userId, event);
  const change = changeOf(event);
  if (change === undefined) return undefined;
  assert(before !== undefined, `user ${userId} is registered before anything else`);
  return { ...before, ...change, changed_at: timeOf(event) };
}

const newUser = (userId: string, { data }: EventOf<'UserRegistered'>): UserRow => ({
  user_id: userId,
  status: 'active',
  registered_at: data.at,
  email: data.email ?? null,
  is_email_verified: false,
  has_second_factor: false,
  roles: [],
  changed_at: data.at,
});

function changeOf(event: LogEvent): Partial<UserRow> | undefined {
  switch (event.type) {
    case 'EmailVerified':
      return { is_email_verified: true };
    case 'PasswordChanged':
      // Whoever has read the mail has the address.
      return event.data.reason === 'reset' ? { is_email_verified: true } : undefined;
    case 'TotpEnabled':
      return { has_second_factor: true };
    case 'TotpDisabled':
      return { has_second_factor: false };
    case 'RolesChanged':
      return { roles: event.data.roles };
    case 'UserDisabled':
      return { status: 'disabled' };
    case 'UserEnabled':
      return { status: 'active' };
    case 'UserErased':
      return { status: 'erased', email: null, has_second_factor: false, roles: [] };
    default:
      return undefined;
  }
}

const newKey = (userId: string, { data, actor }: EventOf<'ApiKeyCreated'>): KeyRow => ({
  key_id: data.keyId,
  user_id: userId,
  kind: data.kind,
  name: data.name ?? null,
  scopes: data.scopes,
  account_id: data.accountId ?? null,
  networks: data.networks ?? null,
  status: 'active',
  created_at: data.at,
  created_by: actor?.userId ?? null,
  expires_at: data.expiresAt ?? null,
  revoked_at: null,
  revoked_by: null,
});

const revokedBy =
  (event: EventOf<'ApiKeyRevoked'> | EventOf<'UserErased'>) =>
  (key: KeyRow): KeyRow => ({
    ...key,
    status: 'revoked',
    revoked_at: event.data.at,
    revoked_by: event.actor?.userId ?? null,
  });

const newAccess = (userId: string, { data, actor }: EventOf<'AccessGranted'>): AccessRow => ({
  account_id: data.accountId,
  user_id: userId,
  access: data.access,
  status: 'granted',
  granted_at: data.at,
  granted_by: actor?.userId ?? null,
  withdrawn_at: null,
  withdrawn_by: null,
});

const withdrawnBy =
  (event: EventOf<'AccessWithdrawn'> | EventOf<'UserErased'>) =>
  (access: AccessRow): AccessRow => ({
    ...access,
    status: 'withdrawn',
    withdrawn_at: event.data.at,
    withdrawn_by: event.actor?.userId ?? null,
  });

const timeOf = ({ data }: LogEvent) => (data as { readonly at: string }).at;

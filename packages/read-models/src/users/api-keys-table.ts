import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  key_id: 'text',
  user_id: 'text',
  /** bearer, ed25519 or hmac-sha256 */
  kind: 'text',
  name: 'text?',
  /** What it may be used for: a list of read, trade, transfer and manage. */
  scopes: 'jsonb',
  /** The only account that it reaches. */
  account_id: 'text?',
  /** The only networks that it may be used from. */
  networks: 'jsonb?',
  /** active or revoked; one that has expired says so by its time alone. */
  status: 'text',
  created_at: 'timestamptz',
  created_by: 'text?',
  expires_at: 'timestamptz?',
  revoked_at: 'timestamptz?',
  revoked_by: 'text?',
} as const satisfies Columns;

/** Every API key that was ever made, without its secret. */
export const apiKeysTable: TableOf<typeof columns> = {
  name: 'api_keys',
  key: ['key_id'],
  columns,
  needs: { column: 'status', values: ['active'] },
};

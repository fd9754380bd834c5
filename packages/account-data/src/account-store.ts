import type { Result } from '@truetape/kernel';
import type { Row, Table } from '@truetape/read-models';
import {
  accountsTable,
  balancesTable,
  fillsTable,
  holdsTable,
  limitsTable,
  ordersTable,
  positionsTable,
  strategyPositionsTable,
  withdrawalsTable,
} from '@truetape/read-models/tables';

/** Why there are no rows. Never the client's fault. */
export type NotStored = 'SERVICE_UNAVAILABLE' | 'SERVICE_BEHIND';

/** Why an account is not followed. */
export type NotOpened = 'ACCOUNT_NOT_FOUND' | 'SERVICE_UNAVAILABLE' | 'SERVICE_OVERLOADED';

/** Where the rows of accounts lie. */
export interface AccountStore {
  /**
   * The rows of an account at one moment, none where there is no such account. Waits until all of them reflect at least
   * `minPosition`, but not for long.
   */
  read(accountId: string, minPosition: number): Promise<Result<StoredAccount, NotStored>>;
}

export interface StoredAccount {
  /** What the rows were made from. */
  readonly logId: string;
  /** Up to where each read model is folded, by its name. */
  readonly positions: ReadonlyMap<string, number>;
  /** Of each of {@link ACCOUNT_TABLES}, by its name and in any order. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** Every market that was listed. */
  readonly symbols: readonly string[];
}

/** A table whose rows of an account are read: those that its fold needs, where it needs some, or the newest ones. */
export interface AccountTable {
  readonly table: Table;
  readonly newest?: { readonly by: readonly string[]; readonly max: number };
  /** An account that has more is not followed: one row more is read, and tells. */
  readonly max?: number;
}

/** Fills that a snapshot shows. */
export const FILLS_MAX = 100;

/** With so many orders that are not over a snapshot is half of what may wait for a client. */
const ORDERS_MAX = 5_000;

export const isTooMuch = ({ rows }: StoredAccount): boolean =>
  ACCOUNT_TABLES.some(
    ({ table, max }) => max !== undefined && (rows.get(table.name)?.length ?? 0) > max,
  );

/** Table by table in the order in which folds take them back. */
export const ACCOUNT_TABLES: readonly AccountTable[] = [
  { table: ordersTable, max: ORDERS_MAX },
  { table: accountsTable },
  { table: balancesTable },
  { table: withdrawalsTable },
  // Some orders are over that have not been settled.
  { table: holdsTable, max: 2 * ORDERS_MAX },
  { table: positionsTable },
  { table: strategyPositionsTable },
  { table: limitsTable },
  { table: fillsTable, newest: { by: ['at', 'account_revision', 'leg'], max: FILLS_MAX } },
];

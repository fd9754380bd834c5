import type { Catalogue } from '@truetape/codec';
import type { Account, AccountEvent } from '@truetape/domain';
import type { Accounts } from '../balances/rows.ts';
import type { RowSink } from '../framework/changes.ts';
import type { Row, Table } from '../framework/table.ts';

/** An event of an account, and the account after it. */
export interface Step {
  readonly event: AccountEvent;
  /** After the event; the orders that it closed are still among the closed ones. */
  readonly account: Account;
}

/** Rows that follow from what events make of accounts. */
export interface AccountView {
  readonly tables: readonly Table[];
  readonly start: (catalogue: Catalogue, accounts: Accounts) => AccountViewFold;
}

export interface AccountViewFold {
  readonly apply: (step: Step, rows: RowSink) => void;
  /** A row that an earlier run has put; the accounts are there. */
  readonly restore?: (table: Table, row: Row) => void;
}

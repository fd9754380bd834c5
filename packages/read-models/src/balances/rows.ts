import type { Account } from '@truetape/domain';
import type { RowOf } from '../framework/table.ts';
import type { accountsTable } from './accounts-table.ts';
import type { balancesTable } from './balances-table.ts';
import type { holdsTable } from './holds-table.ts';
import type { withdrawalsTable } from './withdrawals-table.ts';

/** The accounts that the fold knows, by id. */
export type Accounts = Map<string, Account>;
export type AccountRow = RowOf<typeof accountsTable.columns>;
export type BalanceRow = RowOf<typeof balancesTable.columns>;
export type HoldRow = RowOf<typeof holdsTable.columns>;
export type WithdrawalRow = RowOf<typeof withdrawalsTable.columns>;

import { type Catalogue, decodeAccountEvent, formatMinor, scaleIn } from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import { type Account, account } from '@truetape/domain';
import { assert } from '@truetape/kernel';
import { accountRow, CHANGES_ACCOUNT } from '../balances/account-row.ts';
import { accountsTable } from '../balances/accounts-table.ts';
import { balancesTable } from '../balances/balances-table.ts';
import { type Changed, changedBy, partnersOf } from '../balances/changed-by.ts';
import { holdRow } from '../balances/hold-row.ts';
import { holdsTable } from '../balances/holds-table.ts';
import {
  restoreAccount,
  restoreBalance,
  restoreHold,
  restoreWithdrawal,
} from '../balances/restore.ts';
import type { AccountRow, Accounts, BalanceRow, HoldRow, WithdrawalRow } from '../balances/rows.ts';
import { withdrawalRow } from '../balances/withdrawal-row.ts';
import { withdrawalsTable } from '../balances/withdrawals-table.ts';
import type { RowSink } from '../framework/changes.ts';
import type { ReadModel } from '../framework/read-model.ts';
import { positions } from '../positions/positions.ts';
import { risk } from '../risk/risk.ts';
import { statement } from '../statement/statement.ts';

/** What else follows from the same accounts. */
const VIEWS = [statement, positions, risk] as const;

/**
 * The domain's own accounts, folded event by event: no rule of holds, fees, postings or positions is written twice.
 */
export const accounts: ReadModel = {
  name: 'accounts',
  tables: [
    accountsTable,
    balancesTable,
    withdrawalsTable,
    holdsTable,
    ...VIEWS.flatMap(({ tables }) => tables),
  ],
  start: (catalogue) => {
    const accounts: Accounts = new Map();
    const views = VIEWS.map(({ tables, start }) => ({ tables, ...start(catalogue, accounts) }));
    return {
      apply: (event, rows) => {
        const accountId = idOf('account', event.stream);
        if (accountId === undefined || OF_DECISIONS.has(event.type)) return;
        const decoded = decodeAccountEvent(event, catalogue);
        const before = accounts.get(accountId);
        const changed = changedBy(decoded, accountId, event.revision, catalogue, before);
        // Some pairs are there only before the event, some only after it.
        const partners = before === undefined ? [] : partnersOf(before, changed);
        // It may have been restored from its rows, which do not tell its revision.
        if (before !== undefined) before.revision = event.revision - 1;
        const withdrawalIn = (state: Account) =>
          withdrawalRow(decoded, state, event.revision, catalogue);
        const decidedOn = before && withdrawalIn(before);
        const after = account.evolve(before ?? account.initialState(), decoded);
        assert(after.status !== 'none', 'an account with events is there');
        accounts.set(accountId, after);
        for (const view of views) view.apply({ event: decoded, account: after }, rows);
        forgetWhatOnlyDecisionsNeed(after);
        if (CHANGES_ACCOUNT.has(decoded.type)) rows.put(accountsTable, accountRow(after));
        const withdrawal = decidedOn ?? withdrawalIn(after);
        if (withdrawal !== undefined) rows.put(withdrawalsTable, withdrawal);
        const orderIds = [...changed.orderIds, ...partners, ...partnersOf(after, changed)];
        putChanged(after, { ...changed, orderIds }, catalogue, rows);
      },
      restore: (table, row) => {
        if (table.name === accountsTable.name) restoreAccount(accounts, row as AccountRow);
        else if (table.name === balancesTable.name)
          restoreBalance(accounts, row as BalanceRow, catalogue);
        else if (table.name === withdrawalsTable.name)
          restoreWithdrawal(accounts, row as WithdrawalRow, catalogue);
        else if (table.name === holdsTable.name) restoreHold(accounts, row as HoldRow, catalogue);
        else views.find(({ tables }) => tables.includes(table))?.restore?.(table, row);
      },
    };
  },
};

/** No row follows from these: a fold that goes on from its rows does not know whether a timer was set. */
const OF_DECISIONS: ReadonlySet<string> = new Set(['SilenceTimerSet', 'SilenceTimerFired']);

/** Closed orders, references and keys would only grow here: no balance follows from them. */
function forgetWhatOnlyDecisionsNeed(state: Account): void {
  state.closed.clear();
  state.references.clear();
  state.keys.clear();
  state.alike.clear();
}

function putChanged(
  state: Account,
  { assets, orderIds }: Changed,
  catalogue: Catalogue,
  rows: RowSink,
): void {
  for (const asset of assets) {
    const balance = state.balances.get(asset);
    if (balance === undefined) continue;
    const scale = scaleIn(catalogue, asset);
    rows.put(balancesTable, {
      account_id: state.accountId,
      asset,
      total: formatMinor(balance.total, scale),
      held: formatMinor(balance.held, scale),
    });
  }
  for (const orderId of orderIds) {
    const order = state.orders.get(orderId);
    if (order === undefined) rows.remove(holdsTable, orderId);
    else rows.put(holdsTable, holdRow(order, state.accountId, catalogue));
  }
}

import { type Catalogue, scaleIn, timeOf } from '@truetape/codec';
import {
  type Account,
  count,
  holdingOf,
  holdOf,
  newAccount,
  type Order,
  pairOrders,
} from '@truetape/domain';
import { assert } from '@truetape/kernel';
import { minorIn, orderIn } from './hold-row.ts';
import type { AccountRow, Accounts, BalanceRow, HoldRow, WithdrawalRow } from './rows.ts';

/** The way back from rows to accounts: first the accounts, then their balances, then what is held. */
export function restoreAccount(accounts: Accounts, row: AccountRow): void {
  const { account_id: accountId, owner_group: ownerGroup, opened_at } = row;
  const state = newAccount({ accountId, ownerGroup, openedAt: timeOf(opened_at) });
  state.status = row.status as Account['status'];
  state.isKilled = row.is_killed;
  accounts.set(accountId, state);
}

export function restoreBalance(accounts: Accounts, row: BalanceRow, catalogue: Catalogue): void {
  const scale = scaleIn(catalogue, row.asset);
  accountIn(accounts, row.account_id).balances.set(row.asset, {
    total: minorIn(row.total, scale),
    held: minorIn(row.held, scale),
  });
}

export function restoreWithdrawal(
  accounts: Accounts,
  { account_id, withdrawal_id, asset, amount, reference, requested_at }: WithdrawalRow,
  catalogue: Catalogue,
): void {
  accountIn(accounts, account_id).withdrawals.set(withdrawal_id, {
    asset,
    amount: minorIn(amount, scaleIn(catalogue, asset)),
    reference,
    requestedAt: timeOf(requested_at),
  });
}

/** A leg of a pair is complete, and can be checked, when the other one is there too. */
export function restoreHold(accounts: Accounts, row: HoldRow, catalogue: Catalogue): void {
  const order = orderIn(row, catalogue);
  const state = accountIn(accounts, row.account_id);
  const { orders } = state;
  orders.set(order.orderId, order);
  if (row.partner_id === null) {
    take(state, order);
    return;
  }
  const partner = orders.get(row.partner_id);
  if (partner === undefined) return;
  pairOrders(order, partner);
  take(state, order);
  take(state, partner);
}

/** An order that is complete is checked, and counts for what it is. */
function take(state: Account, order: Order): void {
  assert(
    order.hold === holdOf(order),
    `the row of order ${order.orderId} holds what its terms hold`,
  );
  count(holdingOf(state, order).interest, order);
}

function accountIn(accounts: Accounts, accountId: string): Account {
  const state = accounts.get(accountId);
  assert(state !== undefined, `account ${accountId} has a row when others name it`);
  return state;
}

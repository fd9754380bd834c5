import { type Catalogue, scaleIn, timeOf } from '@truetape/codec';
import { account, holdOf, type OpenAccount, type Order, pairOrders } from '@truetape/domain';
import { assert } from '@truetape/kernel';
import { minorIn, orderIn } from './hold-row.ts';
import type { AccountRow, Accounts, BalanceRow, HoldRow } from './rows.ts';

/** The way back from rows to accounts: first the accounts, then their balances, then their open orders. */
export function restoreAccount(accounts: Accounts, row: AccountRow): void {
  const state = account.evolve(account.initialState(), {
    type: 'AccountOpened',
    at: timeOf(row.opened_at),
    accountId: row.account_id,
    ownerGroup: row.owner_group,
  });
  assert(state.status === 'open', 'an account that was opened is open');
  accounts.set(row.account_id, state);
}

export function restoreBalance(accounts: Accounts, row: BalanceRow, catalogue: Catalogue): void {
  const scale = scaleIn(catalogue, row.asset);
  accountIn(accounts, row.account_id).balances.set(row.asset, {
    total: minorIn(row.total, scale),
    held: minorIn(row.held, scale),
  });
}

/** A leg of a pair is complete, and can be checked, when the other one is there too. */
export function restoreHold(accounts: Accounts, row: HoldRow, catalogue: Catalogue): void {
  const order = orderIn(row, catalogue);
  const { orders } = accountIn(accounts, row.account_id);
  orders.set(order.orderId, order);
  if (row.partner_id === null) {
    checkHold(order);
    return;
  }
  const partner = orders.get(row.partner_id);
  if (partner === undefined) return;
  pairOrders(order, partner);
  checkHold(order);
  checkHold(partner);
}

function checkHold(order: Order): void {
  assert(
    order.hold === holdOf(order),
    `the row of order ${order.orderId} holds what its terms hold`,
  );
}

function accountIn(accounts: Accounts, accountId: string): OpenAccount {
  const state = accounts.get(accountId);
  assert(state !== undefined, `account ${accountId} has a row when others name it`);
  return state;
}

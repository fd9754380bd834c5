import { type Account, holdAssetOf, holdOf } from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

/** What an account holds is what its open orders and its withdrawals hold. */
export function checkHolds(state: Account, at: RecordedEvent): void {
  const held = new Map<string, bigint>();
  const add = (asset: string, amount: bigint) => held.set(asset, (held.get(asset) ?? 0n) + amount);
  for (const order of state.orders.values()) add(holdAssetOf(order), holdOf(order));
  for (const { asset, amount } of state.withdrawals.values()) add(asset, amount);
  for (const [asset, balance] of state.balances) {
    const wanted = held.get(asset) ?? 0n;
    if (balance.held === wanted) continue;
    const told = `${state.accountId} holds ${balance.held} ${asset}, its orders and withdrawals ${wanted}`;
    throw new Difference('account', at, told);
  }
}

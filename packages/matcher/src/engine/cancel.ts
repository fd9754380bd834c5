import { reason, rejection } from './codes.ts';
import type { Market } from './market.ts';
import { NONE } from './orders.ts';
import { cancelStanding, endUnlisted, withdraw } from './stand.ts';
import { CANCEL_REJECTED, CANCELLED, CANCELS_APPLIED } from './tape.ts';

export function cancel(market: Market, account: number, revision: number): void {
  const slot = market.live.take(account, revision);
  if (slot === NONE) {
    market.tape.write(CANCEL_REJECTED, ORDER_CLOSED);
    return;
  }
  withdraw(market, slot);
  endUnlisted(market, slot, CANCELLED, REQUESTED);
}

/** All orders of an account, in the order in which they came to wait or to rest. */
export function cancelAll(market: Market, account: number): void {
  const { accounts, live, tape } = market;
  const before = live.size;
  if (account !== NONE) {
    for (const slot of accounts.restingOf(account)) cancelStanding(market, slot, MASS_CANCEL);
  }
  tape.write(CANCELS_APPLIED, before - live.size);
}

const REQUESTED = reason('requested');
const MASS_CANCEL = reason('mass-cancel');
const ORDER_CLOSED = rejection('ORDER_CLOSED');

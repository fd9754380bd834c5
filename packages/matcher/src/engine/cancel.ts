import { reason, rejection } from './codes.ts';
import type { Market } from './market.ts';
import { NONE, ORDER_NUMBER, OWN_PLACE } from './orders.ts';
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

/** All orders of all accounts, the oldest first. */
export function cancelEvery(market: Market): void {
  const { accounts, live, orders, tape } = market;
  const before = live.size;
  const numberOf = (slot: number) => orders.numbers[(slot << 3) | ORDER_NUMBER] as number;
  const slots = accounts.names().flatMap((name) => [...accounts.restingOf(accounts.find(name))]);
  for (const slot of slots.sort((one, other) => numberOf(one) - numberOf(other))) {
    // A partner may have taken it away.
    const isThere = orders.ints[(slot << 4) | OWN_PLACE] !== NONE;
    if (isThere) cancelStanding(market, slot, MASS_CANCEL);
  }
  tape.write(CANCELS_APPLIED, before - live.size);
}

const REQUESTED = reason('requested');
const MASS_CANCEL = reason('mass-cancel');
const ORDER_CLOSED = rejection('ORDER_CLOSED');

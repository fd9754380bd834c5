import { reason, rejection } from './codes.ts';
import { forget, type Market, withdraw } from './market.ts';
import { NONE, REMAINING } from './orders.ts';
import { CANCEL_REJECTED, CANCELLED, CANCELS_APPLIED } from './tape.ts';

export function cancel(market: Market, account: number, revision: number): void {
  const slot = market.live.take(account, revision);
  if (slot === NONE) {
    const at = market.tape.next();
    market.tape.rows[at] = CANCEL_REJECTED;
    market.tape.rows[at + 1] = ORDER_CLOSED;
  } else {
    takeOut(market, slot, REQUESTED);
    market.orders.free(slot);
  }
}

/** All orders of an account, in the order in which they came to rest. */
export function cancelAll(market: Market, account: number): void {
  const { accounts, tape } = market;
  let cancelled = 0;
  if (account !== NONE) {
    for (const slot of accounts.restingOf(account)) {
      takeOut(market, slot, MASS_CANCEL);
      forget(market, slot);
      cancelled += 1;
    }
  }
  const at = tape.next();
  tape.rows[at] = CANCELS_APPLIED;
  tape.rows[at + 1] = cancelled;
}

function takeOut(market: Market, slot: number, why: number): void {
  const { tape } = market;
  const at = tape.next();
  const { rows } = tape;
  rows[at] = CANCELLED;
  rows[at + 1] = slot;
  rows[at + 2] = market.orders.numbers[(slot << 3) | REMAINING] as number;
  rows[at + 3] = why;
  withdraw(market, slot);
}

const REQUESTED = reason('requested');
const MASS_CANCEL = reason('mass-cancel');
const ORDER_CLOSED = rejection('ORDER_CLOSED');

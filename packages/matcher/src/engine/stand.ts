import { reason } from './codes.ts';
import { DISPLAY, type Extras, LIMIT_PRICE, PARTNER, RESERVE } from './extras.ts';
import { BUY, type Ladder } from './ladder.ts';
import { type Market, ownSide } from './market.ts';
import { ACCOUNT, EXTRA, NONE, type Orders, PRICE, REMAINING, REVISION, TRAITS } from './orders.ts';
import { CANCELLED, EXPIRED, REFRESHED } from './tape.ts';
import { DUE, ICEBERG, PAIRED, SIDE, SPECIAL, TRAILING_STOP, typeOf, WAITING } from './traits.ts';

// How an order comes to stand somewhere, and how it goes.

/** Puts an order into the book, behind all others at its price and of its account. */
export function enter(market: Market, slot: number): void {
  const { numbers, ints } = market.orders;
  const traits = ints[(slot << 4) | TRAITS] as number;
  const left = numbers[(slot << 3) | REMAINING] as number;
  if (traits & ICEBERG) hide(market, slot, left);
  ownSide(market, traits & SIDE).rest(slot, left);
  market.accounts.restingOf(ints[(slot << 4) | ACCOUNT] as number).add(slot);
}

/** Shows of an iceberg what it may, and keeps the rest back. */
function hide({ orders, extras }: Market, slot: number, left: number): void {
  const extra = extraOf(orders, slot);
  const shown = Math.min(left, extras.numbers[(extra << 3) | DISPLAY] as number);
  orders.numbers[(slot << 3) | REMAINING] = shown;
  extras.numbers[(extra << 3) | RESERVE] = left - shown;
}

/** What of an order can trade, shown or not. */
export function leftOf({ orders, extras }: Market, slot: number): number {
  const shown = orders.numbers[(slot << 3) | REMAINING] as number;
  if (!((orders.ints[(slot << 4) | TRAITS] as number) & ICEBERG)) return shown;
  return shown + (extras.numbers[(extraOf(orders, slot) << 3) | RESERVE] as number);
}

/** `BUY` or `SELL`. */
export const sideAt = ({ orders }: Market, slot: number): number =>
  (orders.ints[(slot << 4) | TRAITS] as number) & SIDE;

/** Takes an order out of the book, or from those that wait; it may enter again. */
export function withdraw(market: Market, slot: number): void {
  const { orders, accounts } = market;
  const { numbers, ints } = orders;
  const traits = ints[(slot << 4) | TRAITS] as number;
  accounts.restingOf(ints[(slot << 4) | ACCOUNT] as number).remove(slot);
  if (traits & SPECIAL) withdrawSpecial(market, slot, traits);
  else ownSide(market, traits & SIDE).unrest(slot, numbers[(slot << 3) | REMAINING] as number);
}

function withdrawSpecial(market: Market, slot: number, traits: number): void {
  if (traits & WAITING) {
    leaveStop(market, slot);
    return;
  }
  const { orders, extras } = market;
  const left = leftOf(market, slot);
  ownSide(market, traits & SIDE).unrest(slot, left);
  if (!(traits & ICEBERG)) return;
  orders.numbers[(slot << 3) | REMAINING] = left;
  extras.numbers[(extraOf(orders, slot) << 3) | RESERVE] = 0;
}

/** Lets an order wait at its stop. */
export function waitAt(market: Market, slot: number, stop: number): void {
  const { orders, extras, accounts, trailing } = market;
  const { numbers, ints } = orders;
  const traits = (ints[(slot << 4) | TRAITS] as number) | WAITING;
  ints[(slot << 4) | TRAITS] = traits;
  const price = (slot << 3) | PRICE;
  extras.numbers[(extraOf(orders, slot) << 3) | LIMIT_PRICE] = numbers[price] as number;
  numbers[price] = stop;
  stopsOf(market, traits & SIDE).rest(slot, 0);
  accounts.restingOf(ints[(slot << 4) | ACCOUNT] as number).add(slot);
  if (typeOf(traits) === TRAILING_STOP) trailing.add(slot);
}

function leaveStop(market: Market, slot: number): void {
  const { orders, extras, trailing } = market;
  const { numbers, ints } = orders;
  const traits = ints[(slot << 4) | TRAITS] as number;
  stopsOf(market, traits & SIDE).unrest(slot, 0);
  if (typeOf(traits) === TRAILING_STOP) trailing.delete(slot);
  ints[(slot << 4) | TRAITS] = traits & ~WAITING;
  const limit = extras.numbers[(extraOf(orders, slot) << 3) | LIMIT_PRICE] as number;
  numbers[(slot << 3) | PRICE] = limit;
}

/** Where orders of a side wait for their stops. */
export const stopsOf = (market: Market, side: number): Ladder =>
  side === BUY ? market.rising : market.falling;

/** What a trade has left of an order that rests: the next slice of an iceberg, or nothing, and then it is gone. */
export function afterTrade(market: Market, slot: number): void {
  const { orders, tape } = market;
  const { numbers, ints } = orders;
  if ((numbers[(slot << 3) | REMAINING] as number) > 0) return;
  const traits = ints[(slot << 4) | TRAITS] as number;
  const left = leftOf(market, slot);
  if (left === 0) {
    withdraw(market, slot);
    forget(market, slot);
    return;
  }
  hide(market, slot, left);
  ownSide(market, traits & SIDE).requeue(slot);
  const own = market.accounts.restingOf(ints[(slot << 4) | ACCOUNT] as number);
  own.remove(slot);
  own.add(slot);
  tape.write(REFRESHED, slot, numbers[(slot << 3) | REMAINING] as number);
}

/** The end of a plain order that has traded whole. */
export function leaveFilled(market: Market, slot: number, side: Ladder): void {
  const { orders, accounts, live } = market;
  const account = orders.ints[(slot << 4) | ACCOUNT] as number;
  accounts.restingOf(account).remove(slot);
  side.unrest(slot, 0);
  live.take(account, orders.numbers[(slot << 3) | REVISION] as number);
  orders.free(slot);
}

/** Cancels an order that stands somewhere. */
export function cancelStanding(market: Market, slot: number, why: number): void {
  withdraw(market, slot);
  end(market, slot, CANCELLED, why);
}

/** Ends an order whose time is over. */
export function expire(market: Market, slot: number): void {
  withdraw(market, slot);
  end(market, slot, EXPIRED, 0);
}

/** Cancels an order that does not stand anywhere. */
export function drop(market: Market, slot: number, why: number): void {
  end(market, slot, CANCELLED, why);
}

function end(market: Market, slot: number, kind: number, why: number): void {
  unlist(market, slot);
  endUnlisted(market, slot, kind, why);
}

/** The end of an order that is not found by its id any more, and with it of its partner. */
export function endUnlisted(market: Market, slot: number, kind: number, why: number): void {
  const { orders, tape } = market;
  const at = tape.next();
  const { rows } = tape;
  rows[at] = kind;
  rows[at + 1] = slot;
  rows[at + 2] = orders.numbers[(slot << 3) | REMAINING] as number;
  rows[at + 3] = why;
  if (!((orders.ints[(slot << 4) | TRAITS] as number) & SPECIAL)) {
    orders.free(slot);
    return;
  }
  const partner = takePartner(market, slot);
  release(market, slot);
  if (partner !== NONE) cancelStanding(market, partner, ONE_CANCELS_OTHER);
}

/** The end of an order: its id may be used again. */
export function forget(market: Market, slot: number): void {
  unlist(market, slot);
  release(market, slot);
}

function unlist({ live, orders }: Market, slot: number): void {
  const account = orders.ints[(slot << 4) | ACCOUNT] as number;
  live.take(account, orders.numbers[(slot << 3) | REVISION] as number);
}

function release(market: Market, slot: number): void {
  const { orders } = market;
  if ((orders.ints[(slot << 4) | TRAITS] as number) & SPECIAL) releaseExtra(market, slot);
  orders.free(slot);
}

function releaseExtra({ orders, extras, dues }: Market, slot: number): void {
  if ((orders.ints[(slot << 4) | TRAITS] as number) & DUE) dues.remove(slot);
  extras.free(extraOf(orders, slot));
}

/** Cancels the other leg, where there is one. */
export function cancelPartner(market: Market, slot: number): void {
  const partner = takePartner(market, slot);
  if (partner !== NONE) cancelStanding(market, partner, ONE_CANCELS_OTHER);
}

/** The other leg of a pair, which is no pair any more; or `NONE`. */
export function takePartner({ orders, extras }: Market, slot: number): number {
  const { ints } = orders;
  const traits = (slot << 4) | TRAITS;
  if (!((ints[traits] as number) & PAIRED)) return NONE;
  const partner = partnerOf(orders, extras, slot);
  ints[traits] = (ints[traits] as number) & ~PAIRED;
  const others = (partner << 4) | TRAITS;
  ints[others] = (ints[others] as number) & ~PAIRED;
  return partner;
}

/** The other leg of an order that is paired. */
export const partnerOf = (orders: Orders, extras: Extras, slot: number): number =>
  extras.ints[(extraOf(orders, slot) << 4) | PARTNER] as number;

export const extraOf = (orders: Orders, slot: number): number =>
  orders.aside[(slot << 2) | EXTRA] as number;

const ONE_CANCELS_OTHER = reason('one-cancels-other');

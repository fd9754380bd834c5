import { isShowable } from '@truetape/domain';
import { reason, rejection } from './codes.ts';
import { DISPLAY, DUE_AT, MARK, OFFSET, PARTNER } from './extras.ts';
import type { Market } from './market.ts';
import { EXTRA, NONE, QUANTITY, TRAITS } from './orders.ts';
import { isCountable, isPrice, quantityRejection } from './rules.ts';
import { cancelStanding, extraOf, leftOf } from './stand.ts';
import { isBetterMark, stopAt } from './stops.ts';
import {
  DUE,
  ICEBERG,
  LIMIT,
  PAIRED,
  SIDE,
  SPECIAL,
  TRAILING_STOP,
  typeOf,
  WAITING,
  waits,
} from './traits.ts';

/** What few orders have. */
export interface Special {
  /** Its fields are not those of its type. */
  readonly isWrong: boolean;
  /** What it may spend, in ticks × lots, or `WRONG`; `NONE` when its quantity says how much it trades. */
  readonly money: number;
  /** The most it shows; `NONE` for all. */
  readonly display: number;
  /** Where it waits; 0 when it does not, or follows the market. */
  readonly stop: number;
  /** How far its stop is from its mark, and where the mark begins; 0 when it does not follow the market. */
  readonly offset: number;
  readonly reference: number;
  /** When it ends; `NONE` for never. */
  readonly dueAt: number;
  /** The revision of the other leg; `NONE` without one, `WRONG` when its id is no other one of the account. */
  readonly partner: number;
}

/** What cannot be what it should. */
export const WRONG = -2;

interface Leg {
  readonly account: number;
  readonly revision: number;
  readonly traits: number;
  readonly quantity: number;
}

/** The rules of prices, quantities and times, in the order in which they are asked. */
export function specialRejection(market: Market, leg: Leg, special: Special): number {
  const { money, display, stop, offset, reference, dueAt } = special;
  const { traits, quantity } = leg;
  if (typeOf(traits) === TRAILING_STOP) {
    if (!isPrice(offset) || !isPrice(reference)) return ORDER_PRICE_BOUNDS;
  } else if (waits(traits) && !isPrice(stop)) return ORDER_PRICE_BOUNDS;
  if (money === WRONG) return ORDER_QUANTITY_TOO_SMALL;
  if (money > Number.MAX_SAFE_INTEGER) return MARKET_CAPACITY;
  if (money === NONE && !isCountable(market, quantity)) return quantityRejection(market, quantity);
  if (display !== NONE && !(isCountable(market, display) && isShowable(display, quantity))) {
    return ORDER_DISPLAY_QUANTITY;
  }
  return dueAt !== NONE && dueAt <= market.time ? ORDER_EXPIRY : 0;
}

/** Keeps what is special of an order that is accepted. @returns where it waits; 0 when it does not */
export function acceptSpecial(
  market: Market,
  special: Special,
  slot: number,
  partner: number,
): number {
  const { orders, extras, dues, lastPrice } = market;
  const { display, offset, reference, dueAt } = special;
  const extra = extras.allocate();
  orders.aside[(slot << 2) | EXTRA] = extra;
  const traits = (slot << 4) | TRAITS;
  const side = (orders.ints[traits] as number) & SIDE;
  let bits = SPECIAL;
  if (display !== NONE) {
    bits |= ICEBERG;
    extras.numbers[(extra << 3) | DISPLAY] = display;
  }
  if (dueAt !== NONE) {
    bits |= DUE;
    extras.numbers[(extra << 3) | DUE_AT] = dueAt;
    dues.add(slot);
  }
  if (partner !== NONE) {
    bits |= PAIRED;
    pair(market, slot, partner);
  }
  orders.ints[traits] = (orders.ints[traits] as number) | bits;
  if (offset === 0) return special.stop;
  const isBetter = lastPrice !== 0 && isBetterMark(side, lastPrice, reference);
  const mark = isBetter ? lastPrice : reference;
  extras.numbers[(extra << 3) | OFFSET] = offset;
  extras.numbers[(extra << 3) | MARK] = mark;
  return stopAt(side, mark, offset);
}

/** The first leg may have been a plain order until now. */
function pair({ orders, extras }: Market, slot: number, first: number): void {
  const { ints, aside } = orders;
  const traits = (first << 4) | TRAITS;
  if (!((ints[traits] as number) & SPECIAL)) aside[(first << 2) | EXTRA] = extras.allocate();
  ints[traits] = (ints[traits] as number) | SPECIAL | PAIRED;
  extras.ints[(extraOf(orders, slot) << 4) | PARTNER] = first;
  extras.ints[(extraOf(orders, first) << 4) | PARTNER] = slot;
}

/** The first leg, `NONE` when there is none or this is it, `WRONG` when it does not fit. */
export function partnerFor(market: Market, leg: Leg, { partner }: Special): number {
  if (partner === WRONG) return WRONG;
  if (partner === NONE || partner > leg.revision) return NONE;
  const slot = market.live.get(leg.account, partner);
  return slot !== NONE && fits(market, leg, slot) ? slot : WRONG;
}

function fits(market: Market, { traits, quantity }: Leg, first: number): boolean {
  const { numbers, ints } = market.orders;
  const firsts = ints[(first << 4) | TRAITS] as number;
  const isOtherKind = waits(traits) ? typeOf(firsts) === LIMIT : (firsts & WAITING) !== 0;
  return (
    isOtherKind &&
    !(firsts & PAIRED) &&
    (firsts & SIDE) === (traits & SIDE) &&
    numbers[(first << 3) | QUANTITY] === quantity &&
    leftOf(market, first) === quantity
  );
}

/** The end of a first leg whose second one is not accepted. */
export function cancelFirstLeg(market: Market, leg: Leg, special: Special): void {
  const first = partnerFor(market, leg, special);
  if (first >= 0) cancelStanding(market, first, ONE_CANCELS_OTHER);
}

const ONE_CANCELS_OTHER = reason('one-cancels-other');
const MARKET_CAPACITY = rejection('MARKET_CAPACITY');
const ORDER_DISPLAY_QUANTITY = rejection('ORDER_DISPLAY_QUANTITY');
const ORDER_EXPIRY = rejection('ORDER_EXPIRY');
const ORDER_PRICE_BOUNDS = rejection('ORDER_PRICE_BOUNDS');
const ORDER_QUANTITY_TOO_SMALL = rejection('ORDER_QUANTITY_TOO_SMALL');

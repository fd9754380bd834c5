import { isShowable } from '@truetape/domain';
import { rejection } from './codes.ts';
import { execute } from './execute.ts';
import { DISPLAY, RESERVE } from './extras.ts';
import { type Market, otherSide, ownSide } from './market.ts';
import { wouldTake } from './match.ts';
import { NONE, PRICE, QUANTITY, REMAINING, TRAITS } from './orders.ts';
import { isCountable, isPrice, quantityRejection, stateRejection } from './rules.ts';
import { enter, extraOf, leftOf, withdraw } from './stand.ts';
import { trigger } from './stops.ts';
import { REPLACE_REJECTED, REPLACED } from './tape.ts';
import { ICEBERG, PAIRED, POST_ONLY, SIDE, WAITING } from './traits.ts';

/**
 * No more at the same price keeps the place; anything else is as if the order came now. `quantity` counts the fills.
 *
 * @param at when, for the end of the auction that may begin
 */
export function replace(
  market: Market,
  account: number,
  revision: number,
  price: number,
  quantity: number,
  at: number,
): void {
  const slot = market.live.get(account, revision);
  const rejected = replaceRejection(market, slot, price, quantity);
  if (rejected !== 0) {
    market.tape.write(REPLACE_REJECTED, rejected);
    return;
  }
  const { numbers } = market.orders;
  const total = numbers[(slot << 3) | QUANTITY] as number;
  if (price === numbers[(slot << 3) | PRICE] && quantity <= total) {
    shrink(market, slot, total - quantity);
    numbers[(slot << 3) | QUANTITY] = quantity;
    tell(market, slot, true);
    return;
  }
  withdraw(market, slot);
  const filled = total - (numbers[(slot << 3) | REMAINING] as number);
  numbers[(slot << 3) | QUANTITY] = quantity;
  numbers[(slot << 3) | PRICE] = price;
  // Never a sum of two quantities: that may be no safe integer.
  numbers[(slot << 3) | REMAINING] = quantity - filled;
  tell(market, slot, false);
  if (market.state !== 'open') {
    enter(market, slot);
    return;
  }
  if (execute(market, slot, at, NONE)) trigger(market, at);
}

/** Makes an order that rests smaller: first what it does not show. */
function shrink(market: Market, slot: number, byLots: number): void {
  const { orders, extras } = market;
  const traits = orders.ints[(slot << 4) | TRAITS] as number;
  const side = ownSide(market, traits & SIDE);
  if (!(traits & ICEBERG)) {
    side.reduce(slot, byLots);
    return;
  }
  const reserve = (extraOf(orders, slot) << 3) | RESERVE;
  const hidden = Math.min(byLots, extras.numbers[reserve] as number);
  extras.numbers[reserve] = (extras.numbers[reserve] as number) - hidden;
  orders.numbers[(slot << 3) | REMAINING] =
    (orders.numbers[(slot << 3) | REMAINING] as number) + hidden;
  side.reduce(slot, byLots);
}

function tell(market: Market, slot: number, isKept: boolean): void {
  const { orders, tape } = market;
  const left = leftOf(market, slot);
  const at = tape.next();
  const { rows } = tape;
  rows[at] = REPLACED;
  rows[at + 1] = slot;
  rows[at + 2] = orders.numbers[(slot << 3) | PRICE] as number;
  rows[at + 3] = orders.numbers[(slot << 3) | QUANTITY] as number;
  rows[at + 4] = left;
  rows[at + 5] = isKept ? 1 : 0;
}

/** The rules of replacing, in the order in which they are asked. */
function replaceRejection(market: Market, slot: number, price: number, quantity: number): number {
  if (slot === NONE) return ORDER_CLOSED;
  const closed = stateRejection(market);
  if (closed !== 0) return closed;
  const { numbers, ints } = market.orders;
  const traits = ints[(slot << 4) | TRAITS] as number;
  if (traits & (WAITING | PAIRED)) return ORDER_NOT_REPLACEABLE;
  if (!isPrice(price)) return ORDER_PRICE_BOUNDS;
  if (!isCountable(market, quantity)) return quantityRejection(market, quantity);
  const total = numbers[(slot << 3) | QUANTITY] as number;
  const filled = total - leftOf(market, slot);
  if (quantity <= filled) return ORDER_REPLACE_BELOW_FILLED;
  const isSamePrice = price === numbers[(slot << 3) | PRICE];
  if (isSamePrice && quantity <= total) return 0;
  if (traits & ICEBERG && !hasFewSlices(market, slot, quantity - filled)) {
    return ORDER_DISPLAY_QUANTITY;
  }
  const moved = moveRejection(market, traits, price);
  if (moved !== 0) return moved;
  const more = isSamePrice ? quantity - total : quantity - filled;
  return ownSide(market, traits & SIDE).hasRoom(price, more) ? 0 : MARKET_CAPACITY;
}

function hasFewSlices({ orders, extras }: Market, slot: number, left: number): boolean {
  const display = extras.numbers[(extraOf(orders, slot) << 3) | DISPLAY] as number;
  return display > left || isShowable(display, left);
}

/** Whether an order may lose its place and come again as a taker. */
function moveRejection(market: Market, traits: number, price: number): number {
  const { state, band, ruleset } = market;
  const side = traits & SIDE;
  const isPostOnly = (traits & POST_ONLY) !== 0;
  if (state !== 'open') return isPostOnly ? MARKET_AUCTION : 0;
  // Ruleset 1 let a post-only order take once it was replaced.
  const mayTake = !isPostOnly || ruleset === 1;
  if (!mayTake && wouldTake(otherSide(market, side), side, price)) return WOULD_TAKE;
  return band?.rejects && band.within(side, price) !== price ? PRICE_BAND : 0;
}

const MARKET_AUCTION = rejection('MARKET_AUCTION');
const MARKET_CAPACITY = rejection('MARKET_CAPACITY');
const ORDER_CLOSED = rejection('ORDER_CLOSED');
const ORDER_DISPLAY_QUANTITY = rejection('ORDER_DISPLAY_QUANTITY');
const ORDER_NOT_REPLACEABLE = rejection('ORDER_NOT_REPLACEABLE');
const ORDER_PRICE_BOUNDS = rejection('ORDER_PRICE_BOUNDS');
const ORDER_REPLACE_BELOW_FILLED = rejection('ORDER_REPLACE_BELOW_FILLED');
const PRICE_BAND = rejection('MARKET_PRICE_BAND');
const WOULD_TAKE = rejection('ORDER_POST_ONLY_WOULD_TAKE');

import { PRICE_TICKS_MAX } from '@truetape/domain';
import { reason } from './codes.ts';
import { execute } from './execute.ts';
import { MARK, OFFSET } from './extras.ts';
import { BUY, type Ladder, LEVEL_PRICE, OLDEST, SELL, WORSE } from './ladder.ts';
import type { Market } from './market.ts';
import { NEWER, NONE, ORDER_NUMBER, PRICE, TRAITS } from './orders.ts';
import { cancelStanding, drop, extraOf, stopsOf, takePartner, waitAt, withdraw } from './stand.ts';
import { TRIGGERED } from './tape.ts';
import { REACHED, SIDE, STOP_LIMIT, typeOf, WAITING } from './traits.ts';

/** Lets an order wait for its stop; where the last trade has reached that, it has its turn at once. */
export function waitForStop(market: Market, slot: number, stop: number, at: number): void {
  waitAt(market, slot, stop);
  const { state, lastPrice, reached } = market;
  if (state !== 'open' || lastPrice === 0) return;
  const traits = (slot << 4) | TRAITS;
  const { ints } = market.orders;
  if (!isReached((ints[traits] as number) & SIDE, stop, lastPrice)) return;
  ints[traits] = (ints[traits] as number) | REACHED;
  reached.push(slot);
  takeTurns(market, at);
}

/**
 * Triggers what the taker that traded last has reached, and what the trades that come of it reach. Where the market is
 * not open, stops only follow it.
 */
export function trigger(market: Market, at: number): void {
  if (market.rising.best === NONE && market.falling.best === NONE) return;
  look(market, market.firstPrice, market.lastPrice);
  takeTurns(market, at);
}

/** Holds every stop against the last trade, if there was one. */
export function triggerByLast(market: Market, at: number): void {
  market.firstPrice = market.lastPrice;
  if (market.lastPrice !== 0) trigger(market, at);
}

function takeTurns(market: Market, at: number): void {
  const { orders, reached } = market;
  for (let turn = 0; turn < reached.length; turn++) {
    const slot = reached[turn] as number;
    const traits = (slot << 4) | TRAITS;
    // A partner may have taken it away.
    if (!((orders.ints[traits] as number) & WAITING)) continue;
    orders.ints[traits] = (orders.ints[traits] as number) & ~REACHED;
    if (takeTurn(market, slot, at)) look(market, market.firstPrice, market.lastPrice);
  }
  reached.length = 0;
}

/** @returns whether it has traded */
function takeTurn(market: Market, slot: number, at: number): boolean {
  const { orders, tape, band } = market;
  const { numbers, ints } = orders;
  tape.write(TRIGGERED, slot, numbers[(slot << 3) | PRICE] as number);
  withdraw(market, slot);
  const partner = takePartner(market, slot);
  if (partner !== NONE) cancelStanding(market, partner, ONE_CANCELS_OTHER);
  const traits = ints[(slot << 4) | TRAITS] as number;
  const limit = numbers[(slot << 3) | PRICE] as number;
  const isBeyond =
    typeOf(traits) === STOP_LIMIT && band?.rejects && band.within(traits & SIDE, limit) !== limit;
  if (!isBeyond) return execute(market, slot, at, NONE);
  drop(market, slot, PRICE_BAND);
  return false;
}

/** Queues the orders whose stops are reached by trades that went from one price straight to another. */
function look(market: Market, first: number, last: number): void {
  const { reached, orders } = market;
  const before = reached.length;
  lookAt(market, first);
  if (last !== first) lookAt(market, last);
  if (reached.length - before < 2) return;
  const numberOf = (slot: number) => orders.numbers[(slot << 3) | ORDER_NUMBER] as number;
  const found = reached.splice(before).sort((one, other) => numberOf(one) - numberOf(other));
  for (const slot of found) reached.push(slot);
}

function lookAt(market: Market, price: number): void {
  for (const slot of market.trailing) follow(market, slot, price);
  if (market.state !== 'open') return;
  queue(market, market.rising, BUY, price);
  queue(market, market.falling, SELL, price);
}

function queue({ orders, reached }: Market, stops: Ladder, side: number, price: number): void {
  const { levelNumbers, levelInts } = stops;
  const { ints } = orders;
  let level = stops.best;
  for (; level !== NONE; level = levelInts[(level << 3) | WORSE] as number) {
    if (!isReached(side, levelNumbers[(level << 2) | LEVEL_PRICE] as number, price)) return;
    let slot = levelInts[(level << 3) | OLDEST] as number;
    for (; slot !== NONE; slot = ints[(slot << 4) | NEWER] as number) {
      const traits = (slot << 4) | TRAITS;
      if ((ints[traits] as number) & REACHED) continue;
      ints[traits] = (ints[traits] as number) | REACHED;
      reached.push(slot);
    }
  }
}

/** Moves the stop of a trailing order after a price that is better for it than its mark. */
function follow(market: Market, slot: number, price: number): void {
  const { orders, extras } = market;
  const traits = orders.ints[(slot << 4) | TRAITS] as number;
  if (traits & REACHED) return;
  const side = traits & SIDE;
  const extra = extraOf(orders, slot);
  const mark = (extra << 3) | MARK;
  if (!isBetterMark(side, price, extras.numbers[mark] as number)) return;
  extras.numbers[mark] = price;
  const stops = stopsOf(market, side);
  stops.unrest(slot, 0);
  orders.numbers[(slot << 3) | PRICE] = stopAt(
    side,
    price,
    extras.numbers[(extra << 3) | OFFSET] as number,
  );
  stops.rest(slot, 0);
}

/** True when a sell may trail from higher up, or a buy from lower down. */
export const isBetterMark = (side: number, price: number, mark: number): boolean =>
  side === BUY ? price < mark : price > mark;

/** Where the stop of a trailing order stands. */
export const stopAt = (side: number, mark: number, offset: number): number =>
  side === BUY ? Math.min(PRICE_TICKS_MAX, mark + offset) : Math.max(1, mark - offset);

const isReached = (side: number, stop: number, price: number): boolean =>
  side === BUY ? price >= stop : price <= stop;

const ONE_CANCELS_OTHER = reason('one-cancels-other');
const PRICE_BAND = reason('price-band');

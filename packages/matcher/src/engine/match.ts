import { reason } from './codes.ts';
import { BUY, type Ladder, LEVEL_LOTS, LEVEL_PRICE, OLDEST, WORSE } from './ladder.ts';
import { type Market, otherSide } from './market.ts';
import { ACCOUNT, NEWER, NONE, type Orders, QUANTITY, REMAINING, TRAITS } from './orders.ts';
import {
  afterTrade,
  cancelPartner,
  cancelStanding,
  leaveFilled,
  leftOf,
  takePartner,
} from './stand.ts';
import { PREVENTED, TRADED } from './tape.ts';
import {
  DECREMENT,
  EXPIRE_MAKER,
  EXPIRE_TAKER,
  NO_PREVENTION,
  preventionOf,
  SIDE,
  SPECIAL,
} from './traits.ts';

// What became of a taker, in bits.
/** It has traded. */
export const DID_TRADE = 1;
/** It has become smaller, to trade less with its own owner. */
export const WAS_DECREMENTED = 2;
/** It is to be cancelled, not to trade with its own owner. */
export const MUST_EXPIRE = 4;
/** It would trade on, at the best price there is then. */
export const WANTS_MORE = 8;

/**
 * Trades an order against the other side, best price first, oldest first, as far as a price.
 *
 * @param money what it may spend, in ticks × lots; `NONE` when its lots say how much it trades
 * @returns what became of it
 */
export function match(market: Market, taker: number, reach: number, money: number): number {
  const { numbers, ints } = market.orders;
  const traits = ints[(taker << 4) | TRAITS] as number;
  const side = traits & SIDE;
  const mode = preventionOf(traits);
  if (money !== NONE || mode !== NO_PREVENTION) {
    return matchWithCare(market, taker, side, mode, reach, money);
  }
  const other = otherSide(market, side);
  let left = numbers[(taker << 3) | REMAINING] as number;
  let first = 0;
  let last = 0;
  while (left > 0 && other.best !== NONE) {
    const price = other.top;
    if (!crosses(side, reach, price)) break;
    const maker = other.levelInts[(other.best << 3) | OLDEST] as number;
    const lots = Math.min(left, numbers[(maker << 3) | REMAINING] as number);
    left -= lots;
    trade(market, other, maker, taker, price, lots, left);
    if (first === 0) first = price;
    last = price;
  }
  numbers[(taker << 3) | REMAINING] = left;
  return finish(market, first, last) | (left > 0 ? WANTS_MORE : 0);
}

/** As {@link match}, where money is counted or the orders of its own owner are in its way. */
function matchWithCare(
  market: Market,
  taker: number,
  side: number,
  mode: number,
  reach: number,
  money: number,
): number {
  const { numbers, ints } = market.orders;
  const { groups } = market.accounts;
  const other = otherSide(market, side);
  const owner = groups.leaderOf(ints[(taker << 4) | ACCOUNT] as number);
  const wants = new Wants(numbers[(taker << 3) | REMAINING] as number, money);
  let became = 0;
  let first = 0;
  let last = 0;
  while (other.best !== NONE && !(became & MUST_EXPIRE)) {
    const price = other.top;
    const wanted = wants.at(price);
    if (wanted === 0) break;
    if (!crosses(side, reach, price)) {
      became |= WANTS_MORE;
      break;
    }
    const maker = other.levelInts[(other.best << 3) | OLDEST] as number;
    const lots = Math.min(wanted, numbers[(maker << 3) | REMAINING] as number);
    const isOwn =
      mode !== NO_PREVENTION && groups.leaderOf(ints[(maker << 4) | ACCOUNT] as number) === owner;
    const left = wants.take(isOwn && mode !== DECREMENT ? 0 : lots, price);
    if (isOwn) {
      became |= prevent(market, mode, other, maker, taker, price, lots, left);
      continue;
    }
    trade(market, other, maker, taker, price, lots, left);
    if (first === 0) first = price;
    last = price;
    if (left === 0) break;
  }
  numbers[(taker << 3) | REMAINING] = wants.left;
  return became | finish(market, first, last);
}

/** How much an order still trades: so many lots, or what its money buys. */
class Wants {
  left: number;
  #money: number;

  constructor(left: number, money: number) {
    this.left = left;
    this.#money = money;
  }

  /** Lots at a price. */
  at(price: number): number {
    return this.#money === NONE ? this.left : Math.floor(this.#money / price);
  }

  /** @returns what is left then, at this price */
  take(lots: number, price: number): number {
    if (this.#money === NONE) {
      this.left -= lots;
    } else {
      this.#money -= lots * price;
      this.left = this.at(price);
    }
    return this.left;
  }
}

function finish(market: Market, first: number, last: number): number {
  if (first === 0) return 0;
  market.firstPrice = first;
  market.lastPrice = last;
  return DID_TRADE;
}

/** @param left what is left of the taker after it */
function trade(
  market: Market,
  other: Ladder,
  maker: number,
  taker: number,
  price: number,
  lots: number,
  left: number,
): void {
  const { orders, tape, band } = market;
  const { numbers, ints } = orders;
  other.reduce(maker, lots);
  const shown = numbers[(maker << 3) | REMAINING] as number;
  const isSpecial = ((ints[(maker << 4) | TRAITS] as number) & SPECIAL) !== 0;
  const at = tape.next();
  const { rows } = tape;
  rows[at] = TRADED;
  rows[at + 1] = maker;
  rows[at + 2] = taker;
  rows[at + 3] = price;
  rows[at + 4] = lots;
  rows[at + 5] = ++market.lastTradeNumber;
  rows[at + 6] = isSpecial ? leftOf(market, maker) : shown;
  rows[at + 7] = left;
  if (band !== undefined) band.push(price);
  if (isSpecial) specialTraded(market, maker);
  else if (shown === 0) leaveFilled(market, maker, other);
}

function specialTraded(market: Market, maker: number): void {
  const partner = takePartner(market, maker);
  afterTrade(market, maker);
  if (partner !== NONE) cancelStanding(market, partner, ONE_CANCELS_OTHER);
}

/**
 * Says that two orders of one owner do not trade, and does to them what the mode of the taker asks. The taker, whose
 * lots are counted apart, goes later.
 *
 * @returns what became of the taker
 */
function prevent(
  market: Market,
  mode: number,
  other: Ladder,
  maker: number,
  taker: number,
  price: number,
  lots: number,
  takerLeft: number,
): number {
  const { orders, tape } = market;
  if (mode === DECREMENT) {
    other.reduce(maker, lots);
    decrement(orders, maker, lots);
    decrement(orders, taker, lots);
  }
  const makerLeft = leftOf(market, maker);
  const at = tape.next();
  const { rows } = tape;
  rows[at] = PREVENTED;
  rows[at + 1] = maker;
  rows[at + 2] = taker;
  rows[at + 3] = price;
  rows[at + 4] = lots;
  rows[at + 5] = mode;
  rows[at + 6] = makerLeft;
  rows[at + 7] = takerLeft;
  if (mode === EXPIRE_TAKER) return MUST_EXPIRE;
  if (mode !== DECREMENT || makerLeft === 0) {
    cancelStanding(market, maker, SELF_TRADE_PREVENTION);
  } else {
    afterTrade(market, maker);
    cancelPartner(market, maker);
  }
  if (mode === EXPIRE_MAKER) return 0;
  return mode !== DECREMENT || takerLeft === 0 ? MUST_EXPIRE : WAS_DECREMENTED;
}

/** Lowers the total of an order. One that spends money has none. */
function decrement({ numbers }: Orders, slot: number, lots: number): void {
  const total = (slot << 3) | QUANTITY;
  numbers[total] = Math.max(0, (numbers[total] as number) - lots);
}

/** True when an order with this limit may trade at that price of the other side. */
export function crosses(side: number, limit: number, price: number): boolean {
  return side === BUY ? price <= limit : price >= limit;
}

/** Whether an order with this limit would trade at once. */
export function wouldTake(other: Ladder, side: number, limit: number): boolean {
  return crosses(side, limit, other.top);
}

/** Whether an order could trade all of its lots at once, as far as a price. Stops as soon as it is enough. */
export function canFill(market: Market, taker: number, reach: number): boolean {
  const { numbers, ints } = market.orders;
  const traits = ints[(taker << 4) | TRAITS] as number;
  const side = traits & SIDE;
  const mode = preventionOf(traits);
  const { accounts } = market;
  const owner = accounts.groups.leaderOf(ints[(taker << 4) | ACCOUNT] as number);
  const other = otherSide(market, side);
  const { levelNumbers, levelInts } = other;
  const looks = mode !== NO_PREVENTION && accounts.hasResting(owner);
  let missing = numbers[(taker << 3) | REMAINING] as number;
  let level = other.best;
  while (level !== NONE && missing > 0) {
    if (!crosses(side, reach, levelNumbers[(level << 2) | LEVEL_PRICE] as number)) break;
    missing -= levelNumbers[(level << 2) | LEVEL_LOTS] as number;
    if (looks) {
      const own = ownIn(market, other, level, owner, mode);
      missing += own.lots;
      if (own.isEnd) break;
    }
    level = levelInts[(level << 3) | WORSE] as number;
  }
  return missing <= 0;
}

/** Of the lots at a level those that an owner cannot trade with itself, and whether it can go on behind them. */
function ownIn(market: Market, ladder: Ladder, level: number, owner: number, mode: number) {
  const { numbers, ints } = market.orders;
  const { groups } = market.accounts;
  let lots = 0;
  let ahead = 0;
  let slot = ladder.levelInts[(level << 3) | OLDEST] as number;
  for (; slot !== NONE; slot = ints[(slot << 4) | NEWER] as number) {
    if (groups.leaderOf(ints[(slot << 4) | ACCOUNT] as number) !== owner) {
      ahead += numbers[(slot << 3) | REMAINING] as number;
      continue;
    }
    if (mode !== EXPIRE_MAKER) {
      const all = ladder.levelNumbers[(level << 2) | LEVEL_LOTS] as number;
      return { lots: all - ahead, isEnd: true };
    }
    lots += leftOf(market, slot);
  }
  return { lots, isEnd: false };
}

const ONE_CANCELS_OTHER = reason('one-cancels-other');
const SELF_TRADE_PREVENTION = reason('self-trade-prevention');

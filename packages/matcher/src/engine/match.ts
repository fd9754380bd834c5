import { BUY, type Ladder, LEVEL_LOTS, LEVEL_PRICE, OLDEST, WORSE } from './ladder.ts';
import { forget, type Market, otherSide, withdraw } from './market.ts';
import { NONE, PRICE, REMAINING, SIDE } from './orders.ts';
import { TRADED } from './tape.ts';

/** Trades an order against the other side, best price first, oldest first, while its limit allows. */
export function match(market: Market, taker: number): void {
  const { orders, tape } = market;
  const { numbers, ints } = orders;
  const other = otherSide(market, taker);
  const limit = numbers[(taker << 3) | PRICE] as number;
  const side = ints[(taker << 4) | SIDE] as number;
  let left = numbers[(taker << 3) | REMAINING] as number;
  while (left > 0 && other.best !== NONE) {
    const level = other.best;
    const price = other.levelNumbers[(level << 2) | LEVEL_PRICE] as number;
    if (!crosses(side, limit, price)) break;
    const maker = other.levelInts[(level << 3) | OLDEST] as number;
    const lots = Math.min(left, numbers[(maker << 3) | REMAINING] as number);
    other.reduce(maker, lots);
    left -= lots;
    const makerLeft = numbers[(maker << 3) | REMAINING] as number;
    if (makerLeft === 0) {
      withdraw(market, maker);
      forget(market, maker);
    }
    const at = tape.next();
    const { rows } = tape;
    rows[at] = TRADED;
    rows[at + 1] = maker;
    rows[at + 2] = taker;
    rows[at + 3] = price;
    rows[at + 4] = lots;
    rows[at + 5] = ++market.lastTradeNumber;
    rows[at + 6] = makerLeft;
    rows[at + 7] = left;
  }
  numbers[(taker << 3) | REMAINING] = left;
}

/** True when an order with this limit may trade at that price of the other side. */
export function crosses(side: number, limit: number, price: number): boolean {
  return side === BUY ? price <= limit : price >= limit;
}

/** Whether an order with this limit would trade at once. */
export function wouldTake(other: Ladder, side: number, limit: number): boolean {
  const best = other.bestPrice;
  return best !== undefined && crosses(side, limit, best);
}

/** Whether the other side holds so many lots within a limit. Stops as soon as it is enough. */
export function holds(other: Ladder, side: number, limit: number, lots: number): boolean {
  const { levelNumbers, levelInts } = other;
  let missing = lots;
  let level = other.best;
  while (level !== NONE && missing > 0) {
    if (!crosses(side, limit, levelNumbers[(level << 2) | LEVEL_PRICE] as number)) break;
    missing -= levelNumbers[(level << 2) | LEVEL_LOTS] as number;
    level = levelInts[(level << 3) | WORSE] as number;
  }
  return missing <= 0;
}

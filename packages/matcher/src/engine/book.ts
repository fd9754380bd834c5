import type { PriceTicks, QuantityLots, RateE8, Side } from '@truetape/domain';

/** An order resting in a book, linked to its neighbours at the same price. */
export interface RestingOrder {
  readonly orderId: string;
  readonly orderNumber: number;
  readonly accountId: string;
  readonly side: Side;
  readonly makerRate: RateE8;
  readonly takerRate: RateE8;
  price: PriceTicks;
  /** The total, fills included. */
  quantity: QuantityLots;
  remaining: QuantityLots;
  level: Level | undefined;
  older: RestingOrder | undefined;
  newer: RestingOrder | undefined;
}

/** All orders at one price of one side, oldest first. */
export interface Level {
  readonly price: PriceTicks;
  oldest: RestingOrder | undefined;
  newest: RestingOrder | undefined;
  /** Sum of what remains; kept within the safe integers. */
  totalLots: number;
}

/** One side of a book: its levels by price, and the prices sorted so that the best stands last. */
export interface BookSide {
  readonly side: Side;
  readonly levels: Map<number, Level>;
  readonly prices: number[];
}

export const emptySide = (side: Side): BookSide => ({ side, levels: new Map(), prices: [] });

export function bestLevel(side: BookSide): Level | undefined {
  const price = side.prices.at(-1);
  return price === undefined ? undefined : side.levels.get(price);
}

/** True when an order with this limit may trade at that price of the other side. */
export function crosses(side: Side, limit: number, price: number): boolean {
  return side === 'buy' ? price <= limit : price >= limit;
}

/** Whether the level at this price can take so many lots more and still count them exactly. */
export function hasRoom(side: BookSide, price: number, quantityLots: number): boolean {
  const total = side.levels.get(price)?.totalLots ?? 0;
  return total <= Number.MAX_SAFE_INTEGER - quantityLots;
}

/** Puts an order behind all others at its price. */
export function rest(side: BookSide, order: RestingOrder): void {
  const level = side.levels.get(order.price) ?? openLevel(side, order.price);
  order.level = level;
  order.older = level.newest;
  order.newer = undefined;
  if (level.newest === undefined) level.oldest = order;
  else level.newest.newer = order;
  level.newest = order;
  level.totalLots += order.remaining;
}

/** Takes an order out, whatever is left of it. */
export function unrest(side: BookSide, order: RestingOrder): void {
  const { level, older, newer } = order;
  if (level === undefined) return;
  if (older === undefined) level.oldest = newer;
  else older.newer = newer;
  if (newer === undefined) level.newest = older;
  else newer.older = older;
  level.totalLots -= order.remaining;
  order.level = undefined;
  if (level.oldest === undefined) closeLevel(side, level.price);
}

/** Makes a resting order smaller; it keeps its place. */
export function reduce(order: RestingOrder, byLots: number): void {
  order.remaining = (order.remaining - byLots) as QuantityLots;
  if (order.level !== undefined) order.level.totalLots -= byLots;
}

function openLevel(side: BookSide, price: PriceTicks): Level {
  const level: Level = { price, oldest: undefined, newest: undefined, totalLots: 0 };
  side.levels.set(price, level);
  side.prices.splice(placeOf(side, price), 0, price);
  return level;
}

function closeLevel(side: BookSide, price: PriceTicks): void {
  side.levels.delete(price);
  side.prices.splice(placeOf(side, price), 1);
}

/** Index of the first price that is not worse: by binary search over prices sorted from worst to best. */
function placeOf({ prices, side }: BookSide, price: number): number {
  let low = 0;
  let high = prices.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = prices[middle] as number;
    if (side === 'buy' ? there < price : there > price) low = middle + 1;
    else high = middle;
  }
  return low;
}

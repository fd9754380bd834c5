import { reason } from './codes.ts';
import { type Ladder, LEVEL_LOTS, LEVEL_PRICE, OLDEST, WORSE } from './ladder.ts';
import type { Indication, Market } from './market.ts';
import { NONE, ORDER_NUMBER, REMAINING, TRAITS } from './orders.ts';
import { afterTrade, cancelStanding, leftOf, takePartner } from './stand.ts';
import { INDICATED, TRADED_IN_AUCTION } from './tape.ts';
import { POST_ONLY } from './traits.ts';

export const NOBODY: Indication = { price: 0, lots: 0, surplus: 0 };

/** Tells what the auction would do, when that is something else than before. The last outcome of an input. */
export function indicate(market: Market): void {
  const { auction, tape } = market;
  if (auction === undefined) return;
  const now = indication(market);
  const { price, lots, surplus } = now;
  const { told } = auction;
  if (price === told.price && lots === told.lots && surplus === told.surplus) return;
  auction.told = now;
  tape.write(INDICATED, price, lots, surplus);
}

/** Trades what is crossed at the auction's price. */
export function uncross(market: Market): void {
  const { price } = indication(market);
  if (price === 0) return;
  const { bids, asks, orders } = market;
  for (;;) {
    if (bids.top < price || asks.top > price) break;
    const bid = bids.levelInts[(bids.best << 3) | OLDEST] as number;
    const ask = asks.levelInts[(asks.best << 3) | OLDEST] as number;
    const lots = Math.min(
      orders.numbers[(bid << 3) | REMAINING] as number,
      orders.numbers[(ask << 3) | REMAINING] as number,
    );
    bids.reduce(bid, lots);
    asks.reduce(ask, lots);
    if (isMaker(market, bid, ask)) tell(market, bid, ask, price, lots);
    else tell(market, ask, bid, price, lots);
  }
  market.lastPrice = price;
  market.band?.restart(price);
}

/** The older order, unless only the younger one is post-only. */
function isMaker({ orders }: Market, one: number, other: number): boolean {
  const { numbers, ints } = orders;
  const postOnly = (slot: number) => (ints[(slot << 4) | TRAITS] as number) & POST_ONLY;
  if (postOnly(one) !== postOnly(other)) return postOnly(one) !== 0;
  const numberOf = (slot: number) => numbers[(slot << 3) | ORDER_NUMBER] as number;
  return numberOf(one) < numberOf(other);
}

function tell(market: Market, maker: number, taker: number, price: number, lots: number): void {
  const { tape } = market;
  const at = tape.next();
  const { rows } = tape;
  rows[at] = TRADED_IN_AUCTION;
  rows[at + 1] = maker;
  rows[at + 2] = taker;
  rows[at + 3] = price;
  rows[at + 4] = lots;
  rows[at + 5] = ++market.lastTradeNumber;
  rows[at + 6] = leftOf(market, maker);
  rows[at + 7] = leftOf(market, taker);
  const partners = [takePartner(market, maker), takePartner(market, taker)];
  afterTrade(market, maker);
  afterTrade(market, taker);
  for (const partner of partners) {
    if (partner !== NONE) cancelStanding(market, partner, ONE_CANCELS_OTHER);
  }
}

/** Lots at a price, with all at better ones. Sums of levels may pass the safe integers. */
interface Depth {
  readonly price: number;
  readonly lots: bigint;
}

/**
 * The price, of all whole ticks, at which most would trade; of those where least would be left over; of those the
 * nearest to the reference, the lower of two. What would trade changes only at the prices of orders, and beside them.
 */
export function indication(market: Market): Indication {
  const { bids, asks, lastPrice, instrument } = market;
  const { top: high } = bids;
  const { top: low } = asks;
  if (low > high) return NOBODY;
  const demand = depthsOf(bids, (price) => price >= low);
  const supply = depthsOf(asks, (price) => price <= high);
  const reference = lastPrice === 0 ? (instrument?.referencePrice ?? 0) : lastPrice;
  let best: Candidate | undefined;
  let asked = 0;
  let wanted = demand.length - 1;
  for (const price of candidates(demand, supply, reference, low, high)) {
    while (asked + 1 < supply.length && (supply[asked + 1] as Depth).price <= price) asked += 1;
    while (wanted > 0 && (demand[wanted] as Depth).price < price) wanted -= 1;
    const buys = (demand[wanted] as Depth).lots;
    const sells = (supply[asked] as Depth).lots;
    const lots = buys < sells ? buys : sells;
    const candidate = { price, lots, surplus: buys - sells, away: Math.abs(price - reference) };
    if (best === undefined || isBetter(candidate, best)) best = candidate;
  }
  if (best === undefined) return NOBODY;
  return { price: best.price, lots: counted(best.lots), surplus: counted(best.surplus) };
}

interface Candidate {
  readonly price: number;
  readonly lots: bigint;
  readonly surplus: bigint;
  /** From the reference. Without one that is 0, so that the lowest price is the nearest. */
  readonly away: number;
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.lots !== other.lots) return one.lots > other.lots;
  const [left, othersLeft] = [size(one.surplus), size(other.surplus)];
  if (left !== othersLeft) return left < othersLeft;
  return one.away < other.away;
}

/** The levels on one side that could trade, best first. */
function depthsOf(ladder: Ladder, isIn: (price: number) => boolean): Depth[] {
  const { levelNumbers, levelInts } = ladder;
  const depths: Depth[] = [];
  let lots = 0n;
  let level = ladder.best;
  for (; level !== NONE; level = levelInts[(level << 3) | WORSE] as number) {
    const price = levelNumbers[(level << 2) | LEVEL_PRICE] as number;
    if (!isIn(price)) break;
    lots += BigInt(levelNumbers[(level << 2) | LEVEL_LOTS] as number);
    depths.push({ price, lots });
  }
  return depths;
}

/** Where what would trade is as it is nowhere else nearer to the reference; ascending. */
function candidates(
  demand: readonly Depth[],
  supply: readonly Depth[],
  reference: number,
  low: number,
  high: number,
): readonly number[] {
  const prices = new Set<number>([Math.min(Math.max(reference, low), high)]);
  for (const { price } of demand) prices.add(price).add(price + 1);
  for (const { price } of supply) prices.add(price).add(price - 1);
  return [...prices].filter((price) => price >= low && price <= high).sort((a, b) => a - b);
}

const size = (count: bigint) => (count < 0n ? -count : count);

/** What is told of a number that may be too large to be exact. */
function counted(count: bigint): number {
  if (count > MAX) return Number.MAX_SAFE_INTEGER;
  return count < -MAX ? -Number.MAX_SAFE_INTEGER : Number(count);
}

const MAX = BigInt(Number.MAX_SAFE_INTEGER);
const ONE_CANCELS_OTHER = reason('one-cancels-other');

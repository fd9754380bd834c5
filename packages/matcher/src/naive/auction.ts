import { type AuctionIndicated, lots, type Side, ticks } from '@truetape/domain';
import { bandOf } from './band.ts';
import { execute, refreshOrRemove } from './execute.ts';
import { sumOf } from './order.ts';
import type { NaiveState, Told } from './state.ts';

const NOBODY_TRADES: Told = {
  price: undefined,
  quantity: 0,
  surplus: 0,
  surplusSide: undefined,
};

const LOTS_MAX = BigInt(Number.MAX_SAFE_INTEGER);

interface Candidate {
  readonly price: number;
  readonly traded: bigint;
  /** Above zero: bids are left over; below zero: asks. */
  readonly left: bigint;
}

export function beginAuction(
  market: NaiveState,
  dueAt: number,
  next: 'open' | 'closed',
): NonNullable<NaiveState['auction']> {
  const beganAfter = market.lastOrderNumber;
  market.auction = { dueAt, next, beganAfter, told: NOBODY_TRADES };
  return market.auction;
}

/** Trades what is crossed, at one price. */
export function uncross(market: NaiveState): void {
  const { price } = whatWouldTrade(market);
  if (price === undefined) return;
  while (true) {
    const [bid, ask] = [market.makerFor('sell', price), market.makerFor('buy', price)];
    if (bid === undefined || ask === undefined) break;
    const [older, younger] = bid.orderNumber < ask.orderNumber ? [bid, ask] : [ask, bid];
    const isOlderMaker = older.postOnly || !younger.postOnly;
    const [maker, taker] = isOlderMaker ? [older, younger] : [younger, older];
    execute(market, maker, taker, {
      price,
      quantity: Math.min(bid.shown, ask.shown),
      isAuction: true,
    });
    refreshOrRemove(market, maker);
    refreshOrRemove(market, taker);
    market.cancelPartner(maker);
    market.cancelPartner(taker);
  }
  market.tradePrices = [price];
  market.band = bandOf(market);
}

/** Tells what the auction would do where that is not what was told last. */
export function indicate(market: NaiveState): void {
  const { auction } = market;
  if (auction === undefined) return;
  const now = whatWouldTrade(market);
  const fields = ['price', 'quantity', 'surplus', 'surplusSide'] as const;
  if (fields.every((field) => now[field] === auction.told[field])) return;
  auction.told = now;
  const indicated: AuctionIndicated = {
    type: 'AuctionIndicated',
    ...(now.price === undefined ? {} : { price: ticks(now.price) }),
    quantity: lots(now.quantity),
    surplus: lots(now.surplus),
    ...(now.surplusSide === undefined ? {} : { surplusSide: now.surplusSide }),
  };
  market.outcomes.push(indicated);
}

function whatWouldTrade(market: NaiveState): Told {
  const reference = market.lastPrice ?? market.instrument?.referencePrice;
  let best: Candidate | undefined;
  for (const candidate of candidatesOf(market, reference)) {
    if (best === undefined || isBetter(candidate, best, reference)) best = candidate;
  }
  if (best === undefined) return NOBODY_TRADES;
  const { price, traded, left } = best;
  const surplusSide = left === 0n ? undefined : left > 0n ? 'buy' : 'sell';
  return {
    price,
    quantity: told(traded),
    surplus: told(left < 0n ? -left : left),
    surplusSide,
  };
}

/**
 * Every price at which somebody would trade and at which anything changes: where orders stand, one tick beside them,
 * and the reference. Between two of these that are neighbours, all prices do the same.
 */
function candidatesOf(market: NaiveState, reference: number | undefined): Candidate[] {
  const bids = levelsOf(market, 'buy');
  const asks = levelsOf(market, 'sell');
  const highest = Math.max(...bids.keys());
  const lowest = Math.min(...asks.keys());
  if (highest < lowest) return [];
  const prices = [...bids.keys(), ...asks.keys()].flatMap((price) => [price - 1, price, price + 1]);
  if (reference !== undefined) prices.push(reference);
  const inside = prices.filter((price) => price >= lowest && price <= highest);
  return [...new Set(inside)].map((price) => {
    const bought = sumWhere(bids, (bid) => bid >= price);
    const sold = sumWhere(asks, (ask) => ask <= price);
    return { price, traded: bought < sold ? bought : sold, left: bought - sold };
  });
}

function levelsOf({ resting }: NaiveState, side: Side): Map<number, bigint> {
  const own = resting.filter((order) => order.side === side);
  const prices = new Set(own.map(({ price }) => price));
  return new Map(
    [...prices].map((price) => [price, sumOf(own.filter((order) => order.price === price))]),
  );
}

function sumWhere(levels: Map<number, bigint>, holds: (price: number) => boolean): bigint {
  let sum = 0n;
  for (const [price, total] of levels) if (holds(price)) sum += total;
  return sum;
}

function isBetter(one: Candidate, other: Candidate, reference: number | undefined): boolean {
  if (one.traded !== other.traded) return one.traded > other.traded;
  const [left, otherLeft] = [sizeOf(one.left), sizeOf(other.left)];
  if (left !== otherLeft) return left < otherLeft;
  const away = reference === undefined ? 0 : Math.abs(one.price - reference);
  const otherAway = reference === undefined ? 0 : Math.abs(other.price - reference);
  return away === otherAway ? one.price < other.price : away < otherAway;
}

const sizeOf = (signed: bigint) => (signed < 0n ? -signed : signed);
const told = (quantity: bigint) => Number(quantity > LOTS_MAX ? LOTS_MAX : quantity);

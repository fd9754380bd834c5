import { type CancelReason, epochMs, lots } from '@truetape/domain';
import { beginAuction } from './auction.ts';
import { isBeyond } from './band.ts';
import { bought, execute, lessen, refreshOrRemove } from './execute.ts';
import { idsOf, mayRest, type NaiveOrder, otherOf, reaches, sumOf } from './order.ts';
import type { NaiveState } from './state.ts';

/** How the trades of a taker end: with nothing that is special, at the band, or at its own order. */
type End = 'done' | 'band' | 'prevented';

/** An order trades what it can, and then rests, or is cancelled. */
export function take(market: NaiveState, taker: NaiveOrder): void {
  if (taker.timeInForce === 'FOK' && lotsFor(market, taker) < BigInt(taker.quantity)) {
    market.cancel(taker, 'fill-or-kill');
    return;
  }
  const end = trade(market, taker);
  if (!taker.isWhole) market.cancelPartner(taker);
  if (end === 'band' && market.band?.pauses) pause(market);
  const isFilled = taker.remaining === 0 && !taker.isWhole;
  if (end === 'prevented') market.cancel(taker, 'self-trade-prevention');
  else if (!isFilled) restOrCancel(market, taker);
}

function trade(market: NaiveState, taker: NaiveOrder): End {
  while (true) {
    const maker = market.makerFor(taker.side, taker.price);
    if (maker === undefined) return 'done';
    const quantity = Math.min(leftAt(taker, maker.price), maker.shown);
    if (quantity === 0) return 'done';
    if (isBeyond(market.band, taker.side, maker.price)) return 'band';
    if (taker.selfTradePrevention !== 'none' && market.haveOneOwner(taker, maker)) {
      if (prevent(market, maker, taker, quantity)) return 'prevented';
    } else {
      execute(market, maker, taker, { price: maker.price, quantity, isAuction: false });
      refreshOrRemove(market, maker);
      market.cancelPartner(maker);
    }
    if (taker.remaining === 0) return 'done';
  }
}

/** What an order could still trade at a price. */
const leftAt = ({ money, remaining }: NaiveOrder, price: number) =>
  money === undefined ? remaining : bought(money, price);

/** Two orders of one owner do not trade. Tells whether that is the end of the taker. */
function prevent(
  market: NaiveState,
  maker: NaiveOrder,
  taker: NaiveOrder,
  quantity: number,
): boolean {
  const mode = taker.selfTradePrevention;
  if (mode === 'none') return false;
  const { price } = maker;
  if (mode === 'decrement') {
    for (const order of [maker, taker]) {
      order.quantity = lots(order.quantity - quantity);
      lessen(order, quantity, price);
    }
  } else if (taker.money !== undefined) {
    taker.remaining = bought(taker.money, price);
  }
  market.outcomes.push({
    type: 'TradePrevented',
    mode,
    price,
    quantity: lots(quantity),
    takerSide: taker.side,
    maker: { ...idsOf(maker), remaining: maker.remaining },
    taker: { ...idsOf(taker), remaining: taker.remaining },
  });
  if (mode === 'expire-maker' || mode === 'expire-both' || maker.remaining === 0) {
    market.cancel(maker, 'self-trade-prevention');
  } else if (mode === 'decrement') {
    refreshOrRemove(market, maker);
    market.cancelPartner(maker);
  }
  return mode === 'expire-taker' || mode === 'expire-both' || taker.remaining === 0;
}

function pause(market: NaiveState): void {
  const dueAt = market.at + (market.instrument?.priceBand?.auctionMs ?? 0);
  beginAuction(market, dueAt, 'open');
  market.become('auction', { reason: 'volatility', dueAt: epochMs(dueAt) });
}

function restOrCancel(market: NaiveState, order: NaiveOrder): void {
  const why: CancelReason | undefined = !mayRest(order)
    ? 'immediate-or-cancel'
    : hasRoom(market, order)
      ? undefined
      : 'capacity';
  if (why === undefined) market.comeToRest(order);
  else market.cancel(order, why);
}

interface Room {
  readonly price: number;
  readonly remaining: number;
}

/** Whether what stands at its price on its side, with it, is a safe integer. */
export function hasRoom(
  { live }: NaiveState,
  { side, price, remaining }: Pick<NaiveOrder, 'side'> & Room,
): boolean {
  const there = live.filter(
    (order) => !order.waits && order.side === side && order.price === price,
  );
  return sumOf(there) + BigInt(remaining) <= BigInt(Number.MAX_SAFE_INTEGER);
}

/** All that a FOK order could trade. */
function lotsFor(market: NaiveState, taker: NaiveOrder): bigint {
  const { band, resting } = market;
  const { side, selfTradePrevention: mode } = taker;
  const makers = resting
    .filter((order) => order.side === otherOf(side) && reaches(side, taker.price, order.price))
    .filter(({ price }) => !isBeyond(band, side, price))
    .sort((a, b) => (side === 'buy' ? a.price - b.price : b.price - a.price));
  if (mode === 'none') return sumOf(makers);
  if (mode === 'expire-maker') {
    return sumOf(makers.filter((order) => !market.haveOneOwner(order, taker)));
  }
  const own = makers.findIndex((order) => market.haveOneOwner(order, taker));
  if (own === -1) return sumOf(makers);
  const ahead = makers.slice(0, own);
  const ownPrice = makers[own]?.price;
  const better = ahead.filter(({ price }) => price !== ownPrice);
  const beside = ahead.filter(({ price }) => price === ownPrice);
  return beside.reduce((sum, { shown }) => sum + BigInt(shown), sumOf(better));
}

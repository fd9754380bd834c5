import type { Side } from '../order/terms.ts';
import { shareOfCost } from '../value/arithmetic.ts';
import { type Minor, minor, NOTHING } from '../value/units.ts';

/** What was traded in one market and is still open. Deposits are no positions. */
export interface OpenQuantity {
  /** Lots bought less lots sold: below zero for a short position. */
  readonly lots: bigint;
  /** What they cost, in minor units of the quote; below zero for a short position: what they were sold for. */
  readonly cost: Minor;
}

/** A position, changed in place by whoever owns it. Every amount is in minor units of the quote. */
export interface Position {
  open: OpenQuantity;
  /** Profit and loss on what was closed again, fees apart. */
  realised: Minor;
  fees: Minor;
  /** The day of the last fill, and what was there when it began. */
  day: number;
  atDayStart: OpenQuantity;
  realisedToday: Minor;
  feesToday: Minor;
}

/** One side of a trade. */
export interface Fill {
  readonly side: Side;
  readonly lots: bigint;
  readonly notional: Minor;
  /** Below zero for a rebate. */
  readonly fee: Minor;
}

const NONE: OpenQuantity = { lots: 0n, cost: NOTHING };

export const newPosition = (): Position => ({
  open: NONE,
  realised: NOTHING,
  fees: NOTHING,
  day: 0,
  atDayStart: NONE,
  realisedToday: NOTHING,
  feesToday: NOTHING,
});

/** Applies a fill on its day. */
export function applyFill(position: Position, fill: Fill, day: number): void {
  if (day > position.day) beginDay(position, day);
  const { after, realised } = traded(position.open, fill);
  position.open = after;
  position.realised = minor(position.realised + realised);
  position.realisedToday = minor(position.realisedToday + realised);
  position.fees = minor(position.fees + fill.fee);
  position.feesToday = minor(position.feesToday + fill.fee);
}

/** What is open after a fill, and what it realised. */
function traded(open: OpenQuantity, { side, lots, notional }: Fill) {
  const sign = side === 'buy' ? 1n : -1n;
  const isOpposite = open.lots !== 0n && open.lots > 0n !== sign > 0n;
  const held = open.lots < 0n ? -open.lots : open.lots;
  const closing = !isOpposite ? 0n : lots < held ? lots : held;
  // A trade has one price, so the part of it that closes is worth a whole number.
  const closed = (notional * closing) / lots;
  const released = closing === 0n ? 0n : shareOfCost(open.cost, closing, held);
  const after: OpenQuantity = {
    lots: open.lots + sign * lots,
    cost: minor(open.cost - released + sign * (notional - closed)),
  };
  return { after, realised: -sign * closed - released };
}

function beginDay(position: Position, day: number): void {
  position.day = day;
  position.atDayStart = position.open;
  position.realisedToday = NOTHING;
  position.feesToday = NOTHING;
}

/** What a day has brought so far: what it began with, and what was realised and paid on it. */
export type Today = Pick<Position, 'atDayStart' | 'realisedToday' | 'feesToday'>;

export function todayOf(position: Position, day: number): Today {
  return position.day === day
    ? position
    : { atDayStart: position.open, realisedToday: NOTHING, feesToday: NOTHING };
}

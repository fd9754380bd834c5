import type { MarketUnits } from '../instrument/instrument.ts';
import { type Minor, minor, type PriceTicks } from '../value/units.ts';
import { type OpenQuantity, type Position, todayOf } from './position.ts';

/** What it would bring to close at a price: lots × price − what they cost. Exact, fees apart. */
export function unrealised(
  { lots, cost }: OpenQuantity,
  price: PriceTicks,
  { notionalUnit }: MarketUnits,
): Minor {
  return minor(lots * BigInt(price) * notionalUnit - cost);
}

/** Where a market is, and where it was when the day began. */
export interface DayPrices {
  readonly now: PriceTicks;
  readonly atDayStart: PriceTicks;
}

/** Profit and loss of a day: realised less fees, and how much more the rest is worth than when the day began. */
export function dayPnl(
  position: Position,
  day: number,
  { now, atDayStart: then }: DayPrices,
  units: MarketUnits,
): Minor {
  const { atDayStart, realisedToday, feesToday } = todayOf(position, day);
  const change = unrealised(position.open, now, units) - unrealised(atDayStart, then, units);
  return minor(realisedToday - feesToday + change);
}

import { type Catalogue, marketIn } from '@truetape/codec';
import {
  type Account,
  type DayVolume,
  type Holding,
  holdingOf,
  minor,
  type OpenQuantity,
} from '@truetape/domain';

/** What was traded in one market and what became of it. Lots and amounts are text. */
export interface StoredPosition {
  readonly symbol: string;
  readonly open: StoredQuantity;
  readonly realised: string;
  readonly fees: string;
  readonly day: number;
  readonly atDayStart: StoredQuantity;
  readonly realisedToday: string;
  readonly feesToday: string;
}

type StoredQuantity = readonly [lots: string, cost: string];
export type StoredVolume = readonly [day: number, amount: string];

const storedQuantity = ({ lots, cost }: OpenQuantity): StoredQuantity => [`${lots}`, `${cost}`];

const quantityOf = ([lots, cost]: StoredQuantity): OpenQuantity => ({
  lots: BigInt(lots),
  cost: minor(BigInt(cost)),
});

export function storedPosition([symbol, { position }]: readonly [string, Holding]): StoredPosition {
  const { open, realised, fees, day, atDayStart, realisedToday, feesToday } = position;
  return {
    symbol,
    open: storedQuantity(open),
    realised: `${realised}`,
    fees: `${fees}`,
    day,
    atDayStart: storedQuantity(atDayStart),
    realisedToday: `${realisedToday}`,
    feesToday: `${feesToday}`,
  };
}

export function restorePosition(
  state: Account,
  stored: StoredPosition,
  catalogue: Catalogue,
): void {
  const { units } = marketIn(catalogue, stored.symbol).instrument;
  const amount = (text: string) => minor(BigInt(text));
  Object.assign(holdingOf(state, { units }).position, {
    open: quantityOf(stored.open),
    realised: amount(stored.realised),
    fees: amount(stored.fees),
    day: stored.day,
    atDayStart: quantityOf(stored.atDayStart),
    realisedToday: amount(stored.realisedToday),
    feesToday: amount(stored.feesToday),
  });
}

export const storedVolume = ({ day, amount }: DayVolume): StoredVolume => [day, `${amount}`];

export const volumeOf = ([day, amount]: StoredVolume): DayVolume => ({
  day,
  amount: minor(BigInt(amount)),
});

import { type Instrument, protectionPrice, type Side, ticks } from '@truetape/domain';
import { reaches } from './order.ts';
import type { Band, NaiveState } from './state.ts';

/** From the trades so far. */
export function bandOf({ instrument, tradePrices }: NaiveState): Band | undefined {
  const { priceBand } = instrument ?? {};
  if (instrument === undefined || priceBand === undefined) return undefined;
  const middle = middleOf(instrument, tradePrices.slice(-priceBand.window));
  if (middle === undefined) return undefined;
  return {
    lowest: protectionPrice('sell', ticks(middle), priceBand.rate),
    highest: protectionPrice('buy', ticks(middle), priceBand.rate),
    pauses: priceBand.beyond === 'auction',
  };
}

function middleOf(instrument: Instrument, prices: readonly number[]): number | undefined {
  if (prices.length === 0) return instrument.referencePrice;
  const sum = prices.reduce((all, price) => all + BigInt(price), 0n);
  return Number(sum / BigInt(prices.length));
}

/** Whether somebody of this side who trades at a price, or may, goes beyond the band. */
export function isBeyond(band: Band | undefined, side: Side, price: number): boolean {
  if (band === undefined) return false;
  return !reaches(side, side === 'buy' ? band.highest : band.lowest, price);
}

/** Whether an order of this side with such a limit may not trade at all. */
export const isRejectedBy = (band: Band | undefined, side: Side, limit: number) =>
  band !== undefined && !band.pauses && isBeyond(band, side, limit);

import { digitsOf, type ListedMarket } from '@truetape/codec';
import type { MarketHour, Sample, Sum } from './market-hour.ts';
import type { StandingBook } from './standing-book.ts';

const SECOND_MS = 1_000;

/** A look at both sides of a book, in the units of the sums. */
export interface Look extends Sample {
  readonly sums: Readonly<Partial<Record<Sum, bigint>>>;
}

/**
 * Looks at a book after a whole input, in each second once: at the end of the first input in it after which both sides
 * are there.
 */
export function lookAt(
  { bids, asks }: StandingBook,
  market: ListedMarket,
  before: Sample | undefined,
  atMs: number,
): Look | undefined {
  const { best: bid } = bids;
  const { best: ask } = asks;
  if (bid === undefined || ask === undefined) return undefined;
  if (before !== undefined && secondOf(atMs) <= secondOf(before.atMs)) return undefined;
  const { lotUnit } = market.instrument.units;
  const tick = digitsOf(market.definition.tick).mantissa;
  // Half of the sum, with one decimal more.
  const middle = BigInt(bid + ask) * tick * 5n;
  const moved = before === undefined ? 0n : middle - before.middle;
  return {
    atMs,
    middle,
    sums: {
      spread_sum: BigInt(ask - bid) * tick,
      mid_sum: middle,
      bid_quantity_sum: bids.at(bid) * lotUnit,
      ask_quantity_sum: asks.at(ask) * lotUnit,
      bid_depth_sum: bids.total * lotUnit,
      ask_depth_sum: asks.total * lotUnit,
      moves_squared: moved * moved,
    },
  };
}

export function addLook(hour: MarketHour, { atMs, middle, sums }: Look): void {
  hour.counts.samples += 1;
  for (const [sum, amount] of Object.entries(sums)) hour.sums[sum as Sum] += amount;
  hour.sample = { atMs, middle };
}

const secondOf = (atMs: number) => Math.floor(atMs / SECOND_MS);

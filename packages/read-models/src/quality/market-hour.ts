import { digitsOf, formatMinor, formatTime, type ListedMarket, timeOf } from '@truetape/codec';
import { epochMs, minor } from '@truetape/domain';
import { minorIn } from '../balances/hold-row.ts';
import type { RowOf } from '../framework/table.ts';
import type { marketQualityTable } from './market-quality-table.ts';

export type QualityRow = RowOf<typeof marketQualityTable.columns>;

export const COUNTS = [
  'accepted',
  'rejected',
  'replaced',
  'cancelled',
  'expired',
  'filled',
  'trades',
  'samples',
] as const satisfies readonly (keyof QualityRow)[];
export type Count = (typeof COUNTS)[number];

/** What is summed, and what it is counted in. */
const SUMS = {
  buy_volume: 'base',
  sell_volume: 'base',
  auction_volume: 'base',
  buy_notional: 'quote',
  sell_notional: 'quote',
  auction_notional: 'quote',
  spread_sum: 'price',
  mid_sum: 'middle',
  bid_quantity_sum: 'base',
  ask_quantity_sum: 'base',
  bid_depth_sum: 'base',
  ask_depth_sum: 'base',
  moves_squared: 'square',
} as const satisfies { readonly [Sum in keyof QualityRow]?: keyof Scales };
export type Sum = keyof typeof SUMS;
const SUM_NAMES = Object.keys(SUMS) as readonly Sum[];

/** How many decimals each of them has. The middle of two prices has one more than they have. */
export interface Scales {
  readonly base: number;
  readonly quote: number;
  readonly price: number;
  readonly middle: number;
  readonly square: number;
}

export function scalesOf({ baseScale, quoteScale, definition }: ListedMarket): Scales {
  const price = digitsOf(definition.tick).scale;
  const middle = price + 1;
  return { base: baseScale, quote: quoteScale, price, middle, square: 2 * middle };
}

/** An hour of a market that may still go on, changed in place. */
export interface MarketHour {
  readonly openedAtMs: number;
  readonly counts: Record<Count, number>;
  readonly sums: Record<Sum, bigint>;
  sample: Sample | undefined;
}

/** The last look at the book. */
export interface Sample {
  readonly atMs: number;
  readonly middle: bigint;
}

const HOUR_MS = 3_600_000;

export const hourOf = (atMs: number): number => Math.floor(atMs / HOUR_MS) * HOUR_MS;

export const openHour = (openedAtMs: number, sample: Sample | undefined): MarketHour => ({
  openedAtMs,
  counts: Object.fromEntries(COUNTS.map((count) => [count, 0])) as Record<Count, number>,
  sums: Object.fromEntries(SUM_NAMES.map((sum) => [sum, 0n])) as Record<Sum, bigint>,
  sample,
});

export function hourRow(
  { openedAtMs, counts, sums, sample }: MarketHour,
  symbol: string,
  state: 'forming' | 'final',
  scales: Scales,
): QualityRow {
  const row: Record<string, string | number | null> = {
    symbol,
    opened_at: formatTime(epochMs(openedAtMs)),
    ...counts,
    sampled_at: sample === undefined ? null : formatTime(epochMs(sample.atMs)),
    sampled_mid: sample === undefined ? null : formatMinor(minor(sample.middle), scales.middle),
    state,
  };
  for (const sum of SUM_NAMES) row[sum] = formatMinor(minor(sums[sum]), scales[SUMS[sum]]);
  return row as unknown as QualityRow;
}

export function hourIn(row: QualityRow, scales: Scales): MarketHour {
  const { sampled_at, sampled_mid } = row;
  const sample =
    sampled_at === null || sampled_mid === null
      ? undefined
      : { atMs: timeOf(sampled_at), middle: minorIn(sampled_mid, scales.middle) };
  const hour = openHour(timeOf(row.opened_at), sample);
  for (const count of COUNTS) hour.counts[count] = row[count];
  for (const sum of SUM_NAMES) hour.sums[sum] = minorIn(row[sum], scales[SUMS[sum]]);
  return hour;
}

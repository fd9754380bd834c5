import { failed, ok, type Result } from '@truetape/kernel';
import type { SelfTradePrevention } from '../order/terms.ts';
import {
  type Asset,
  type MarketSymbol,
  type Minor,
  NOTHING,
  PRICE_TICKS_MAX,
  type PriceTicks,
  type QuantityLots,
  type RateE8,
} from '../value/units.ts';

/** What never changes about a market: whatever is counted in its ticks and lots can be reckoned with these. */
export interface MarketUnits {
  readonly symbol: MarketSymbol;
  readonly base: Asset;
  readonly quote: Asset;
  /** One tick × one lot, in minor units of the quote asset. */
  readonly notionalUnit: bigint;
  /** One lot, in minor units of the base asset. */
  readonly lotUnit: bigint;
}

export interface FeeTier {
  readonly tier: string;
  readonly makerRate: RateE8;
  readonly takerRate: RateE8;
  /** Of whoever traded at least so much on the 30 days before, in minor units of the quote asset; left out: of all. */
  readonly minVolume?: Minor;
}

/**
 * How far from where the market is somebody may trade. Where it is, is the mean of the last trades, rounded down; until
 * there is one, the reference price; without either there is no band.
 */
export interface PriceBand {
  /** The share of that price by which a trade may be above or below it. */
  readonly rate: RateE8;
  /** How many trades the mean is taken of. */
  readonly window: number;
  /** What would trade beyond it is rejected, or pauses the market into an auction. */
  readonly beyond: 'reject' | 'auction';
  /** How long such an auction takes. */
  readonly auctionMs: number;
}

/** A market as its operators defined it, as of `revision` of its instrument stream. */
export interface Instrument {
  readonly units: MarketUnits;
  readonly revision: number;
  readonly minQuantity: QuantityLots;
  readonly maxQuantity: QuantityLots;
  readonly minNotional: Minor;
  readonly maxNotional: Minor;
  readonly feeTiers: readonly [FeeTier, ...FeeTier[]];
  readonly selfTradePrevention: SelfTradePrevention;
  /** The share of the reference price that a market order may move through. */
  readonly protectionRate: RateE8;
  /** Used until the first trade. */
  readonly referencePrice?: PriceTicks;
  readonly priceBand?: PriceBand;
  /** What the market is when it is listed. */
  readonly startsIn: 'open' | 'pre-open';
  /** The rules that its matcher follows now. */
  readonly ruleset: number;
}

/** No mean of prices is taken of more trades. */
export const BAND_WINDOW_MAX = 1_000;
/** An auction that the market begins by itself takes a day at most. */
export const AUCTION_MS_MAX = 86_400_000;

/** No quantity of one order is above this. */
export const QUANTITY_LOTS_MAX = Number.MAX_SAFE_INTEGER;

export type ListingDenial =
  | { readonly code: 'INSTRUMENT_TICK_LOT'; readonly field: 'tick' }
  | { readonly code: 'INSTRUMENT_BOUNDS'; readonly field: string };

/** The definition of a market before it is known to make sense: tick × lot and lot may not be whole. */
export interface Listing extends Omit<Instrument, 'units' | 'revision'> {
  readonly symbol: MarketSymbol;
  readonly base: Asset;
  readonly quote: Asset;
  /** Undefined when it is not a whole number above zero. */
  readonly notionalUnit: bigint | undefined;
  readonly lotUnit: bigint | undefined;
}

/** Whether a market may be listed. Notionals must be exact, bounds must contain something. */
export function checkListing(listing: Listing): Result<MarketUnits, ListingDenial> {
  const { symbol, base, quote, notionalUnit, lotUnit } = listing;
  if (notionalUnit === undefined || lotUnit === undefined) {
    return failed({ code: 'INSTRUMENT_TICK_LOT', field: 'tick' });
  }
  const broken = BOUNDS.find(([, holds]) => !holds(listing));
  if (broken !== undefined) return failed({ code: 'INSTRUMENT_BOUNDS', field: broken[0] });
  return ok({ symbol, base, quote, notionalUnit, lotUnit });
}

const BOUNDS: readonly (readonly [field: string, holds: (listing: Listing) => boolean])[] = [
  ['symbol', ({ base, quote }) => base !== quote],
  ['minQuantity', ({ minQuantity }) => minQuantity >= 1],
  ['maxQuantity', ({ minQuantity, maxQuantity }) => maxQuantity >= minQuantity],
  ['maxQuantity', ({ maxQuantity }) => maxQuantity <= QUANTITY_LOTS_MAX],
  ['maxNotional', ({ minNotional, maxNotional }) => maxNotional > 0n && maxNotional >= minNotional],
  // Whatever tiers the two sides of a trade have, the venue pays nothing out of its own.
  [
    'takerRate',
    ({ feeTiers }) => lowest(feeTiers, 'makerRate') + lowest(feeTiers, 'takerRate') >= 0,
  ],
  ['minVolume', ({ feeTiers }) => isRising(feeTiers)],
  ['protectionRate', ({ protectionRate }) => protectionRate >= 0 && protectionRate < 100_000_000],
  [
    'referencePrice',
    ({ referencePrice }) =>
      referencePrice === undefined || (referencePrice >= 1 && referencePrice <= PRICE_TICKS_MAX),
  ],
  [
    'priceBand.rate',
    ({ priceBand }) =>
      priceBand === undefined || (priceBand.rate > 0 && priceBand.rate < 100_000_000),
  ],
  [
    'priceBand.window',
    ({ priceBand }) => priceBand === undefined || isWithin(priceBand.window, BAND_WINDOW_MAX),
  ],
  [
    'priceBand.auctionMs',
    ({ priceBand }) => priceBand === undefined || isWithin(priceBand.auctionMs, AUCTION_MS_MAX),
  ],
];

const lowest = (tiers: readonly FeeTier[], rate: 'makerRate' | 'takerRate') =>
  Math.min(...tiers.map((tier) => tier[rate]));

/** The first tier is everybody's, and each needs more than the one before. */
const isRising = (tiers: readonly FeeTier[]) =>
  tiers.every(({ minVolume = NOTHING }, index) => {
    const before = tiers[index - 1];
    return before === undefined ? minVolume === 0n : minVolume > (before.minVolume ?? 0n);
  });

const isWithin = (count: number, most: number) =>
  Number.isSafeInteger(count) && count >= 1 && count <= most;

import { type Data, idOf, streams } from '@truetape/contracts';
import type { FeeTier, Instrument, Listing, MarketUnits } from '@truetape/domain';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { canonicalJson } from './canonical-json.ts';
import { minorOf, rateOf } from './decimal.ts';
import { type Grid, gridOf, priceOf, quantityOf, unitOf } from './grid.ts';
import { present, when } from './optional.ts';

/** What the venue has listed so far: needed to read and write every number that an asset or a market scales. */
export interface Catalogue {
  /** Decimals of each asset's minor unit. */
  readonly assets: Map<string, number>;
  /** Those that nobody is given any more. */
  readonly delisted: Set<string>;
  readonly markets: Map<string, ListedMarket>;
  /** The kill switches that are on, by their streams: those of markets, and that of the venue. */
  readonly killed: Set<string>;
}

export interface ListedMarket {
  /** As it was listed. */
  readonly definition: Data<'InstrumentListed'>;
  readonly instrument: Instrument;
  /** Where they are no longer those of the definition. */
  readonly feeTiers?: WireTiers;
  readonly grid: Grid;
  readonly baseScale: number;
  readonly quoteScale: number;
}

export const emptyCatalogue = (): Catalogue => ({
  assets: new Map(),
  delisted: new Set(),
  markets: new Map(),
  killed: new Set(),
});

/** Folds `venue` and `instrument-*` events; any other event changes nothing. A ruleset is adopted by all that is listed. */
export function catalogueEvolve(catalogue: Catalogue, event: RecordedEvent): void {
  if (event.type === 'AssetListed') {
    const { asset, scale } = event.data as Data<'AssetListed'>;
    catalogue.assets.set(asset, scale);
  } else if (event.type === 'AssetDelisted') {
    catalogue.delisted.add((event.data as Data<'AssetDelisted'>).asset);
  } else if (event.type === 'InstrumentListed') {
    const data = event.data as Data<'InstrumentListed'>;
    catalogue.markets.set(data.symbol, listedMarketOf(data, event.revision));
  } else if (event.type === 'FeeTiersChanged') {
    const { feeTiers, symbol } = event.data as Data<'FeeTiersChanged'>;
    changeFees(catalogue, symbol, feeTiers, event.revision);
  } else if (event.type === 'RulesetAdopted') {
    const { ruleset } = event.data as Data<'RulesetAdopted'>;
    for (const [symbol, market] of catalogue.markets) {
      catalogue.markets.set(symbol, { ...market, instrument: { ...market.instrument, ruleset } });
    }
  } else if (event.type === 'KillSwitchTripped') {
    if (idOf('account', event.stream) === undefined) catalogue.killed.add(event.stream);
  } else if (event.type === 'KillSwitchReleased') {
    catalogue.killed.delete(event.stream);
  }
}

/** Whether a market takes no order: its own kill switch is on, or that of the venue. */
export function isKilled({ killed }: Catalogue, symbol: string): boolean {
  return killed.size > 0 && (killed.has(streams.venue) || killed.has(streams.instrument(symbol)));
}

export function marketIn(catalogue: Catalogue, symbol: string): ListedMarket {
  const market = catalogue.markets.get(symbol);
  assert(market !== undefined, `market ${symbol} is listed before anything else is said of it`);
  return market;
}

export function scaleIn(catalogue: Catalogue, asset: string): number {
  const scale = catalogue.assets.get(asset);
  assert(scale !== undefined, `asset ${asset} is listed before anything else is said of it`);
  return scale;
}

type WireTiers = Data<'FeeTiersChanged'>['feeTiers'];

/** Rates of a market from a revision of its stream on. */
function changeFees(
  { markets }: Catalogue,
  symbol: string,
  feeTiers: WireTiers,
  revision: number,
): void {
  const market = markets.get(symbol);
  assert(market !== undefined, `market ${symbol} is listed before anything else is said of it`);
  const instrument = {
    ...market.instrument,
    feeTiers: feeTiersOf(feeTiers, market.quoteScale),
    revision,
  };
  markets.set(symbol, { ...market, instrument, feeTiers });
}

function feeTiersOf(tiers: WireTiers, quoteScale: number): Instrument['feeTiers'] {
  const [first, ...others] = tiers.map(
    ({ tier, makerRate, takerRate, minVolume }): FeeTier => ({
      tier,
      makerRate: rateOf(makerRate),
      takerRate: rateOf(takerRate),
      ...present({ minVolume: when(minVolume, (amount) => minorOf(amount, quoteScale)) }),
    }),
  );
  assert(first !== undefined, 'an instrument has at least one fee tier');
  return [first, ...others];
}

/** A market as it is when it is listed. */
export function listedMarketOf(data: Data<'InstrumentListed'>, revision: number): ListedMarket {
  const { baseScale, quoteScale } = data;
  const listing = listingOf(data);
  const { notionalUnit, lotUnit, symbol, base, quote, ...rest } = listing;
  assert(
    notionalUnit !== undefined && lotUnit !== undefined,
    'a listed market has whole minor units per tick and lot',
  );
  const units: MarketUnits = { symbol, base, quote, notionalUnit, lotUnit };
  const grid = gridOf(data.tick, data.lot);
  const instrument = { ...rest, units, revision };
  return { definition: data, instrument, grid, baseScale, quoteScale };
}

/** A catalogue as JSON has it, in the order of the log. */
export interface StoredCatalogue {
  readonly assets: readonly (readonly [asset: string, scale: number])[];
  readonly markets: readonly {
    readonly definition: Data<'InstrumentListed'>;
    readonly revision: number;
    readonly ruleset: number;
    /** Where they are no longer those of the definition. */
    readonly feeTiers?: WireTiers;
  }[];
  /** Not there where it was stored before there were kill switches. */
  readonly killed?: readonly string[];
  /** Not there where it was stored before assets could be delisted. */
  readonly delisted?: readonly string[];
}

export function storedCatalogue({ assets, delisted, markets, killed }: Catalogue): StoredCatalogue {
  return {
    assets: [...assets],
    markets: [...markets.values()].map(({ definition, feeTiers, instrument }) => ({
      definition: JSON.parse(canonicalJson(definition)) as typeof definition,
      revision: instrument.revision,
      ruleset: instrument.ruleset,
      ...present({ feeTiers }),
    })),
    killed: [...killed],
    delisted: [...delisted],
  };
}

/** Puts into an empty catalogue what is stored of another one. */
export function restoreCatalogue(catalogue: Catalogue, stored: StoredCatalogue): void {
  for (const [asset, scale] of stored.assets) catalogue.assets.set(asset, scale);
  for (const { definition, revision, ruleset, feeTiers } of stored.markets) {
    const market = listedMarketOf(definition, revision);
    const instrument = { ...market.instrument, ruleset };
    catalogue.markets.set(definition.symbol, { ...market, instrument });
    if (feeTiers !== undefined) changeFees(catalogue, definition.symbol, feeTiers, revision);
  }
  for (const stream of stored.killed ?? []) catalogue.killed.add(stream);
  for (const asset of stored.delisted ?? []) catalogue.delisted.add(asset);
}

/** The decimals of a definition as the domain counts them, for `checkListing`; off the grid is a `RangeError`. */
export function listingOf(data: Data<'InstrumentListed'>): Listing {
  const grid = gridOf(data.tick, data.lot);
  return {
    symbol: data.symbol,
    base: data.base,
    quote: data.quote,
    notionalUnit: unitOf([data.tick, data.lot], data.quoteScale),
    lotUnit: unitOf([data.lot], data.baseScale),
    minQuantity: quantityOf(grid, data.minQuantity),
    maxQuantity: quantityOf(grid, data.maxQuantity),
    minNotional: minorOf(data.minNotional, data.quoteScale),
    maxNotional: minorOf(data.maxNotional, data.quoteScale),
    feeTiers: feeTiersOf(data.feeTiers, data.quoteScale),
    selfTradePrevention: data.selfTradePrevention,
    protectionRate: rateOf(data.protectionRate),
    startsIn: data.startsIn,
    ruleset: data.ruleset,
    ...present({
      referencePrice: when(data.referencePrice, (price) => priceOf(grid, price)),
      priceBand: when(data.priceBand, (band) => ({ ...band, rate: rateOf(band.rate) })),
    }),
  };
}

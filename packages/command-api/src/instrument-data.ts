import { canonicalDecimal, listingOf } from '@truetape/codec';
import type { ChangeFees, Data, ErrorCode, ListInstrument } from '@truetape/contracts';
import { checkListing } from '@truetape/domain';

type Listed = Data<'InstrumentListed'>;

/** The share of the reference price that a market order may move through, where the operator says nothing. */
const PROTECTION_RATE = '0.1';

/** The event of a definition. What is left out is not there, or is the default. */
export function instrumentData(
  definition: ListInstrument,
  scales: Pick<Listed, 'base' | 'baseScale' | 'quote' | 'quoteScale'>,
  { at, ruleset }: { readonly at: string; readonly ruleset: number },
): Listed {
  const { makerRate, takerRate, protectionRate = PROTECTION_RATE } = definition;
  const { priceBand, referencePrice } = definition;
  return {
    at,
    base: scales.base,
    baseScale: scales.baseScale,
    calendar: '24x7',
    feeTiers: [feeTierData({ tier: 'standard', makerRate, takerRate })],
    lot: canonicalDecimal(definition.lot),
    maxNotional: canonicalDecimal(definition.maxNotional),
    maxQuantity: canonicalDecimal(definition.maxQuantity),
    minNotional: canonicalDecimal(definition.minNotional),
    minQuantity: canonicalDecimal(definition.minQuantity),
    ...(priceBand === undefined ? {} : { priceBand: bandData(priceBand) }),
    protectionRate: canonicalDecimal(protectionRate),
    quote: scales.quote,
    quoteScale: scales.quoteScale,
    ...(referencePrice === undefined ? {} : { referencePrice: canonicalDecimal(referencePrice) }),
    ruleset,
    selfTradePrevention: definition.selfTradePrevention ?? 'none',
    startsIn: definition.startsIn ?? 'open',
    symbol: definition.symbol,
    tick: canonicalDecimal(definition.tick),
  };
}

export function feeTierData(tier: ChangeFees['tiers'][number]): Listed['feeTiers'][number] {
  const { makerRate, minVolume, takerRate } = tier;
  return {
    makerRate: canonicalDecimal(makerRate),
    ...(minVolume === undefined ? {} : { minVolume: canonicalDecimal(minVolume) }),
    takerRate: canonicalDecimal(takerRate),
    tier: tier.tier,
  };
}

function bandData(band: NonNullable<ListInstrument['priceBand']>): Listed['priceBand'] {
  const { auctionMs, rate, window } = band;
  return { auctionMs, beyond: band.beyond, rate: canonicalDecimal(rate), window };
}

/** Why a market cannot be listed as it is defined. */
export function listingProblem(
  data: Listed,
): { readonly code: ErrorCode; readonly field?: string } | undefined {
  if (data.tick === '0' || data.lot === '0') {
    return { code: 'INSTRUMENT_TICK_LOT', field: data.tick === '0' ? 'tick' : 'lot' };
  }
  try {
    const checked = checkListing(listingOf(data));
    return checked.ok ? undefined : checked.failure;
  } catch (error) {
    if (error instanceof RangeError) return { code: 'INSTRUMENT_BOUNDS' };
    throw error;
  }
}

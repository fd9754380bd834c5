import { type Catalogue, canonicalDecimal, formatTime, listingOf } from '@truetape/codec';
import {
  type Data,
  type ErrorCode,
  type ListInstrument,
  type Receipt,
  streams,
} from '@truetape/contracts';
import { checkListing, type EpochMs } from '@truetape/domain';
import { type EventLog, NO_STREAM } from '@truetape/event-store';
import { type Actor, failed, ok, type Result } from '@truetape/kernel';

export interface VenueDesk {
  readonly listAsset: (asset: string, scale: number, by: By) => Promise<Listed>;
  readonly listInstrument: (definition: ListInstrument, by: By) => Promise<Listed>;
}

export interface By {
  readonly correlationId: string;
  readonly actor: Actor;
}

export type Listed = Result<
  { readonly receipt: Receipt; readonly position: number; readonly repeated: boolean },
  { readonly code: ErrorCode; readonly field?: string }
>;

/** The share of the reference price that a market order may move through, where the operator says nothing. */
const PROTECTION_RATE = '0.1';

/** What operators list: writes `venue` and `instrument-{symbol}`. Listing the same again is a repeat. */
export function createVenueDesk(
  log: EventLog,
  catalogue: Catalogue,
  now: () => EpochMs,
): VenueDesk {
  async function append(stream: string, type: string, data: object, by: By): Promise<Listed> {
    const revision = (await log.streamHead(stream))?.revision ?? NO_STREAM;
    const appended = await log.append(stream, revision, [{ type, schemaVersion: 1, ...by, data }]);
    if (!appended.ok) return failed({ code: 'SERVICE_UNAVAILABLE' });
    const { hash, position } = appended.value;
    const receipt = { stream, revision: appended.value.revision, hash };
    return ok({ receipt, position, repeated: false });
  }

  async function repeat(
    stream: string,
    data: object,
    code: ErrorCode,
    field: string,
  ): Promise<Listed> {
    for await (const events of log.readStream(stream)) {
      for (const { revision, hash, position, data: before } of events) {
        if (!sameButForTime(before as object, data)) continue;
        return ok({ receipt: { stream, revision, hash }, position, repeated: true });
      }
    }
    return failed({ code, field });
  }

  return {
    listAsset: (asset, scale, by) => {
      const data: Data<'AssetListed'> = { asset, at: formatTime(now()), scale };
      return catalogue.assets.has(asset)
        ? repeat(streams.venue, data, 'ASSET_EXISTS', 'asset')
        : append(streams.venue, 'AssetListed', data, by);
    },
    listInstrument: async (definition, by) => {
      const { symbol } = definition;
      const [base = '', quote = ''] = symbol.split('-');
      const baseScale = catalogue.assets.get(base);
      const quoteScale = catalogue.assets.get(quote);
      if (baseScale === undefined || quoteScale === undefined) {
        return failed({ code: 'INSTRUMENT_UNKNOWN_ASSET', field: 'symbol' });
      }
      const scales = { base, baseScale, quote, quoteScale };
      const data = instrumentData(definition, scales, formatTime(now()));
      const stream = streams.instrument(symbol);
      if (catalogue.markets.has(symbol)) {
        return repeat(stream, data, 'INSTRUMENT_EXISTS', 'symbol');
      }
      const broken = listingProblem(data);
      if (broken !== undefined) return failed(broken);
      return append(stream, 'InstrumentListed', data, by);
    },
  };
}

function listingProblem(data: Data<'InstrumentListed'>) {
  if (data.tick === '0' || data.lot === '0') {
    return { code: 'INSTRUMENT_TICK_LOT', field: data.tick === '0' ? 'tick' : 'lot' } as const;
  }
  try {
    const checked = checkListing(listingOf(data));
    return checked.ok ? undefined : checked.failure;
  } catch (error) {
    if (error instanceof RangeError) return { code: 'INSTRUMENT_BOUNDS' } as const;
    throw error;
  }
}

function instrumentData(
  definition: ListInstrument,
  scales: Pick<Data<'InstrumentListed'>, 'base' | 'baseScale' | 'quote' | 'quoteScale'>,
  at: string,
): Data<'InstrumentListed'> {
  const { makerRate, takerRate, protectionRate = PROTECTION_RATE, referencePrice } = definition;
  return {
    at,
    base: scales.base,
    baseScale: scales.baseScale,
    calendar: '24x7',
    feeTiers: [
      {
        makerRate: canonicalDecimal(makerRate),
        takerRate: canonicalDecimal(takerRate),
        tier: 'standard',
      },
    ],
    lot: canonicalDecimal(definition.lot),
    maxNotional: canonicalDecimal(definition.maxNotional),
    maxQuantity: canonicalDecimal(definition.maxQuantity),
    minNotional: canonicalDecimal(definition.minNotional),
    minQuantity: canonicalDecimal(definition.minQuantity),
    protectionRate: canonicalDecimal(protectionRate),
    quote: scales.quote,
    quoteScale: scales.quoteScale,
    ...(referencePrice === undefined ? {} : { referencePrice: canonicalDecimal(referencePrice) }),
    selfTradePrevention: 'none',
    symbol: definition.symbol,
    tick: canonicalDecimal(definition.tick),
  };
}

function sameButForTime(before: object, now: object): boolean {
  const without = (data: object) => JSON.stringify({ ...data, at: '' });
  return without(before) === without(now);
}

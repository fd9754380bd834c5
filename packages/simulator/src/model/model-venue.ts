import type { Data } from '@truetape/contracts';
import { type Atto, atto, ONE } from './decimal.ts';

/** A market as it was listed. */
export interface ModelInstrument {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly tick: Atto;
  readonly lot: Atto;
  /** The smallest amount of the quote asset. */
  readonly quoteUnit: Atto;
  readonly minQuantity: Atto;
  readonly maxQuantity: Atto;
  readonly minNotional: Atto;
  readonly maxNotional: Atto;
  readonly makerRate: string;
  readonly takerRate: string;
  readonly protectionRate: Atto;
  readonly referencePrice: Atto | undefined;
}

/** What is listed. */
export class ModelVenue {
  /** The smallest amount of each asset. */
  readonly units = new Map<string, Atto>();
  readonly instruments = new Map<string, ModelInstrument>();
  /** What each market has traded at last. */
  readonly lastPrices = new Map<string, Atto>();

  /** Streams whose kill switch has been on. */
  readonly #killed = new Set<string>();

  trip(stream: string): void {
    this.#killed.add(stream);
  }

  /** Whether orders may have been refused there, now or before: who decides may be late. */
  wasKilled(symbol: string): boolean {
    return this.#killed.has('venue') || this.#killed.has(`instrument-${symbol}`);
  }

  listAsset({ asset, scale }: Data<'AssetListed'>): void {
    this.units.set(asset, 10n ** BigInt(18 - scale));
  }

  listInstrument(data: Data<'InstrumentListed'>): void {
    const { symbol, base, quote, feeTiers, referencePrice } = data;
    this.instruments.set(symbol, {
      symbol,
      base,
      quote,
      tick: atto(data.tick),
      lot: atto(data.lot),
      quoteUnit: this.units.get(quote) ?? ONE,
      minQuantity: atto(data.minQuantity),
      maxQuantity: atto(data.maxQuantity),
      minNotional: atto(data.minNotional),
      maxNotional: atto(data.maxNotional),
      makerRate: feeTiers[0]?.makerRate ?? '0',
      takerRate: feeTiers[0]?.takerRate ?? '0',
      protectionRate: atto(data.protectionRate),
      referencePrice: referencePrice === undefined ? undefined : atto(referencePrice),
    });
  }
}

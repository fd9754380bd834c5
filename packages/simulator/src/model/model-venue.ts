import type { Data } from '@truetape/contracts';
import { type Atto, atto, ONE } from './decimal.ts';
import { FeeSchedule } from './risk/fee-schedule.ts';
import { either, exactly, type Range } from './risk/range.ts';

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
  readonly fees: FeeSchedule;
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

  /** Every price that each market has had, and between which all of them are. */
  readonly #prices = new Map<string, Set<string>>();
  readonly #between = new Map<string, Range>();

  /** Streams whose kill switch has been on. */
  readonly #killed = new Set<string>();

  trip(stream: string): void {
    this.#killed.add(stream);
  }

  /** Whether orders may have been refused there, now or before: who decides may be late. */
  wasKilled(symbol: string): boolean {
    return this.#killed.has('venue') || this.#killed.has(`instrument-${symbol}`);
  }

  traded(symbol: string, price: string): void {
    this.lastPrices.set(symbol, atto(price));
    this.#priced(symbol, price);
  }

  /** Whether a market was at that price at some moment. */
  hadPrice(symbol: string, price: string): boolean {
    return this.#prices.get(symbol)?.has(price) ?? false;
  }

  /** Where a market was, whatever its process has read; undefined where it was nowhere. */
  pricesOf(symbol: string): Range | undefined {
    return this.#between.get(symbol);
  }

  #priced(symbol: string, price: string): void {
    const prices = this.#prices.get(symbol) ?? new Set();
    this.#prices.set(symbol, prices.add(price));
    const now = exactly(atto(price));
    this.#between.set(symbol, either(this.#between.get(symbol) ?? now, now));
  }

  changeFees({ symbol, feeTiers }: Data<'FeeTiersChanged'>, revision: number): void {
    this.instruments.get(symbol)?.fees.change(revision, feeTiers);
  }

  listAsset({ asset, scale }: Data<'AssetListed'>): void {
    this.units.set(asset, 10n ** BigInt(18 - scale));
  }

  listInstrument(data: Data<'InstrumentListed'>, revision: number): void {
    if (data.referencePrice !== undefined) this.#priced(data.symbol, data.referencePrice);
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
      fees: new FeeSchedule(revision, feeTiers),
      protectionRate: atto(data.protectionRate),
      referencePrice: referencePrice === undefined ? undefined : atto(referencePrice),
    });
  }
}

import type { Data } from '@truetape/contracts';
import { type Atto, atto, ONE } from './decimal.ts';
import { anyOf, type Knowledge, type Known } from './knowledge.ts';
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
  readonly #knowledge: Knowledge;

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
  }

  /** Turns the kill switch that a stream tells of. */
  turn(stream: string, isOn: boolean): void {
    this.#knowledge.say(`killed ${stream}`, isOn);
  }

  /** Whether a market takes no order: its own kill switch is on, or that of the venue. What is not listed has none. */
  isKilled(symbol: string): Known {
    if (!this.instruments.has(symbol)) return 'no';
    const scopes = ['venue', `instrument-${symbol}`];
    return anyOf(scopes.map((stream) => this.#knowledge.known(`killed ${stream}`)));
  }

  delist(asset: string): void {
    this.#knowledge.say(`delisted ${asset}`, true);
  }

  isDelisted(asset: string): Known {
    return this.#knowledge.known(`delisted ${asset}`);
  }

  /** Whether an asset of a market is delisted. */
  isGone({ base, quote }: ModelInstrument): Known {
    return anyOf([this.isDelisted(base), this.isDelisted(quote)]);
  }

  traded(symbol: string, price: string): void {
    this.lastPrices.set(symbol, atto(price));
    this.#knowledge.say(`priced ${symbol}`, true);
    this.#priced(symbol, price);
  }

  /** Whether a market was at that price at some moment. */
  hadPrice(symbol: string, price: string): boolean {
    return this.#prices.get(symbol)?.has(price) ?? false;
  }

  /** Whether a market has had a price for who decides. */
  isPriced(symbol: string): Known {
    const hasReference = this.instruments.get(symbol)?.referencePrice !== undefined;
    return hasReference ? 'yes' : this.#knowledge.known(`priced ${symbol}`);
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

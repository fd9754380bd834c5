import type { Atto } from '../decimal.ts';
import type { Known } from '../knowledge.ts';
import type { ModelInstrument } from '../model-venue.ts';
import type { ModelMark } from './model-position.ts';
import type { When } from './notes.ts';

/** An order, a pair or a replace, as limits are asked about it. */
export interface ModelIntent {
  readonly instrument: ModelInstrument;
  readonly side: 'buy' | 'sell';
  readonly when: When;
  /** The days on which that may be. */
  readonly days: readonly string[];
  /** How many orders it would open, and how many messages it is. */
  readonly orders: number;
  readonly messages: number;
  readonly legs: readonly ModelLeg[];
  /** What it would add to what may still be traded: of a pair once. */
  readonly added: Atto;
  readonly addedMoney: Atto;
  /** Undefined where a market has no price. */
  readonly markOf: (symbol: string) => ModelMark | undefined;
  /** Whether it has one for who decides. */
  readonly isPriced: (symbol: string) => Known;
  readonly quoteOf: (symbol: string) => string | undefined;
}

/** One order of an intent. */
export interface ModelLeg {
  /** Undefined where it is by `quoteQuantity`. */
  readonly quantity: Atto | undefined;
  /** The worst price that it may trade at. */
  readonly limit: Atto;
  /** At that price, or what it may spend. */
  readonly notional: Atto;
  /** From where it is measured how far it may trade, where that is not the mark. */
  readonly stopPrice: Atto | undefined;
  /** Undefined of a replace: it is like no other. */
  readonly likeness: (() => string) | undefined;
}

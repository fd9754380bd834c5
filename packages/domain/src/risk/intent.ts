import type { MarketUnits } from '../instrument/instrument.ts';
import type { Side } from '../order/terms.ts';
import type { EpochMs, Minor, PriceTicks, QuantityLots } from '../value/units.ts';

/** An order, a pair of orders, or a replace, as the limits see it. */
export interface Intent {
  readonly units: MarketUnits;
  readonly side: Side;
  readonly at: EpochMs;
  /** How many orders it would open, and how many messages it is. */
  readonly orders: number;
  readonly messages: number;
  /** Each order by itself: one, or the legs of a pair. */
  readonly legs: readonly IntentLeg[];
  /** What it would add to what is open: of a pair once. */
  readonly addedLots: bigint;
  readonly addedMoney: bigint;
}

export interface IntentLeg {
  /** Undefined where it is for money. */
  readonly quantity: QuantityLots | undefined;
  /** The worst price that it may trade at. */
  readonly limit: PriceTicks;
  /** At that price, or the money. */
  readonly notional: Minor;
  /** From where it is measured how far it may trade; the market's mark where it does not wait for a stop. */
  readonly stopPrice: PriceTicks | undefined;
  /** What makes it the same as another one; a replace is like no other. */
  readonly likeness: string | undefined;
}

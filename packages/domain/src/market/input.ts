import type { Instrument } from '../instrument/instrument.ts';
import type { OrderTerms } from '../order/terms.ts';
import type {
  AccountId,
  EpochMs,
  MarketSymbol,
  OrderId,
  PriceTicks,
  QuantityLots,
  RateE8,
} from '../value/units.ts';

/** An event that a matcher reads, in log order, which is time priority. */
export type MarketInput =
  | InstrumentListedInput
  | OrderPlacedInput
  | OrderCancelInput
  | OrderReplaceInput
  | OrdersCancelInput;

export interface InstrumentListedInput {
  readonly type: 'InstrumentListed';
  readonly at: EpochMs;
  readonly instrument: Instrument;
}

export interface OrderPlacedInput {
  readonly type: 'OrderPlaced';
  readonly at: EpochMs;
  readonly accountId: AccountId;
  readonly orderId: OrderId;
  readonly terms: OrderTerms;
  /** The worst price the order may trade at: its limit, or the protection price of a market order. */
  readonly limit: PriceTicks;
  readonly makerRate: RateE8;
  readonly takerRate: RateE8;
}

export interface OrderCancelInput {
  readonly type: 'OrderCancelRequested';
  readonly at: EpochMs;
  readonly accountId: AccountId;
  readonly orderId: OrderId;
}

export interface OrderReplaceInput {
  readonly type: 'OrderReplaceRequested';
  readonly at: EpochMs;
  readonly accountId: AccountId;
  readonly orderId: OrderId;
  readonly price: PriceTicks;
  /** The new total, fills included. */
  readonly quantity: QuantityLots;
}

/** Every order of the account that this market read before this input. */
export interface OrdersCancelInput {
  readonly type: 'OrdersCancelRequested';
  readonly at: EpochMs;
  readonly accountId: AccountId;
  /** Undefined: in every market. */
  readonly symbol?: MarketSymbol;
}

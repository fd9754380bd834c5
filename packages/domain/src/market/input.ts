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
import type { MarketState } from './outcome.ts';

/** An event that a matcher reads, in log order, which is time priority. */
export type MarketInput =
  | InstrumentListedInput
  | RulesetAdoptedInput
  | MarketStateInput
  | ClockInput
  | KillSwitchTrippedInput
  | KillSwitchReleasedInput
  | OrderPlacedInput
  | OrderCancelInput
  | OrderReplaceInput
  | OrdersCancelInput;

export interface InstrumentListedInput {
  readonly type: 'InstrumentListed';
  readonly at: EpochMs;
  readonly instrument: Instrument;
  /** Present while the kill switch of the venue is on: it holds for markets that are listed meanwhile. */
  readonly killed?: true;
}

/** From here on all markets follow these rules. */
export interface RulesetAdoptedInput {
  readonly type: 'RulesetAdopted';
  readonly at: EpochMs;
  readonly ruleset: number;
}

/** What an operator asks of a market. */
export interface MarketStateInput {
  readonly type: 'MarketStateRequested';
  readonly at: EpochMs;
  readonly symbol: MarketSymbol;
  readonly to: MarketState;
  /** Of an auction: when it ends, and what the market is then. */
  readonly dueAt?: EpochMs;
  readonly next?: 'open' | 'closed';
}

/** Whatever is due until then happens now. */
export interface ClockInput {
  readonly type: 'ClockAdvanced';
  readonly at: EpochMs;
  readonly to: EpochMs;
}

/** From here on the market takes no order and no replace, in whatever state it is. A mass cancel follows. */
export interface KillSwitchTrippedInput {
  readonly type: 'KillSwitchTripped';
  readonly at: EpochMs;
  /** Undefined: the switch of the venue, which is one of every market. */
  readonly symbol?: MarketSymbol;
}

/** A market goes on when both switches are off: its own and that of the venue. */
export interface KillSwitchReleasedInput {
  readonly type: 'KillSwitchReleased';
  readonly at: EpochMs;
  /** Undefined: the switch of the venue. */
  readonly symbol?: MarketSymbol;
}

export interface OrderPlacedInput {
  readonly type: 'OrderPlaced';
  readonly at: EpochMs;
  readonly accountId: AccountId;
  /** The account that leads the owner group of its account, where that is another one. */
  readonly ownerGroup?: AccountId;
  readonly orderId: OrderId;
  readonly terms: OrderTerms;
  /** The worst price the order may trade at: its limit, or its protection price. */
  readonly limit: PriceTicks;
  readonly makerRate: RateE8;
  readonly takerRate: RateE8;
  /** When a GTD or DAY order ends. */
  readonly dueAt?: EpochMs;
  /** Trailing orders: the price from which they follow the market. */
  readonly reference?: PriceTicks;
  /** The other leg of an OCO pair, whichever was placed first. */
  readonly partnerId?: OrderId;
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

/** Every order of the account that this market read before this input. Behind a kill switch: of all accounts. */
export interface OrdersCancelInput {
  readonly type: 'OrdersCancelRequested';
  readonly at: EpochMs;
  /** Undefined: of all accounts. */
  readonly accountId?: AccountId;
  /** Undefined: in every market. */
  readonly symbol?: MarketSymbol;
}

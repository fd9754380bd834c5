import type { Instrument } from '../instrument/instrument.ts';
import type { Outcome } from '../market/outcome.ts';
import type { OrderTerms } from '../order/terms.ts';
import type {
  AccountId,
  Asset,
  EpochMs,
  MarketSymbol,
  Minor,
  OnGrid,
  OrderId,
  PriceTicks,
  QuantityLots,
} from '../value/units.ts';

/** What may be asked of an account. Prices and quantities may still lie off the market's grid. */
export type AccountCommand =
  | OpenAccount
  | Deposit
  | Withdraw
  | PlaceOrder
  | CancelOrder
  | ReplaceOrder
  | CancelOrders
  | SettleOutcome;

export interface OpenAccount {
  readonly type: 'OpenAccount';
  readonly accountId: AccountId;
}

interface MoveFunds {
  readonly asset: Asset;
  /** OFF_GRID: finer than the asset's minor unit. Undefined: the asset is not listed. */
  readonly amount: OnGrid<Minor> | undefined;
  readonly reference: string;
}

export interface Deposit extends MoveFunds {
  readonly type: 'Deposit';
}

export interface Withdraw extends MoveFunds {
  readonly type: 'Withdraw';
}

export interface PlaceOrder {
  readonly type: 'PlaceOrder';
  readonly receivedAt: EpochMs;
  readonly clientOrderId: string;
  readonly terms: Omit<OrderTerms, 'price' | 'quantity'> & {
    readonly price?: OnGrid<PriceTicks>;
    readonly quantity: OnGrid<QuantityLots>;
  };
  /** Undefined: the symbol is not listed. */
  readonly market: MarketView | undefined;
}

export interface CancelOrder {
  readonly type: 'CancelOrder';
  readonly receivedAt: EpochMs;
  readonly orderId: OrderId;
  readonly idempotencyKey?: string;
}

/** What is left out stays as it is. */
export interface ReplaceOrder {
  readonly type: 'ReplaceOrder';
  readonly receivedAt: EpochMs;
  readonly orderId: OrderId;
  readonly price?: OnGrid<PriceTicks>;
  readonly quantity?: OnGrid<QuantityLots>;
  readonly instrument: Instrument | undefined;
  readonly idempotencyKey?: string;
}

export interface CancelOrders {
  readonly type: 'CancelOrders';
  readonly receivedAt: EpochMs;
  readonly symbol?: MarketSymbol;
  readonly idempotencyKey?: string;
}

/** A market's outcome that touches an order of this account. */
export interface SettleOutcome {
  readonly type: 'SettleOutcome';
  readonly symbol: MarketSymbol;
  readonly marketRevision: number;
  /** Revision of the input that the outcome answers, in the stream of the account that asked. */
  readonly inputRevision: number;
  readonly at: EpochMs;
  readonly outcome: Outcome;
}

/** What a decision looks at outside its own stream; recorded in the event. */
export interface MarketView {
  readonly instrument: Instrument;
  /** The last trade, or what the operator gave until there is one. */
  readonly referencePrice?: PriceTicks;
}

/** Told by the shell. */
export interface DecisionContext {
  readonly now: EpochMs;
  readonly ruleset: number;
}

export type DenialCode =
  | 'ACCOUNT_EXISTS'
  | 'ACCOUNT_NOT_FOUND'
  | 'LEDGER_AMOUNT'
  | 'LEDGER_DUPLICATE_REFERENCE'
  | 'LEDGER_UNKNOWN_ASSET'
  | 'ORDER_CLOSED'
  | 'ORDER_DUPLICATE_ID'
  | 'ORDER_LOT_SIZE'
  | 'ORDER_NOT_FOUND'
  | 'ORDER_NOT_REPLACEABLE'
  | 'ORDER_NOTIONAL_TOO_LARGE'
  | 'ORDER_NOTIONAL_TOO_SMALL'
  | 'ORDER_PRICE_BOUNDS'
  | 'ORDER_QUANTITY_TOO_LARGE'
  | 'ORDER_QUANTITY_TOO_SMALL'
  | 'ORDER_REPLACE_BELOW_FILLED'
  | 'ORDER_TICK_SIZE'
  | 'ORDER_UNKNOWN_SYMBOL'
  | 'REQUEST_KEY_REUSED'
  | 'RISK_INSUFFICIENT_FUNDS'
  | 'RISK_REFERENCE_PRICE_MISSING'
  | 'RISK_TOO_MANY_OPEN_ORDERS';

/** Refused before a matcher saw it: nothing was appended, nothing is held. */
export interface Denial {
  readonly code: DenialCode;
  /** The field of the request that is to blame. */
  readonly field?: string;
}

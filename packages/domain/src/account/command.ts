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
  | PlaceOco
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

type Gridded =
  | 'price'
  | 'stopPrice'
  | 'trailingOffset'
  | 'quantity'
  | 'quoteQuantity'
  | 'displayQuantity';

/** An order as a client asks for it. */
export interface OrderRequest {
  readonly clientOrderId: string;
  readonly terms: Omit<OrderTerms, Gridded> & {
    readonly [Field in Gridded]?: OnGrid<NonNullable<OrderTerms[Field]>>;
  };
}

interface Placing {
  readonly receivedAt: EpochMs;
  /** Undefined: the symbol is not listed. */
  readonly market: MarketView | undefined;
}

export interface PlaceOrder extends Placing, OrderRequest {
  readonly type: 'PlaceOrder';
}

/** Two orders of which one cancels the other: first the limit one, then the one that waits for a stop. */
export interface PlaceOco extends Placing {
  readonly type: 'PlaceOco';
  readonly legs: readonly [OrderRequest, OrderRequest];
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
}

export type DenialCode =
  | 'ACCOUNT_EXISTS'
  | 'ACCOUNT_NOT_FOUND'
  | 'LEDGER_AMOUNT'
  | 'LEDGER_DUPLICATE_REFERENCE'
  | 'LEDGER_UNKNOWN_ASSET'
  | 'ORDER_CLOSED'
  | 'ORDER_DISPLAY_QUANTITY'
  | 'ORDER_DUPLICATE_ID'
  | 'ORDER_EXPIRY'
  | 'ORDER_LOT_SIZE'
  | 'ORDER_NOT_FOUND'
  | 'ORDER_NOT_REPLACEABLE'
  | 'ORDER_NOTIONAL_TOO_LARGE'
  | 'ORDER_NOTIONAL_TOO_SMALL'
  | 'ORDER_PRICE_BOUNDS'
  | 'ORDER_QUANTITY_TOO_LARGE'
  | 'ORDER_QUANTITY_TOO_SMALL'
  | 'ORDER_QUOTE_QUANTITY'
  | 'ORDER_REPLACE_BELOW_FILLED'
  | 'ORDER_TERMS'
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

import type { Instrument } from '../instrument/instrument.ts';
import type { OrderTerms } from '../order/terms.ts';
import type { RiskCode } from '../risk/checks.ts';
import type { Limits } from '../risk/limits.ts';
import type { MarkOf } from '../risk/marks.ts';
import type { Holdings } from '../risk/measures.ts';
import type {
  AccountId,
  Asset,
  EpochMs,
  MarketSymbol,
  OnGrid,
  OrderId,
  PriceTicks,
  QuantityLots,
} from '../value/units.ts';
import type {
  ChangeStatus,
  ReleaseKillSwitch,
  SetLimits,
  SetSilenceTimer,
  TripKillSwitch,
} from './control-commands.ts';
import type {
  ApproveWithdrawal,
  Deposit,
  RejectWithdrawal,
  Transfer,
  Withdraw,
} from './money-commands.ts';
import type { Settlement } from './settlement.ts';

/** What may be asked of an account. Prices and quantities may still lie off the market's grid. */
export type AccountCommand =
  | OpenAccount
  | Deposit
  | Withdraw
  | ApproveWithdrawal
  | RejectWithdrawal
  | Transfer
  | ChangeStatus
  | TripKillSwitch
  | ReleaseKillSwitch
  | SetSilenceTimer
  | SetLimits
  | PlaceOrder
  | PlaceOco
  | CancelOrder
  | ReplaceOrder
  | CancelOrders
  | Settlement;

export interface OpenAccount {
  readonly type: 'OpenAccount';
  readonly accountId: AccountId;
  /** The account that leads its owner group; its own where it is left out. */
  readonly ownerGroup?: AccountId;
  /** Whether there is such an account, and it leads: it is its own group. */
  readonly isLeader?: boolean;
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
  /** Undefined: the symbol is not listed. */
  readonly market: Pick<MarketView, 'instrument' | 'isKilled'> | undefined;
  readonly idempotencyKey?: string;
}

export interface CancelOrders {
  readonly type: 'CancelOrders';
  readonly receivedAt: EpochMs;
  readonly symbol?: MarketSymbol;
  readonly idempotencyKey?: string;
}

/** What a decision looks at outside its own stream; recorded in the event. */
export interface MarketView {
  readonly instrument: Instrument;
  /** The last trade, or what the operator gave until there is one. */
  readonly referencePrice?: PriceTicks;
  /** Its kill switch is on, or that of the venue. */
  readonly isKilled?: true;
}

/** Told by the shell. */
export interface DecisionContext {
  readonly now: EpochMs;
  /** Where the markets are. Left out: nobody knows. */
  readonly markOf?: MarkOf;
  /** Assets that nobody is given any more. Left out: none. */
  readonly delisted?: ReadonlySet<Asset>;
  /** Where limits bind the owner group of the account: which, and its other accounts. */
  readonly group?: OwnerGroup;
}

/** What limits of a group look at in each of its accounts. */
export interface GroupMember {
  readonly holdings: Holdings;
  readonly orders: { readonly size: number };
}

export interface OwnerGroup {
  readonly limits: Limits;
  readonly others: readonly GroupMember[];
}

export type DenialCode =
  | 'ACCOUNT_CLOSED'
  | 'ACCOUNT_EXISTS'
  | 'ACCOUNT_FROZEN'
  | 'ACCOUNT_NOT_EMPTY'
  | 'ACCOUNT_NOT_FOUND'
  | 'ACCOUNT_REDUCE_ONLY'
  | 'ACCOUNT_SILENCE_TIMEOUT'
  | 'ACCOUNT_STATUS'
  | 'ACCOUNT_UNKNOWN_GROUP'
  | 'KILL_SWITCH_NOT_TRIPPED'
  | 'LEDGER_AMOUNT'
  | 'LEDGER_ASSET_DELISTED'
  | 'LEDGER_DUPLICATE_REFERENCE'
  | 'LEDGER_SAME_ACCOUNT'
  | 'LEDGER_UNKNOWN_ASSET'
  | 'LEDGER_UNKNOWN_RECIPIENT'
  | 'LEDGER_WITHDRAWAL_NOT_FOUND'
  | 'LIMITS_INVALID'
  | 'LIMITS_NOT_LEADER'
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
  | 'RISK_KILL_SWITCH'
  | 'RISK_SYMBOL_NOT_ALLOWED'
  | RiskCode;

/** Refused before a matcher saw it: nothing was appended, nothing is held. */
export interface Denial {
  readonly code: DenialCode;
  /** The field of the request that is to blame. */
  readonly field?: string;
}

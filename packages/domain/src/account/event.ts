import type { MarketUnits } from '../instrument/instrument.ts';
import type { CloseReason } from '../order/order.ts';
import type { Protection } from '../order/protection.ts';
import type { OrderTerms, Side } from '../order/terms.ts';
import type { RecordedMark } from '../risk/marks.ts';
import type {
  AccountId,
  Asset,
  EpochMs,
  MarketSymbol,
  Minor,
  OrderId,
  PriceTicks,
  QuantityLots,
  RateE8,
} from '../value/units.ts';
import type {
  AccountFrozen,
  AccountStatusChanged,
  KillSwitchReleased,
  KillSwitchTripped,
  LimitsChanged,
  SilenceTimerFired,
  SilenceTimerSet,
} from './control-events.ts';
import type {
  CorrectionSettled,
  FundsDeposited,
  FundsWithdrawn,
  TransferReceived,
  TransferSent,
  WithdrawalRejected,
  WithdrawalRequested,
} from './money-events.ts';

/** What stands in `account-{id}`, in the domain's own numbers. */
export type AccountEvent =
  | AccountOpened
  | FundsDeposited
  | WithdrawalRequested
  | FundsWithdrawn
  | WithdrawalRejected
  | TransferSent
  | TransferReceived
  | CorrectionSettled
  | AccountStatusChanged
  | AccountFrozen
  | KillSwitchTripped
  | KillSwitchReleased
  | LimitsChanged
  | SilenceTimerSet
  | SilenceTimerFired
  | OrderPlaced
  | OrderCancelRequested
  | OrderReplaceRequested
  | OrdersCancelRequested
  | TradeSettled
  | TradePreventionSettled
  | OrderClosed
  | OrderReplaceSettled;

export interface AccountOpened {
  readonly type: 'AccountOpened';
  readonly at: EpochMs;
  readonly accountId: AccountId;
  readonly ownerGroup: AccountId;
}

export interface OrderPlaced {
  readonly type: 'OrderPlaced';
  readonly at: EpochMs;
  readonly receivedAt: EpochMs;
  readonly clientOrderId: string;
  /** The account that leads the owner group of this one, where that is another one. */
  readonly ownerGroup?: AccountId;
  readonly terms: OrderTerms;
  readonly units: MarketUnits;
  readonly instrumentRevision: number;
  /** Of an order without a limit. */
  readonly protection?: Protection;
  /** When a GTD or DAY order ends. */
  readonly dueAt?: EpochMs;
  /** The other leg of an OCO pair: its event stands right beside this one. */
  readonly partnerId?: OrderId;
  readonly feeTier: string;
  readonly makerRate: RateE8;
  readonly takerRate: RateE8;
  /** What the order holds when it is placed. */
  readonly hold: Minor;
  readonly ruleset: number;
  /** The marks that its limits were asked with, where any needs them. Of a pair the first leg has them. */
  readonly marks?: readonly RecordedMark[];
}

interface Requested {
  readonly at: EpochMs;
  readonly receivedAt: EpochMs;
  readonly idempotencyKey?: string;
}

export interface OrderCancelRequested extends Requested {
  readonly type: 'OrderCancelRequested';
  readonly orderId: OrderId;
  readonly symbol: MarketSymbol;
}

export interface OrderReplaceRequested extends Requested {
  readonly type: 'OrderReplaceRequested';
  readonly orderId: OrderId;
  readonly symbol: MarketSymbol;
  readonly price: PriceTicks;
  /** The total, fills included. */
  readonly quantity: QuantityLots;
  /** What the order holds from now on. */
  readonly holdAsset: Asset;
  readonly hold: Minor;
  /** The marks that its limits were asked with, where any needs them. */
  readonly marks?: readonly RecordedMark[];
}

export interface OrdersCancelRequested extends Requested {
  readonly type: 'OrdersCancelRequested';
  readonly symbol?: MarketSymbol;
}

interface Settled {
  readonly at: EpochMs;
  readonly symbol: MarketSymbol;
  readonly marketRevision: number;
}

export interface TradeLeg {
  readonly orderId: OrderId;
  readonly side: Side;
  readonly liquidity: 'maker' | 'taker';
  readonly remaining: QuantityLots;
  /** What this fill adds to the fee of its order. */
  readonly fee: Minor;
  /** What it brings lies in suspense: the asset is delisted. */
  readonly suspended?: true;
}

export interface TradeSettled extends Settled {
  readonly type: 'TradeSettled';
  readonly tradeNumber: number;
  readonly price: PriceTicks;
  readonly quantity: QuantityLots;
  readonly notional: Minor;
  readonly legs: readonly TradeLeg[];
}

/** What an order is less by, because it met another one of its owner. */
export interface PreventionLeg {
  readonly orderId: OrderId;
  /** Lots that its total is less by; of an order by `quoteQuantity` their price is what it may spend less. */
  readonly quantity: QuantityLots;
  readonly remaining: QuantityLots;
}

/**
 * Two orders of one owner met and were both made smaller: the legs of this account, the maker's first. Where the other
 * order is another account's, its leg is settled there.
 */
export interface TradePreventionSettled extends Settled {
  readonly type: 'TradePreventionSettled';
  readonly price: PriceTicks;
  readonly legs: readonly PreventionLeg[];
}

export interface OrderClosed extends Settled {
  readonly type: 'OrderClosed';
  readonly orderId: OrderId;
  readonly status: 'cancelled' | 'rejected' | 'expired';
  readonly reason: CloseReason;
}

export interface OrderReplaceSettled extends Settled {
  readonly type: 'OrderReplaceSettled';
  readonly orderId: OrderId;
  readonly requestRevision: number;
  readonly replaced: boolean;
  readonly price: PriceTicks;
  readonly quantity: QuantityLots;
}

import type { OrderType, Side, TimeInForce } from '../order/terms.ts';
import type { AccountId, OrderId, PriceTicks, QuantityLots, RateE8 } from '../value/units.ts';

/** What a market makes of its inputs. Carries all that settling needs. */
export type Outcome =
  | MarketStateChanged
  | OrderAccepted
  | OrderRejected
  | TradeExecuted
  | OrderCancelled
  | OrderCancelRejected
  | OrderReplaced
  | OrderReplaceRejected
  | OrdersCancelApplied;

export type MarketState = 'closed' | 'open';

/** Why an order that had not been filled was taken out of the market. */
export type CancelReason = 'requested' | 'mass-cancel' | 'immediate-or-cancel' | 'fill-or-kill';

/** Why a matcher refused what `accounts` had let pass. */
export type MarketRejection =
  | 'MARKET_CLOSED'
  | 'MARKET_CAPACITY'
  | 'ORDER_CLOSED'
  | 'ORDER_DUPLICATE_ID'
  | 'ORDER_NOT_REPLACEABLE'
  | 'ORDER_POST_ONLY_WOULD_TAKE'
  | 'ORDER_PRICE_BOUNDS'
  | 'ORDER_QUANTITY_TOO_SMALL'
  | 'ORDER_QUANTITY_TOO_LARGE'
  | 'ORDER_REPLACE_BELOW_FILLED';

interface OfOrder {
  readonly accountId: AccountId;
  readonly orderId: OrderId;
}

interface OfKnownOrder extends OfOrder {
  /** The market's own number of the order: what public feeds show. */
  readonly orderNumber: number;
}

export interface MarketStateChanged {
  readonly type: 'MarketStateChanged';
  readonly from: MarketState;
  readonly to: MarketState;
}

export interface OrderAccepted extends OfKnownOrder {
  readonly type: 'OrderAccepted';
  readonly side: Side;
  readonly orderType: OrderType;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly price?: PriceTicks;
  readonly quantity: QuantityLots;
}

export interface OrderRejected extends OfOrder {
  readonly type: 'OrderRejected';
  readonly code: MarketRejection;
}

export interface TradeSide extends OfKnownOrder {
  readonly rate: RateE8;
  /** Left in the order after the trade. */
  readonly remaining: QuantityLots;
}

/** Always at the maker's price. */
export interface TradeExecuted {
  readonly type: 'TradeExecuted';
  readonly tradeNumber: number;
  readonly price: PriceTicks;
  readonly quantity: QuantityLots;
  readonly takerSide: Side;
  readonly maker: TradeSide;
  readonly taker: TradeSide;
}

export interface OrderCancelled extends OfKnownOrder {
  readonly type: 'OrderCancelled';
  /** What was left. */
  readonly quantity: QuantityLots;
  readonly reason: CancelReason;
}

export interface OrderCancelRejected extends OfOrder {
  readonly type: 'OrderCancelRejected';
  readonly code: MarketRejection;
}

export interface OrderReplaced extends OfKnownOrder {
  readonly type: 'OrderReplaced';
  readonly price: PriceTicks;
  readonly quantity: QuantityLots;
  readonly remaining: QuantityLots;
  readonly priorityKept: boolean;
}

export interface OrderReplaceRejected extends OfOrder {
  readonly type: 'OrderReplaceRejected';
  readonly code: MarketRejection;
}

export interface OrdersCancelApplied {
  readonly type: 'OrdersCancelApplied';
  readonly accountId: AccountId;
  readonly cancelled: number;
}

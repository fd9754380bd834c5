import type { OrderType, SelfTradePrevention, Side, TimeInForce } from '../order/terms.ts';
import type {
  AccountId,
  EpochMs,
  Minor,
  OrderId,
  PriceTicks,
  QuantityLots,
  RateE8,
} from '../value/units.ts';

/** What a market makes of its inputs. Carries all that settling needs. */
export type Outcome =
  | MarketStateChanged
  | MarketRulesetChanged
  | AuctionIndicated
  | OrderAccepted
  | OrderRejected
  | StopTriggered
  | TradeExecuted
  | TradePrevented
  | OrderRefreshed
  | OrderCancelled
  | OrderExpired
  | OrderCancelRejected
  | OrderReplaced
  | OrderReplaceRejected
  | OrdersCancelApplied
  | MarketCheckpoint;

export type MarketState = 'pre-open' | 'open' | 'auction' | 'halted' | 'closed';

/** Why an order that had not been filled was taken out of the market. */
export type CancelReason =
  | 'requested'
  | 'mass-cancel'
  | 'immediate-or-cancel'
  | 'fill-or-kill'
  | 'self-trade-prevention'
  | 'one-cancels-other'
  | 'price-band'
  | 'capacity';

/** Why a matcher refused what `accounts` had let pass. */
export type MarketRejection =
  | 'MARKET_AUCTION'
  | 'MARKET_CAPACITY'
  | 'MARKET_CLOSED'
  | 'MARKET_HALTED'
  | 'MARKET_INPUT_VOIDED'
  | 'MARKET_KILL_SWITCH'
  | 'MARKET_PRICE_BAND'
  | 'ORDER_CLOSED'
  | 'ORDER_DISPLAY_QUANTITY'
  | 'ORDER_DUPLICATE_ID'
  | 'ORDER_EXPIRY'
  | 'ORDER_NOT_REPLACEABLE'
  | 'ORDER_PARTNER_GONE'
  | 'ORDER_POST_ONLY_WOULD_TAKE'
  | 'ORDER_PRICE_BOUNDS'
  | 'ORDER_QUANTITY_TOO_SMALL'
  | 'ORDER_QUANTITY_TOO_LARGE'
  | 'ORDER_REPLACE_BELOW_FILLED'
  | 'ORDER_TERMS';

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
  /** Why, where nobody asked for it. */
  readonly reason?: 'volatility' | 'auction-end';
  /** When an auction that begins will end. */
  readonly dueAt?: EpochMs;
}

export interface MarketRulesetChanged {
  readonly type: 'MarketRulesetChanged';
  readonly from: number;
  readonly to: number;
}

/** What an auction would do if it ended now. The last outcome of its input. */
export interface AuctionIndicated {
  readonly type: 'AuctionIndicated';
  /** Absent when nobody would trade. */
  readonly price?: PriceTicks;
  readonly quantity: QuantityLots;
  /** What would be left at that price on one side, and on which. */
  readonly surplus: QuantityLots;
  readonly surplusSide?: Side;
}

export interface OrderAccepted extends OfKnownOrder {
  readonly type: 'OrderAccepted';
  readonly side: Side;
  readonly orderType: OrderType;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly price?: PriceTicks;
  readonly stopPrice?: PriceTicks;
  readonly trailingOffset?: PriceTicks;
  /** Absent where `quoteQuantity` says how much. */
  readonly quantity?: QuantityLots;
  readonly quoteQuantity?: Minor;
  readonly displayQuantity?: QuantityLots;
  readonly dueAt?: EpochMs;
}

export interface OrderRejected extends OfOrder {
  readonly type: 'OrderRejected';
  readonly code: MarketRejection;
}

export interface TradeSide extends OfKnownOrder {
  readonly rate: RateE8;
  /**
   * Left in the order after the trade, what it does not show included. Of an order by `quoteQuantity`: what the money
   * that is left would buy at this price.
   */
  readonly remaining: QuantityLots;
}

/** The stop of an order is reached: from here on it is a market order, or a limit order. */
export interface StopTriggered extends OfKnownOrder {
  readonly type: 'StopTriggered';
  /** Where the stop stood. */
  readonly stopPrice: PriceTicks;
}

/** Always at the maker's price; in an auction at the auction's. */
export interface TradeExecuted {
  readonly type: 'TradeExecuted';
  readonly tradeNumber: number;
  readonly price: PriceTicks;
  readonly quantity: QuantityLots;
  readonly takerSide: Side;
  readonly maker: TradeSide;
  readonly taker: TradeSide;
  /** Present when an auction made it: then the maker is the older order. */
  readonly auction?: true;
}

/** Two orders of one account, or of one owner group, met and did not trade. What becomes of them follows. */
export interface TradePrevented {
  readonly type: 'TradePrevented';
  readonly mode: Exclude<SelfTradePrevention, 'none'>;
  readonly price: PriceTicks;
  /** What they would have traded. */
  readonly quantity: QuantityLots;
  readonly takerSide: Side;
  readonly maker: PreventedSide;
  readonly taker: PreventedSide;
}

/** What is left in it: less by `quantity` when the mode is `decrement`, and so is its total. */
export interface PreventedSide extends OfKnownOrder {
  readonly remaining: QuantityLots;
}

/** What an order showed is traded: from here on it shows this, behind all others at its price. */
export interface OrderRefreshed extends OfKnownOrder {
  readonly type: 'OrderRefreshed';
  readonly displayed: QuantityLots;
}

export interface OrderCancelled extends OfKnownOrder {
  readonly type: 'OrderCancelled';
  /** What was left. */
  readonly quantity: QuantityLots;
  readonly reason: CancelReason;
}

/** Its time was over. */
export interface OrderExpired extends OfKnownOrder {
  readonly type: 'OrderExpired';
  /** What was left. */
  readonly quantity: QuantityLots;
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
  /** Absent where it was of all accounts. */
  readonly accountId?: AccountId;
  readonly cancelled: number;
}

/** What the state of the market is after this input: whoever replays it compares. The last outcome of its input. */
export interface MarketCheckpoint {
  readonly type: 'MarketCheckpoint';
  /** How many inputs the market has had, this one included. */
  readonly inputs: number;
  /** The digest of the engine's state as text; SHA-256 in hex. */
  readonly stateHash: string;
}

import type {
  CancelReason,
  MarketRejection,
  MarketState,
  MarketStateChanged,
  OrderType,
  SelfTradePrevention,
} from '@truetape/domain';

/** Words that the engine counts by their place here. */
export const REASONS = [
  'requested',
  'mass-cancel',
  'immediate-or-cancel',
  'fill-or-kill',
  'self-trade-prevention',
  'one-cancels-other',
  'price-band',
  'capacity',
] as const satisfies readonly CancelReason[];

export const STATES = [
  'closed',
  'open',
  'pre-open',
  'auction',
  'halted',
] as const satisfies readonly MarketState[];

/** Why a state changed; the first stands for being asked to. */
export const CHANGES = [
  undefined,
  'volatility',
  'auction-end',
] as const satisfies readonly MarketStateChanged['reason'][];

export const TYPES = [
  'limit',
  'market',
  'stop',
  'stop-limit',
  'trailing-stop',
] as const satisfies readonly OrderType[];

export const PREVENTIONS = [
  'none',
  'expire-taker',
  'expire-maker',
  'expire-both',
  'decrement',
] as const satisfies readonly SelfTradePrevention[];

/** The first stands for no rejection. */
export const REJECTIONS = [
  undefined,
  'MARKET_AUCTION',
  'MARKET_CAPACITY',
  'MARKET_CLOSED',
  'MARKET_HALTED',
  'MARKET_KILL_SWITCH',
  'MARKET_PRICE_BAND',
  'ORDER_CLOSED',
  'ORDER_DISPLAY_QUANTITY',
  'ORDER_DUPLICATE_ID',
  'ORDER_EXPIRY',
  'ORDER_NOT_REPLACEABLE',
  'ORDER_PARTNER_GONE',
  'ORDER_POST_ONLY_WOULD_TAKE',
  'ORDER_PRICE_BOUNDS',
  'ORDER_QUANTITY_TOO_SMALL',
  'ORDER_QUANTITY_TOO_LARGE',
  'ORDER_REPLACE_BELOW_FILLED',
  'ORDER_TERMS',
] as const satisfies readonly (MarketRejection | undefined)[];

export const reason = (word: (typeof REASONS)[number]) => REASONS.indexOf(word);
export const rejection = (word: (typeof REJECTIONS)[number]) => REJECTIONS.indexOf(word);
export const typeCode = (word: OrderType) => TYPES.indexOf(word);
export const preventionCode = (word: SelfTradePrevention) => PREVENTIONS.indexOf(word);

import type { CancelReason, MarketRejection, MarketState } from '@truetape/domain';

/** Words that the engine counts by their place here. */
export const REASONS = [
  'requested',
  'mass-cancel',
  'immediate-or-cancel',
  'fill-or-kill',
] as const satisfies readonly CancelReason[];

export const STATES = ['closed', 'open'] as const satisfies readonly MarketState[];

/** The first stands for no rejection. */
export const REJECTIONS = [
  undefined,
  'MARKET_CLOSED',
  'MARKET_CAPACITY',
  'ORDER_CLOSED',
  'ORDER_DUPLICATE_ID',
  'ORDER_POST_ONLY_WOULD_TAKE',
  'ORDER_PRICE_BOUNDS',
  'ORDER_QUANTITY_TOO_SMALL',
  'ORDER_QUANTITY_TOO_LARGE',
  'ORDER_REPLACE_BELOW_FILLED',
] as const satisfies readonly (MarketRejection | undefined)[];

export const reason = (word: (typeof REASONS)[number]) => REASONS.indexOf(word);
export const rejection = (word: (typeof REJECTIONS)[number]) => REJECTIONS.indexOf(word);

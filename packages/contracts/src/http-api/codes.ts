import type { ErrorCode } from '../errors.ts';

/** What any command on an account may come to. */
export const OF_COMMAND = [
  'ACCOUNT_NOT_FOUND',
  'ACCOUNT_CLOSED',
  'ACCOUNT_FROZEN',
  'SERVICE_DEADLINE',
  'SERVICE_UNKNOWN_OUTCOME',
] as const satisfies readonly ErrorCode[];

/** What operators ask of a stream that several write. */
export const OF_OPERATION = [
  'SERVICE_DEADLINE',
  'SERVICE_UNKNOWN_OUTCOME',
] as const satisfies readonly ErrorCode[];

/** What any command on a user may come to. */
export const OF_USER = [
  'AUTH_USER_NOT_FOUND',
  'AUTH_USER_STATUS',
  'SERVICE_DEADLINE',
  'SERVICE_UNKNOWN_OUTCOME',
] as const satisfies readonly ErrorCode[];

/** What terms of an order may break, new ones or those that take the place of others. */
export const ENTRY_ERRORS = [
  'ACCOUNT_REDUCE_ONLY',
  'ORDER_UNKNOWN_SYMBOL',
  'ORDER_TICK_SIZE',
  'ORDER_LOT_SIZE',
  'ORDER_PRICE_BOUNDS',
  'ORDER_QUANTITY_TOO_SMALL',
  'ORDER_QUANTITY_TOO_LARGE',
  'ORDER_DISPLAY_QUANTITY',
  'ORDER_NOTIONAL_TOO_SMALL',
  'ORDER_NOTIONAL_TOO_LARGE',
  'RISK_REFERENCE_PRICE_MISSING',
  'RISK_SYMBOL_NOT_ALLOWED',
  'RISK_MESSAGE_RATE',
  'RISK_ORDER_QUANTITY',
  'RISK_ORDER_NOTIONAL',
  'RISK_PRICE_COLLAR',
  'RISK_POSITION_LIMIT',
  'RISK_GROSS_NOTIONAL',
  'RISK_DAILY_LOSS',
  'RISK_KILL_SWITCH',
  'RISK_INSUFFICIENT_FUNDS',
] as const satisfies readonly ErrorCode[];

/** What a new order may break. */
export const PLACE_ERRORS = [
  ...ENTRY_ERRORS,
  'LEDGER_ASSET_DELISTED',
  'ORDER_DUPLICATE_ID',
  'ORDER_TERMS',
  'ORDER_QUOTE_QUANTITY',
  'ORDER_EXPIRY',
  'RISK_DUPLICATE_ORDER',
  'RISK_TOO_MANY_OPEN_ORDERS',
] as const satisfies readonly ErrorCode[];

/** What moving money may break. */
export const MONEY_ERRORS = [
  'LEDGER_UNKNOWN_ASSET',
  'LEDGER_AMOUNT',
  'LEDGER_DUPLICATE_REFERENCE',
] as const satisfies readonly ErrorCode[];

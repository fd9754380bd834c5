export { account } from './account/account.ts';
export type * from './account/command.ts';
export { OPEN_ORDERS_MAX } from './account/decide.ts';
export type * from './account/event.ts';
export { type Recognised, recognise } from './account/recognise.ts';
export { accountsSettledBy } from './account/settle.ts';
export {
  type AccountState,
  type Balance,
  freeOf,
  type OpenAccount,
  orderOf,
  REMEMBERED,
} from './account/state.ts';
export {
  checkListing,
  type FeeTier,
  type Instrument,
  type Listing,
  type ListingDenial,
  type MarketUnits,
  PRICE_TICKS_MAX,
  QUANTITY_LOTS_MAX,
  type SelfTradePrevention,
} from './instrument/instrument.ts';
export { type LedgerAccount, type Posting, postingsOf } from './ledger/postings.ts';
export type * from './market/input.ts';
export type * from './market/outcome.ts';
export { holdAssetOf, holdOf } from './order/hold.ts';
export { type Order, type OrderStatus, remainingOf } from './order/order.ts';
export {
  type OrderTerms,
  type OrderType,
  orderIdOf,
  placeOf,
  type Side,
  type TimeInForce,
} from './order/terms.ts';
export { notional } from './value/arithmetic.ts';
export * from './value/units.ts';

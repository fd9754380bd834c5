export { account } from './account/account.ts';
export { ClosedOrders, type EarlierOrders, REMEMBERED } from './account/closed-orders.ts';
export type * from './account/command.ts';
export type * from './account/control-commands.ts';
export type * from './account/control-events.ts';
export type * from './account/event.ts';
export { isSettled } from './account/is-settled.ts';
export type { KeyedCommand, KnownRequest, KnownTransfer } from './account/known.ts';
export type * from './account/money-commands.ts';
export type * from './account/money-events.ts';
export { limitOf } from './account/order-from.ts';
export { ratesOf } from './account/place.ts';
export { type Recognised, recognise } from './account/recognise.ts';
export { accountsSettledBy } from './account/settle.ts';
export type * from './account/settlement.ts';
export { SILENCE_MS_MAX, SILENCE_MS_MIN, SILENCE_REFRESH_MS } from './account/silence.ts';
export {
  type Account,
  type AccountState,
  type Balance,
  freeOf,
  holdingOf,
  newAccount,
  orderOf,
  type PendingWithdrawal,
  type SilenceTimer,
} from './account/state.ts';
export type { AccountStatus } from './account/status.ts';
export { withdrawalIdOf } from './account/withdrawal-id.ts';
export { type Candle, type CandleTrade, withTrade } from './candle/candle.ts';
export { CANDLE_INTERVALS, type CandleInterval, openingOf } from './candle/interval.ts';
export {
  type AdvanceClock,
  CLOCK_STEP_MS,
  type ClockState,
  clock,
  nextAdvanceAt,
} from './clock/clock.ts';
export { DueTimes } from './clock/due-times.ts';
export type * from './clock/event.ts';
export * from './correction/correction.ts';
export { tierOf } from './fees/tier.ts';
export { addVolume, type DayVolume, VOLUME_DAYS, volumeBefore } from './fees/volume.ts';
export {
  AUCTION_MS_MAX,
  BAND_WINDOW_MAX,
  checkListing,
  type FeeTier,
  type Instrument,
  type Listing,
  type ListingDenial,
  type MarketUnits,
  type PriceBand,
  QUANTITY_LOTS_MAX,
} from './instrument/instrument.ts';
export { type LedgerAccount, type Posting, postingsOf } from './ledger/postings.ts';
export { BestPrices, type Resting } from './market/best-prices.ts';
export type * from './market/input.ts';
export type * from './market/outcome.ts';
export { PriceLadder } from './market/price-ladder.ts';
export * from './market/rulesets.ts';
export { dueAtOf } from './order/due.ts';
export type { Exposure } from './order/exposure.ts';
export { holdAssetOf, holdOf } from './order/hold.ts';
export {
  type CloseReason,
  type Order,
  type OrderStatus,
  pairOrders,
  remainingOf,
} from './order/order.ts';
export {
  isShowable,
  type OrderTerms,
  type OrderType,
  orderIdOf,
  placeOf,
  type SelfTradePrevention,
  type Side,
  SLICES_MAX,
  type TimeInForce,
  waitsForStop,
  wrongTerm,
} from './order/terms.ts';
export { dayPnl, unrealised } from './position/pnl.ts';
export * from './position/position.ts';
export * from './risk/limits.ts';
export type * from './risk/marks.ts';
export * from './risk/measured.ts';
export * from './risk/measures.ts';
export { count } from './risk/open-interest.ts';
export * from './risk/thresholds.ts';
export { boundBy, type WatchedBound } from './risk/watch/bound.ts';
export type * from './risk/watch/event.ts';
export type * from './risk/watch/input.ts';
export { newRiskWatch, type RiskWatchState } from './risk/watch/state.ts';
export { watch } from './risk/watch/watch.ts';
export { newMarket, type WatchedMarket } from './risk/watch/watched-market.ts';
export {
  AVERAGE_DECIMALS,
  averagePrice,
  baseAmount,
  notional,
  protectionPrice,
} from './value/arithmetic.ts';
export { dayOf, startOfDay } from './value/day.ts';
export * from './value/units.ts';

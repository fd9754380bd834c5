export { formatLegs, legsOf } from './account/corrections.ts';
export { formatLimits, limitsOf } from './account/limits.ts';
export { decodeAccountEvent, encodeAccountEvent, type WireEvent } from './account-event.ts';
export { candleTradeOf, encodeCandle } from './candle.ts';
export { canonicalJson } from './canonical-json.ts';
export {
  type Catalogue,
  catalogueEvolve,
  emptyCatalogue,
  isKilled,
  type ListedMarket,
  listedMarketOf,
  listingOf,
  marketIn,
  restoreCatalogue,
  type StoredCatalogue,
  scaleIn,
  storedCatalogue,
} from './catalogue.ts';
export { readClockEvents } from './clock-event.ts';
export { canonicalDecimal, digitsOf, formatMinor, formatRate, parseMinor } from './decimal.ts';
export { canonicalForm, chainHash, eventId, GENESIS_HASH, sha256 } from './event-hash.ts';
export { type Grid, gridOf } from './grid.ts';
export {
  decodeOutcome,
  encodeOutcome,
  type Place,
  type PlacedOutcome,
  type Scales,
} from './market-event.ts';
export { type ReadInput, readInput } from './market-input.ts';
export { inNewestVersion, UnknownEventError, versioned } from './newest-version.ts';
export { settlementOf } from './settlement.ts';
export { dayIn, formatDay, formatTime, timeOf } from './time.ts';
export { NOTHING_VOIDED, readVoidedInputs, type VoidedInputs } from './voided-inputs.ts';
export { encodeWatchEvent, formatMeasure, readWatchInput } from './watch-event.ts';

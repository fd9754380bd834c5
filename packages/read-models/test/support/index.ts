/** A venue that writes logs, for tests of what is folded from them. */
export { approve, kill, limit, reject } from './asking.ts';
export { candlesOf, type KnownTrade, statisticsOf, units, written } from './known-trades.ts';
export { measuredBy } from './measured.ts';
export { openLog } from './open-log.ts';
export type { OrderTerms } from './order-terms.ts';
export { randomOf, tradeAtRandom } from './random-trading.ts';
export type { ShownBook, ShownLevels } from './shown-book.ts';
export { Venue } from './venue.ts';

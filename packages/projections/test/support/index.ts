/** The real projector, for tests of what reads its rows. */
export { type Projector, runProjector } from '../../src/index.ts';
export { approve, kill, limit, reject } from './asking.ts';
export { measuredBy } from './measured.ts';
export type { OrderTerms } from './order-terms.ts';
export { openTestPostgres, type TestPostgres } from './postgres.ts';
export { openLog, projectAll, withClient } from './projecting.ts';
export { randomOf, tradeAtRandom } from './random-trading.ts';
export type { ShownBook, ShownLevels } from './shown-book.ts';
export { Venue } from './venue.ts';

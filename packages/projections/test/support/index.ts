/** The real projector, for tests of what reads its rows. */
export { type Projector, runProjector } from '../../src/index.ts';
export { openTestPostgres, type TestPostgres } from './postgres.ts';
export { randomOf, tradeAtRandom } from './random-trading.ts';
export { type OrderTerms, Venue } from './venue.ts';

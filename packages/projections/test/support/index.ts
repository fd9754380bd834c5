export { openTestPostgres, type TestPostgres } from './postgres.ts';
export { randomOf, tradeAtRandom } from './random-trading.ts';
export { type OrderTerms, Venue } from './venue.ts';

export {
  approve,
  kill,
  limit,
  measuredBy,
  type OrderTerms,
  openLog,
  randomOf,
  reject,
  type ShownBook,
  type ShownLevels,
  tradeAtRandom,
  Venue,
} from '@truetape/read-models/testing';
/** The real projector, for tests of what reads its rows. */
export { type Projector, runProjector } from '../../src/index.ts';
export { openTestPostgres, type TestPostgres } from './postgres.ts';
export { projectAll, withClient } from './projecting.ts';

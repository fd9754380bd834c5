export { NEWEST_RULESET, RULESETS } from '@truetape/domain';
export { apply } from './apply.ts';
export { bookText } from './book-text.ts';
export { Checkpoints } from './checkpoints.ts';
export { emptyMarket, type Market } from './market.ts';
export { type Digest, restore, type Snapshot, snapshot, stateOf } from './snapshot.ts';
export { type StandingOrder, standing } from './standing.ts';
export { outcomesOfVoided } from './voided.ts';

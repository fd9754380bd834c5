export { NEWEST_RULESET, RULESETS } from '@truetape/domain';
export { apply } from './apply.ts';
export { emptyMarket, type Market } from './market.ts';
export { type Digest, restore, type Snapshot, snapshot, stateOf } from './snapshot.ts';
export { outcomesOfVoided } from './voided.ts';

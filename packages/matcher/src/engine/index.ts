export { apply } from './apply.ts';
export { Checkpoints } from './checkpoints.ts';
export { emptyMarket, type Market, NEWEST_RULESET, RULESETS } from './market.ts';
export { type Digest, restore, type Snapshot, snapshot, stateOf } from './snapshot.ts';

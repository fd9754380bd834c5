export { apply } from './apply.ts';
export { emptyMarket, type Market, NEWEST_RULESET, RULESETS } from './market.ts';
export { type Digest, restore, type Snapshot, snapshot, stateOf } from './snapshot.ts';
export { type StandingOrder, standing } from './standing.ts';

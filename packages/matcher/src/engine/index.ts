export { apply } from './apply.ts';
export { emptyMarket, type Market, RULESET } from './market.ts';
export { type Digest, restore, type Snapshot, snapshot, stateOf } from './snapshot.ts';

export { apply } from './apply.ts';
export { emptyMarket, type Market, RULESET } from './market.ts';

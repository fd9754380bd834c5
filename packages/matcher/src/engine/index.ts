export { apply } from './engine.ts';
export { emptyMarket, type Market, pictureOf, RULESET } from './market.ts';

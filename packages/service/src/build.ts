/** What this program calls itself in `MarketMatcherStarted`. */
export const BUILD = 'truetape 0.1.0';

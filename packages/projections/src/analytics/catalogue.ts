import type { Described } from './described.ts';
import { ACCOUNTS } from './descriptions/accounts.ts';
import { MARKETS } from './descriptions/markets.ts';
import { ORDERS } from './descriptions/orders.ts';
import { POSITIONS } from './descriptions/positions.ts';
import { checkpoints } from './views/checkpoints.ts';
import { correctedCandles, correctedTrades } from './views/corrected.ts';
import { exposures } from './views/exposures.ts';
import { marketHours } from './views/market-hours.ts';
import type { View } from './views/view.ts';

/** Every table of the read models in words, by what they are about. */
export const DESCRIBED: readonly Described[] = [...MARKETS, ...ORDERS, ...ACCOUNTS, ...POSITIONS];

/** What is reckoned from them. */
export const DERIVED: readonly View[] = [
  correctedTrades,
  correctedCandles,
  marketHours,
  exposures,
  checkpoints,
];

/** All that analysts may read, by name: a view for each table, and those that are reckoned. */
export const VIEWS: readonly View[] = [
  ...DESCRIBED.map(({ table, about, columns }) => ({
    name: table.name,
    key: table.key,
    about,
    columns,
    query: `select ${Object.keys(table.columns).join(', ')} from truetape.${table.name}`,
  })),
  ...DERIVED,
];

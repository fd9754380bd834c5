import type { Described } from './described.ts';
import { ACCOUNTS } from './descriptions/accounts.ts';
import { MARKETS } from './descriptions/markets.ts';
import { ORDERS } from './descriptions/orders.ts';
import { POSITIONS } from './descriptions/positions.ts';
import { USERS } from './descriptions/users.ts';
import { checkpoints } from './views/checkpoints.ts';
import { correctedCandles, correctedTrades } from './views/corrected.ts';
import { exposures } from './views/exposures.ts';
import { marketHours } from './views/market-hours.ts';
import type { View } from './views/view.ts';

/** Every table of the read models in words, by what they are about. */
export const DESCRIBED: readonly Described[] = [
  ...MARKETS,
  ...ORDERS,
  ...ACCOUNTS,
  ...POSITIONS,
  ...USERS,
];

/** What is reckoned from them. */
export const DERIVED: readonly View[] = [
  correctedTrades,
  correctedCandles,
  marketHours,
  exposures,
  checkpoints,
];

/** All that analysts may read, by name: a view for each table, and those that are reckoned. */
export const VIEWS: readonly View[] = [...DESCRIBED.map(viewOf), ...DERIVED];

function viewOf({ table, about, columns, sealed }: Described): View {
  const shown = Object.keys(table.columns).filter((column) => !sealed.includes(column));
  return {
    name: table.name,
    key: table.key,
    about,
    columns: Object.fromEntries(shown.map((column) => [column, columns[column] ?? ''])),
    query: `select ${shown.join(', ')} from truetape.${table.name}`,
  };
}

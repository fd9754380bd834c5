import type { Grid } from '@truetape/codec';
import { type Market, stateOf } from '@truetape/matcher/engine';

/** Best price first; at each price its orders, the first one first: number, and what it shows. */
export type ShownLevels = readonly (readonly [
  price: string,
  orders: readonly (readonly [orderNumber: number, shown: string])[],
])[];

export interface ShownBook {
  readonly buy: ShownLevels;
  readonly sell: ShownLevels;
}

/** What a market shows, as its engine knows it. */
export function shownBy(market: Market, grid: Grid): ShownBook {
  const { bids, asks } = JSON.parse(stateOf(market)) as { bids: number[]; asks: number[] };
  return { buy: levelsOf(bids, grid), sell: levelsOf(asks, grid) };
}

/** Of an order: account, revision, order number, price, quantity, what it shows, and its rates. */
const COLUMNS = 8;

/** @param orders worst price first, and at each price the first one first */
function levelsOf(orders: readonly number[], grid: Grid): ShownLevels {
  const levels = new Map<string, [number, string][]>();
  for (let at = 0; at < orders.length; at += COLUMNS) {
    const [orderNumber, price, , shown] = orders.slice(at + 2) as [number, number, number, number];
    const written = grid.formatPrice(price as never);
    const level = levels.get(written) ?? [];
    level.push([orderNumber, grid.formatQuantity(shown as never)]);
    levels.set(written, level);
  }
  return [...levels].reverse();
}

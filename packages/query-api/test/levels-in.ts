import type { BookLevels, WireLevel } from '@truetape/market-data';
import { units, written } from '@truetape/read-models/testing';

/** The levels that the orders in a digest's text make, added up in the plainest way. */
export function levelsIn(text: string): BookLevels {
  const [bids = [], asks = []] = text.split('#').map((side) => {
    const levels = new Map<string, bigint>();
    for (const order of side === '' ? [] : side.split('|')) {
      const [, price = '', quantity = ''] = order.split(':');
      levels.set(price, (levels.get(price) ?? 0n) + units(quantity));
    }
    return [...levels].map(([price, lots]): WireLevel => [price, written(lots)]);
  });
  return { bids, asks };
}

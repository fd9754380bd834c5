import type { Page } from '@truetape/contracts';
import type { Snapshot } from './snapshot.ts';

/**
 * A page of a snapshot for which one row more than `limit` was asked: its presence says that there is a next page.
 *
 * @param cursorOf the cursor that goes on after a row
 */
export function pageOf<R, Item>(
  { rows, position }: Snapshot<R>,
  limit: number,
  itemOf: (row: R) => Item,
  cursorOf: (row: R) => string,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? cursorOf(last) : null;
  return { items: shown.map(itemOf), next, position };
}

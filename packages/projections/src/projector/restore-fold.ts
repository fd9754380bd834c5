import { streams } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { type CombinedFold, combineFolds } from '../framework/combined-fold.ts';
import { instrumentsTable } from '../instruments/instruments-table.ts';
import { READ_MODELS } from '../read-models.ts';
import type { StoredFold } from '../row-store.ts';

/**
 * The fold as it was when the checkpoint was written: from the rows that it still needs (open orders, balances, holds,
 * instruments) and the listings, never from the whole log. So a start takes as long as there are open orders.
 *
 * @throws PoisonedEventError or InvariantError when rows contradict each other
 */
export async function restoreFold(
  { checkpoint, needed }: StoredFold,
  log: EventLog,
): Promise<CombinedFold> {
  const fold = combineFolds(READ_MODELS);
  const listed = needed.find(([table]) => table.name === instrumentsTable.name)?.[1] ?? [];
  const listings = listed.map(({ symbol }) => streams.instrument(String(symbol)));
  const recalled: RecordedEvent[] = [];
  for (const stream of [streams.venue, ...listings]) {
    for await (const events of log.readStream(stream)) {
      for (const event of events) if (event.position <= checkpoint.position) recalled.push(event);
    }
  }
  recalled.sort((one, other) => one.position - other.position);
  for (const event of recalled) fold.recall(event);
  for (const [table, rows] of needed) for (const row of rows) fold.restore(table, row);
  return fold;
}

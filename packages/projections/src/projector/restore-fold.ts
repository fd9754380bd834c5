import { idOf, streams } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { type CombinedFold, combineParts } from '@truetape/read-models';
import { instrumentsTable } from '@truetape/read-models/tables';
import type { StoredModel } from '../row-store.ts';

/** Where a reading for all of them begins. */
export const lowestOf = (models: readonly StoredModel[]): number =>
  Math.min(...models.map(({ checkpoint }) => checkpoint.position));

/**
 * The fold as it was when the checkpoints were written: from the rows that it still needs (open orders, balances,
 * holds, instruments) and the listings, never from the whole log. So a start takes as long as there are open orders.
 *
 * @throws PoisonedEventError when a listing cannot be read
 * @throws CorruptRowsError when rows contradict each other
 */
export async function restoreFold(
  models: readonly StoredModel[],
  log: EventLog,
): Promise<CombinedFold> {
  const fold = combineParts(
    models.map(({ model, checkpoint, needed }) => ({ model, needed, after: checkpoint.position })),
  );
  const position = lowestOf(models);
  for (const event of await listingsUpTo(position, models, log)) fold.recall(event);
  fold.begin(position);
  return fold;
}

async function listingsUpTo(
  position: number,
  models: readonly StoredModel[],
  log: EventLog,
): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const events of listings(position, models, log)) {
    for (const event of events) if (event.position <= position) found.push(event);
  }
  return found.sort((one, other) => one.position - other.position);
}

/** Who has the instruments among its rows knows their streams; others look for them in the log. */
async function* listings(position: number, models: readonly StoredModel[], log: EventLog) {
  const listed = models
    .flatMap(({ needed }) => needed)
    .find(([table]) => table.name === instrumentsTable.name)?.[1];
  if (listed !== undefined) {
    const symbols = listed.map(({ symbol }) => streams.instrument(String(symbol)));
    for (const stream of [streams.venue, ...symbols]) yield* log.readStream(stream);
    return;
  }
  for await (const events of log.readAll({ after: -1, upTo: position })) {
    yield events.filter(
      ({ stream }) => stream === streams.venue || idOf('instrument', stream) !== undefined,
    );
  }
}

import { Changes, combineFolds, READ_MODELS, type Row, TABLES } from '../../src/index.ts';
import { openLog } from './open-log.ts';
import { Venue } from './venue.ts';

/** Plays a script and gives the rows that the folds make of it, by table. */
export async function rowsAfter(script: (venue: Venue) => void): Promise<Record<string, Row[]>> {
  const log = openLog();
  const venue = new Venue(log);
  venue.open('buyer', 'seller');
  script(venue);
  await venue.settled();
  const fold = combineFolds(READ_MODELS);
  const changes = new Changes();
  for await (const events of log.readAll({ after: -1 })) {
    for (const event of events) fold.apply(event, changes);
  }
  await log.close();
  return Object.fromEntries(
    TABLES.map((table) => [
      table.name,
      [...changes.of(table).values()].filter((row): row is Row => row !== null),
    ]),
  );
}

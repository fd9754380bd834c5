import { START } from '@truetape/event-store';
import type { Result } from '@truetape/kernel';
import { type Behind, behind } from './behind.ts';
import { type DatabaseOptions, openDatabase, type Unavailable } from './database.ts';
import { Positions } from './positions.ts';
import { readPosition, readSnapshot, type Selection, type Snapshot, tablesIn } from './snapshot.ts';

/** Why there are no rows. Never the client's fault. */
export type NotRead = Unavailable | Behind;

/** The read models as the routes ask them. */
export interface ReadModels {
  /**
   * Rows that reflect at least `minPosition`, and no less than was shown before: a Postgres that was killed may have lost
   * its last commits, which are then made again. Waits for it, two seconds at most.
   */
  read<R extends object>(
    selection: Selection,
    minPosition: number | undefined,
  ): Promise<Result<Snapshot<R>, NotRead>>;
  close(): Promise<void>;
}

/** Tables that questions read together, and what is known of where they are. */
interface Known {
  readonly tables: readonly string[];
  readonly positions: Positions;
  shown: number;
}

export function openReadModels(options: DatabaseOptions): ReadModels {
  const database = openDatabase(options);
  /** By the tables that questions name together: as many as there are kinds of questions. */
  const asked = new Map<string, Known>();
  const knownOf = (selection: Selection): Known => {
    const tables = tablesIn(selection);
    const found = asked.get(tables.join());
    if (found !== undefined) return found;
    const position = () => readPosition(database, tables);
    const made = { tables, positions: new Positions({ position }), shown: START };
    asked.set(tables.join(), made);
    return made;
  };
  return {
    read: async <R extends object>(selection: Selection, minPosition = START) => {
      const known = knownOf(selection);
      const least = Math.max(minPosition, known.shown);
      // Mostly they are there already: then one question is enough.
      let found = await readSnapshot<R>(database, known.tables, selection);
      if (found.ok && found.value.position < least) {
        await known.positions.reached(least);
        found = await readSnapshot<R>(database, known.tables, selection);
      }
      if (!found.ok) return found;
      const { position } = found.value;
      if (position < minPosition) return behind(position, minPosition);
      if (position < least) return behind(position, least, 'was shown before');
      known.shown = Math.max(known.shown, position);
      return found;
    },
    close: () => database.close(),
  };
}

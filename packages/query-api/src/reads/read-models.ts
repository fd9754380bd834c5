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
  /** Rows that reflect at least `minPosition`; waits for it, two seconds at most. */
  read<R extends object>(
    selection: Selection,
    minPosition: number | undefined,
  ): Promise<Result<Snapshot<R>, NotRead>>;
  close(): Promise<void>;
}

export function openReadModels(options: DatabaseOptions): ReadModels {
  const database = openDatabase(options);
  /** Of the tables that questions name together: as many as there are kinds of questions. */
  const positions = new Map<string, Positions>();
  const positionsOf = (selection: Selection): Positions => {
    const tables = tablesIn(selection);
    const known = positions.get(tables.join());
    if (known !== undefined) return known;
    const made = new Positions({ position: () => readPosition(database, tables) });
    positions.set(tables.join(), made);
    return made;
  };
  return {
    read: async <R extends object>(selection: Selection, minPosition = START) => {
      // Mostly they are there already: then one question is enough.
      const found = await readSnapshot<R>(database, selection);
      if (!found.ok || found.value.position >= minPosition) return found;
      await positionsOf(selection).reached(minPosition);
      const again = await readSnapshot<R>(database, selection);
      if (!again.ok || again.value.position >= minPosition) return again;
      return behind(again.value.position, minPosition);
    },
    close: () => database.close(),
  };
}

import { failed, type Result } from '@truetape/kernel';
import { type DatabaseOptions, openDatabase, type Unavailable } from './database.ts';
import { Positions } from './positions.ts';
import { readPosition, readSnapshot, type Selection, type Snapshot, tablesIn } from './snapshot.ts';

/** The read models as the routes ask them. */
export interface ReadModels {
  /** Rows that reflect at least `minPosition`; SERVICE_UNAVAILABLE when that takes more than two seconds. */
  read<R extends object>(
    selection: Selection,
    minPosition: number | undefined,
  ): Promise<Result<Snapshot<R>, Unavailable>>;
  close(): Promise<void>;
}

export function openReadModels(options: DatabaseOptions): ReadModels {
  const database = openDatabase(options);
  /** Of the tables that questions name together: as many as there are kinds of questions. */
  const positions = new Map<string, Positions>();
  const positionsOf = (select: string): Positions => {
    const tables = tablesIn(select);
    const known = positions.get(tables.join());
    if (known !== undefined) return known;
    const made = new Positions({ position: () => readPosition(database, tables) });
    positions.set(tables.join(), made);
    return made;
  };
  return {
    read: async (selection, minPosition) => {
      if (
        minPosition !== undefined &&
        !(await positionsOf(selection.select).reached(minPosition))
      ) {
        return failed('SERVICE_UNAVAILABLE');
      }
      return readSnapshot(database, selection);
    },
    close: () => database.close(),
  };
}

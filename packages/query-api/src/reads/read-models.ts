import { failed, type Result } from '@truetape/kernel';
import { type DatabaseOptions, openDatabase, type Unavailable } from './database.ts';
import { Positions } from './positions.ts';
import { readSnapshot, type Selection, type Snapshot } from './snapshot.ts';

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
  const positions = new Positions({
    position: async () => {
      const snapshot = await readSnapshot(database, { select: 'true as here', values: [] });
      return snapshot.ok ? snapshot.value.position : undefined;
    },
  });
  return {
    read: async (selection, minPosition) => {
      if (minPosition !== undefined && !(await positions.reached(minPosition))) {
        return failed('SERVICE_UNAVAILABLE');
      }
      return readSnapshot(database, selection);
    },
    close: () => database.close(),
  };
}

import { START } from '@truetape/event-store';
import type { Result } from '@truetape/kernel';
import { type Behind, behind } from './behind.ts';
import { type DatabaseOptions, openDatabase, type Unavailable } from './database.ts';
import { Positions } from './positions.ts';
import { readSnapshot, type Selection, type Snapshot } from './snapshot.ts';

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
  const positions = new Positions({
    position: async () => {
      const snapshot = await readSnapshot(database, { select: 'true as here', values: [] });
      return snapshot.ok ? snapshot.value.position : undefined;
    },
  });
  return {
    read: async <R extends object>(selection: Selection, minPosition = START) => {
      // Mostly they are there already: then one question is enough.
      const found = await readSnapshot<R>(database, selection);
      if (!found.ok || found.value.position >= minPosition) return found;
      await positions.reached(minPosition);
      const again = await readSnapshot<R>(database, selection);
      if (!again.ok || again.value.position >= minPosition) return again;
      return behind(again.value.position, minPosition);
    },
    close: () => database.close(),
  };
}

import { SNAPSHOTS_KEPT, type Snapshot, type Snapshots } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import type { Faults } from '../faults/faults.ts';

/**
 * A double: snapshots that are lost and damaged. Whoever reads them is told of damage, as the port promises; that files
 * notice it is tested with files.
 */
export class SimulatedSnapshots implements Snapshots {
  readonly #stored = new Map<string, readonly Snapshot[]>();
  readonly #faults: Faults;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  async save(snapshot: Snapshot): Promise<void> {
    const older = this.#stored.get(snapshot.name) ?? [];
    this.#stored.set(snapshot.name, [snapshot, ...older].slice(0, SNAPSHOTS_KEPT));
  }

  async *newestFirst(name: string): AsyncIterable<Result<Snapshot, string>> {
    const faults = this.#faults;
    const stored = this.#stored.get(name) ?? [];
    if (stored.length > 0 && faults.strikes('missing-snapshot', 15)) return;
    const isOld = stored.length > 1 && faults.strikes('old-snapshot', 25);
    for (const snapshot of isOld ? stored.slice(1) : stored) {
      if (faults.strikes('truncated-snapshot', 20)) yield failed('its checksum is wrong');
      else yield ok(snapshot);
    }
  }
}

import type { Result } from '@truetape/kernel';
import { SNAPSHOTS_KEPT, type Snapshot, type Snapshots } from '../snapshots.ts';
import { assertSnapshotName, decodeSnapshot, encodeSnapshot } from './stored-snapshot.ts';

/** Snapshots that last as long as the process. */
export class MemorySnapshots implements Snapshots {
  /** Stored forms by name, the newest first. */
  readonly stored = new Map<string, Uint8Array[]>();

  async save(snapshot: Snapshot): Promise<void> {
    const { name } = snapshot;
    assertSnapshotName(name);
    const bytes = await encodeSnapshot(snapshot);
    const older = this.stored.get(name) ?? [];
    this.stored.set(name, [bytes, ...older].slice(0, SNAPSHOTS_KEPT));
  }

  async *newestFirst(name: string): AsyncIterable<Result<Snapshot, string>> {
    for (const bytes of this.stored.get(name) ?? []) yield await decodeSnapshot(bytes);
  }
}

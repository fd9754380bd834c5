import type { Result } from '@truetape/kernel';

/**
 * State folded from a log up to one of its events, so that a start need not fold it again. It proves nothing and may be
 * thrown away: the log has it all.
 */
export interface Snapshot {
  /** Whose state: lower-case letters and hyphens. */
  readonly name: string;
  /** Of the body. Who reads another version ignores the snapshot. */
  readonly schemaVersion: number;
  readonly logId: string;
  /**
   * Of the last event that was read, whether it changed the state or not: where nothing happens in one market, its
   * snapshots are as fresh as all others. Reading goes on after it.
   */
  readonly position: number;
  /** Of the event at that position: a log that has another one there is another log. */
  readonly hash: string;
  /** Equal states have equal bytes. */
  readonly body: Uint8Array;
}

/** So many snapshots of a name are kept: when the newest one is bad, the one before it is used. */
export const SNAPSHOTS_KEPT = 2;

/**
 * Where snapshots lie. One process saves, any number reads.
 *
 * Promises of every adapter, proven by the contract suite:
 * - a snapshot is whole or not there: who dies while saving leaves the older ones;
 * - what comes back is what was saved, to the byte, or a failure that says why not;
 * - the newest {@link SNAPSHOTS_KEPT} that were saved under a name are kept, and no older ones.
 */
export interface Snapshots {
  /** Settles when the snapshot is on disk. Rejects when it cannot be, and leaves the older ones. */
  save(snapshot: Snapshot): Promise<void>;

  /** What is stored under a name, the one that was saved last first; for one that is damaged, why. */
  newestFirst(name: string): AsyncIterable<Result<Snapshot, string>>;
}

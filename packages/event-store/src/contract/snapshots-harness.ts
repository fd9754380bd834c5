import type { Snapshot, Snapshots } from '../snapshots.ts';

/** How the suite gets at one adapter. */
export interface SnapshotsHarness {
  /** A new, empty place. */
  readonly open: () => Promise<SnapshotsUnderTest>;
}

export interface SnapshotsUnderTest {
  readonly snapshots: Snapshots;
  /** As another process sees the same place, or the next one. */
  reopen(): Promise<Snapshots>;
  /** Changes the stored bytes of a name's newest snapshot. */
  spoil(name: string, change: (bytes: Uint8Array) => Uint8Array): Promise<void>;
  /** Leaves what a process leaves that dies in the middle of saving. */
  dieSaving(snapshot: Snapshot): Promise<void>;
  /** How many snapshots of a name take room. */
  count(name: string): Promise<number>;
  dispose(): Promise<void>;
}

/** One promise of the port. */
export interface SnapshotRule {
  readonly title: string;
  readonly check: (subject: SnapshotsUnderTest) => Promise<void>;
}

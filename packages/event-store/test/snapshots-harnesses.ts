import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SnapshotsHarness } from '@truetape/event-store/contract';
import { FileSnapshots, MemorySnapshots } from '../src/index.ts';
import { encodeSnapshot } from '../src/snapshot/stored-snapshot.ts';

export const memorySnapshotsHarness: SnapshotsHarness = {
  open: async () => {
    const snapshots = new MemorySnapshots();
    return {
      snapshots,
      reopen: async () => snapshots,
      spoil: async (name, change) => {
        const [newest, ...older] = snapshots.stored.get(name) ?? [];
        if (newest !== undefined) snapshots.stored.set(name, [change(newest), ...older]);
      },
      // It is in the memory of the process that dies: nothing is left of it.
      dieSaving: async () => undefined,
      count: async (name) => snapshots.stored.get(name)?.length ?? 0,
      dispose: async () => undefined,
    };
  },
};

export const fileSnapshotsHarness: SnapshotsHarness = {
  open: async () => {
    const parent = mkdtempSync(join(tmpdir(), 'truetape-snapshots-'));
    const folder = join(parent, 'snapshots');
    const filesOf = (name: string) =>
      readdirSync(folder)
        .filter((file) => file.startsWith(`${name}-0`))
        .sort();
    const newestOf = (name: string) => join(folder, filesOf(name).at(-1) ?? '');
    return {
      snapshots: new FileSnapshots(folder),
      reopen: async () => new FileSnapshots(folder),
      spoil: async (name, change) => {
        const file = newestOf(name);
        writeFileSync(file, change(readFileSync(file)));
      },
      dieSaving: async (snapshot) => {
        const bytes = await encodeSnapshot(snapshot);
        const draft = `${newestOf(snapshot.name).replace(/\d+\.snapshot/, '0000000099.snapshot')}.draft`;
        writeFileSync(draft, bytes.subarray(0, bytes.length / 2));
      },
      count: async (name) => filesOf(name).length,
      dispose: async () => rmSync(parent, { recursive: true, force: true }),
    };
  },
};

import { ok as holds } from 'node:assert';
import {
  checkSnapshotRule,
  type SnapshotsHarness,
  snapshotRules,
} from '@truetape/event-store/contract';
import { describe, it } from 'vitest';
import type { Snapshot, Snapshots } from '../src/index.ts';
import { memorySnapshotsHarness } from './snapshots-harnesses.ts';

/** Snapshots in memory with one promise broken. */
function planted(breakIt: (snapshots: Snapshots) => Partial<Snapshots>): SnapshotsHarness {
  return {
    open: async () => {
      const subject = await memorySnapshotsHarness.open();
      const { snapshots } = subject;
      const broken: Snapshots = {
        save: (snapshot) => snapshots.save(snapshot),
        newestFirst: (name) => snapshots.newestFirst(name),
        ...breakIt(snapshots),
      };
      return { ...subject, snapshots: broken, reopen: async () => broken };
    },
  };
}

const faults: readonly (readonly [string, (snapshots: Snapshots) => Partial<Snapshots>])[] = [
  ['keeps nothing', () => ({ save: async () => undefined })],
  [
    'mixes up names',
    (snapshots) => ({
      save: (snapshot) => snapshots.save({ ...snapshot, name: 'state' }),
      newestFirst: () => snapshots.newestFirst('state'),
    }),
  ],
  [
    'gives the oldest first',
    (snapshots) => ({
      newestFirst: async function* (name) {
        yield* (await all(snapshots, name)).reverse();
      },
    }),
  ],
  [
    'says nothing of what is damaged',
    (snapshots) => ({
      newestFirst: async function* (name) {
        for (const stored of await all(snapshots, name)) if (stored.ok) yield stored;
      },
    }),
  ],
  [
    'forgets where the log was',
    (snapshots) => ({ save: (snapshot) => snapshots.save({ ...snapshot, position: 0 }) }),
  ],
  [
    'keeps one only',
    (snapshots) => ({
      newestFirst: async function* (name) {
        yield* (await all(snapshots, name)).slice(0, 1);
      },
    }),
  ],
  [
    'changes the body',
    (snapshots) => ({
      save: (snapshot: Snapshot) =>
        snapshots.save({ ...snapshot, body: Buffer.from(`${Buffer.from(snapshot.body)} `) }),
    }),
  ],
];

async function all(snapshots: Snapshots, name: string) {
  const stored = [];
  for await (const each of snapshots.newestFirst(name)) stored.push(each);
  return stored;
}

describe('the contract suite for snapshots', () => {
  for (const [fault, breakIt] of faults) {
    it(`finds a place that ${fault}`, async () => {
      const harness = planted(breakIt);
      const broken: string[] = [];
      for (const rule of snapshotRules) {
        await checkSnapshotRule(rule, harness).catch(() => broken.push(rule.title));
      }
      holds(broken.length > 0, 'a planted fault is found');
    });
  }
});

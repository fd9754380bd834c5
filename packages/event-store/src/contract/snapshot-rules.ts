import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import type { RecordedEvent } from '@truetape/kernel';
import type { EventLog } from '../log.ts';
import { MemoryDisk } from '../memory/memory-disk.ts';
import { MemoryLog } from '../memory/memory-log.ts';
import { newestUsable } from '../snapshot/newest-usable.ts';
import { SNAPSHOTS_KEPT, type Snapshot, type Snapshots } from '../snapshots.ts';
import { fill, readAll, samples } from './samples.ts';
import type { SnapshotRule, SnapshotsHarness } from './snapshots-harness.ts';

/** Everything the port of snapshots promises. There is no way to ask for less. */
export const snapshotRules: readonly SnapshotRule[] = [
  {
    title: 'save › is given back to the byte, by whoever looks',
    check: async (subject) => {
      const saved = [
        snapshot({ body: Buffer.alloc(0) }),
        snapshot({ name: 'lines', body: Buffer.from('{"a":1}\n\n{"b":2}\n') }),
        snapshot({
          name: 'bytes',
          position: 7,
          body: Uint8Array.from({ length: 256 }, (_, n) => n),
        }),
        snapshot({ name: 'large', body: Buffer.alloc(200_000, 'large') }),
      ];
      for (const each of saved) await subject.snapshots.save(each);
      for (const snapshots of [subject.snapshots, await subject.reopen()]) {
        for (const each of saved) equal(await whole(snapshots, each.name), [plain(each)]);
      }
      equal(await whole(subject.snapshots, 'nobody'), []);
    },
  },
  {
    title: 'save › keeps the newest ones of each name, whatever their positions, and no others',
    check: async (subject) => {
      for (const position of [900, 10, 20, 30]) {
        await subject.snapshots.save(snapshot({ position }));
        await subject.snapshots.save(snapshot({ name: 'other-state', position: position + 1 }));
      }
      const snapshots = await subject.reopen();
      equal(await positionsOf(snapshots, 'state'), [30, 20]);
      equal(await positionsOf(snapshots, 'other-state'), [31, 21]);
      equal(await subject.count('state'), SNAPSHOTS_KEPT);
      holds(SNAPSHOTS_KEPT >= 2, 'there is always one before the newest');
    },
  },
  {
    title: 'save › takes several at once in the order of the calls',
    check: async ({ snapshots }) => {
      await Promise.all([1, 2, 3, 4].map((position) => snapshots.save(snapshot({ position }))));
      equal(await positionsOf(snapshots, 'state'), [4, 3]);
    },
  },
  {
    title:
      'save › cut short by the end of its process leaves the older ones, and the next one cleans up',
    check: async (subject) => {
      await subject.snapshots.save(snapshot({ position: 1 }));
      await subject.snapshots.save(snapshot({ position: 2 }));
      await subject.dieSaving(snapshot({ position: 3 }));
      const snapshots = await subject.reopen();
      equal(await positionsOf(snapshots, 'state'), [2, 1]);
      await snapshots.save(snapshot({ position: 4 }));
      equal(await positionsOf(snapshots, 'state'), [4, 2]);
      equal(await subject.count('state'), SNAPSHOTS_KEPT);
    },
  },
  {
    title: 'damage › of any byte, or any cut, is told, and the one before is used',
    check: async (subject) => {
      const { snapshots } = subject;
      const log = await logOf(3);
      const [older, newer] = await snapshotsOf(log);
      await snapshots.save(older);
      await snapshots.save(newer);
      let whole: Uint8Array = Buffer.alloc(0);
      await subject.spoil('state', (bytes) => {
        whole = Buffer.from(bytes);
        return bytes;
      });
      equal((await usable(snapshots, log)).used, plain(newer));
      for (let at = 0; at < whole.length; at += 7) {
        for (const change of [flipped, cut]) {
          await subject.spoil('state', () => change(whole, at));
          const { used, ignored } = await usable(await subject.reopen(), log);
          equal(used, plain(older), `${change.name} at ${at}`);
          equal(ignored.length, 1);
        }
      }
    },
  },
  {
    title: 'damage › of all of them leaves none, and says why of each',
    check: async (subject) => {
      const log = await logOf(2);
      const [older] = await snapshotsOf(log);
      await subject.snapshots.save(older);
      await subject.spoil('state', () => Buffer.from('nonsense'));
      const { used, ignored } = await usable(await subject.reopen(), log);
      equal([used, ignored], [undefined, ['it is not a snapshot']]);
    },
  },
  ...[
    {
      what: 'of another log',
      change: { logId: 'another' },
      reason: 'it is of log another',
    },
    {
      what: 'of a later version',
      change: { schemaVersion: 2 },
      reason: 'its version is 2, this program reads 1',
    },
    {
      what: 'that is newer than the log',
      change: { position: 3 },
      reason: 'the log has no event at position 3',
    },
    {
      what: 'of another event at its position',
      change: { hash: 'f'.repeat(64) },
      reason: 'the log has another event at position 2',
    },
  ].map(
    ({ what, change, reason }): SnapshotRule => ({
      title: `use › passes over one ${what}, and takes the one before`,
      check: async ({ snapshots }) => {
        const log = await logOf(3);
        const [older, newer] = await snapshotsOf(log);
        await snapshots.save(older);
        await snapshots.save({ ...newer, ...change });
        equal(await usable(snapshots, log), { used: plain(older), ignored: [reason] });
      },
    }),
  ),
  {
    title: 'use › goes on with new snapshots beside those of a longer log',
    check: async ({ snapshots }) => {
      const log = await logOf(3);
      const [older, newer] = await snapshotsOf(log);
      for (const position of [100, 101]) await snapshots.save({ ...newer, position });
      await snapshots.save(older);
      equal((await usable(snapshots, log)).used, plain(older));
      await snapshots.save(newer);
      equal((await usable(snapshots, log)).used, plain(newer));
    },
  },
];

/** Checks one rule on a new place. @throws whatever the rule found wrong */
export async function checkSnapshotRule(
  rule: SnapshotRule,
  harness: SnapshotsHarness,
): Promise<void> {
  const subject = await harness.open();
  try {
    await rule.check(subject);
  } finally {
    await subject.dispose();
  }
}

function snapshot(given: Partial<Snapshot>): Snapshot {
  const body = Buffer.from(`state at ${given.position}`);
  const hash = 'a'.repeat(64);
  return { name: 'state', schemaVersion: 1, logId: 'log', position: 1, hash, body, ...given };
}

/** With bytes that compare, whatever class they came in. */
const plain = ({ body, ...facts }: Snapshot) => ({ ...facts, body: Buffer.from(body) });

async function whole(snapshots: Snapshots, name: string): Promise<Snapshot[]> {
  const found: Snapshot[] = [];
  for await (const stored of snapshots.newestFirst(name)) {
    if (stored.ok) found.push(plain(stored.value));
  }
  return found;
}

async function positionsOf(snapshots: Snapshots, name: string): Promise<number[]> {
  return (await whole(snapshots, name)).map(({ position }) => position);
}

async function logOf(events: number): Promise<EventLog> {
  const log = new MemoryLog({ disk: new MemoryDisk(), onFatal: () => {} });
  await fill(log, 'a', samples(events), 1);
  return log;
}

/** Of the last two events of a log. */
async function snapshotsOf(log: EventLog): Promise<[Snapshot, Snapshot]> {
  const at = ({ position, hash }: RecordedEvent) =>
    snapshot({ logId: log.logId, position, hash, body: Buffer.from(`state at ${position}`) });
  const [older, newer] = (await readAll(log)).slice(-2).map(at);
  if (older === undefined || newer === undefined) throw new Error('a log of two events');
  return [older, newer];
}

async function usable(snapshots: Snapshots, log: EventLog) {
  const ignored: string[] = [];
  const used = await newestUsable(snapshots, log, {
    name: 'state',
    schemaVersion: 1,
    onIgnored: (reason) => void ignored.push(reason),
  });
  return { used: used && plain(used), ignored };
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Buffer.from(bytes);
  changed[at] = (bytes[at] as number) ^ 1;
  return changed;
}

const cut = (bytes: Uint8Array, at: number) => bytes.subarray(0, at);

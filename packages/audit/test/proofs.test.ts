import { deepStrictEqual as equal, ok as holds, match } from 'node:assert';
import { generateKeyPairSync } from 'node:crypto';
import type { InclusionProof, Receipt, SignedAnchor } from '@truetape/contracts';
import { MemoryDisk, MemoryLog, NO_STREAM, START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { describe, test } from 'vitest';
import {
  extendsLog,
  holdsAnchor,
  LogTree,
  parseProof,
  proveConsistency,
  proveInclusion,
  signAnchor,
  verifyProof,
} from '../src/index.ts';
import { appendAnchorsTo } from '../src/notary/index.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const at = '2026-11-21T09:30:00.000Z';
const SIZE = 40;

/** A log of some streams, one with a name as long as any; `change` says other words somewhere. */
async function logOf(size: number, change = -1, disk = new MemoryDisk('the-log')) {
  const log = new MemoryLog({ disk });
  const revisions = new Map<string, number>();
  for (let index = 0; index < size; index++) {
    const stream = `stream-${index % 3}`;
    const revision = revisions.get(stream) ?? NO_STREAM;
    const words = index === change ? 'forged' : `words ${index}`;
    const event = { type: 'Said', schemaVersion: 1, correlationId: 'test', data: { words } };
    await log.append(stream, revision, [event]);
    revisions.set(stream, revision + 1);
  }
  return log;
}

async function eventsIn(log: MemoryLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll({ after: START })) events.push(...batch);
  return events;
}

async function anchorAt(log: MemoryLog, size: number): Promise<SignedAnchor> {
  const tree = new LogTree();
  for (const event of (await eventsIn(log)).slice(0, size)) tree.add(event);
  const anchor = { at, format: 'truetape-anchor-1', logId: log.logId, ...tree.head() } as const;
  return signAnchor(anchor, privateKey);
}

const receiptOf = ({ stream, revision, hash }: RecordedEvent): Receipt => ({
  stream,
  revision,
  hash,
});

async function provenIn(log: MemoryLog, index: number, outside: readonly SignedAnchor[]) {
  const event = (await eventsIn(log))[index] as RecordedEvent;
  const proved = await proveInclusion(log, receiptOf(event), outside);
  if (!proved.ok) throw new Error(proved.failure);
  return proved.value;
}

async function proofIn(log: MemoryLog, index: number, size: number): Promise<InclusionProof> {
  const proved = await provenIn(log, index, [await anchorAt(log, size)]);
  if (proved.by !== 'outside anchor') throw new Error(proved.by);
  return proved.proof;
}

describe('an acknowledged event', () => {
  test('is proved under the first outside anchor that has it, wherever it is, and without the log', async () => {
    const log = await logOf(SIZE);
    const outside = await Promise.all([SIZE, 7, 23, 32].map((size) => anchorAt(log, size)));
    for (let index = 0; index < SIZE; index++) {
      const proved = await provenIn(log, index, outside);
      holds(proved.by === 'outside anchor');
      const { proof, place } = proved;
      equal(
        [proof.anchor.anchor.size, place.index],
        [[7, 23, 32, SIZE].find((size) => size > index), index],
      );
      const read = parseProof(JSON.stringify(proof));
      equal(read, proof);
      equal(verifyProof(proof, publicKey), { ok: true, value: proof });
    }
  });

  test('that no outside anchor has is under an anchor of the log, or younger than all', async () => {
    const log = await logOf(SIZE);
    const { anchor } = await anchorAt(log, 30);
    const { format: _, ...head } = anchor;
    await appendAnchorsTo(log, 'test')(NO_STREAM, [head]);
    const outside = [await anchorAt(log, 20)];
    equal((await provenIn(log, 19, outside)).by, 'outside anchor');
    equal((await provenIn(log, 20, outside)).by, 'anchor in the log');
    equal((await provenIn(log, 29, outside)).by, 'anchor in the log');
    equal((await provenIn(log, 30, outside)).by, 'nothing');
  });

  test('is disproved when the log has another one there, or none', async () => {
    const log = await logOf(SIZE);
    const receipt = receiptOf((await eventsIn(log))[10] as RecordedEvent);
    const outside = [await anchorAt(log, 30)];
    const ask = async (other: MemoryLog, asked = receipt) => {
      const proved = await proveInclusion(other, asked, outside);
      return proved.ok ? proved.value.by : proved.failure;
    };
    equal(await ask(log), 'outside anchor');
    match(await ask(await logOf(SIZE, 10)), /stream-1 revision 3 has another hash/);
    match(await ask(await logOf(10)), /There is no stream-1 revision 3/);
    match(await ask(log, { ...receipt, stream: 'stream-9' }), /There is no stream-9/);
  });

  test('is disproved when the log is not the one that was anchored, though the event is there', async () => {
    const log = await logOf(SIZE);
    const outside = [await anchorAt(log, 30)];
    const receipt = receiptOf((await eventsIn(log))[10] as RecordedEvent);
    const ask = async (other: MemoryLog) => {
      const proved = await proveInclusion(other, receipt, outside);
      return proved.ok ? proved.value.by : proved.failure;
    };
    match(await ask(await logOf(SIZE, 9)), /its first 30 events were others/);
    match(await ask(await logOf(SIZE, 20)), /its first 30 events were others/);
    match(await ask(await logOf(29)), /it has 30 events, and the log only 29/);
    match(await ask(await logOf(SIZE, -1, new MemoryDisk('another'))), /it is of the log the-log/);
    equal(await ask(await logOf(SIZE, 33)), 'outside anchor', 'what is younger says nothing of it');
  });

  test('is not proved by a proof in which anything is changed', async () => {
    const proof = await proofIn(await logOf(SIZE), 10, 30);
    const other = await proofIn(await logOf(SIZE), 11, 30);
    const { signature } = other.anchor;
    const changed: readonly (readonly [string, InclusionProof])[] = [
      ['not what its hash says', { ...proof, event: other.event }],
      ['not that of the receipt', { ...proof, receipt: { ...proof.receipt, revision: 4 } }],
      ['not what its hash says', { ...proof, receipt: other.receipt }],
      ['does not lead', { ...proof, index: 11 }],
      ['does not lead', { ...proof, path: proof.path.slice(1) }],
      ['does not lead', { ...proof, path: other.path }],
      [
        'false signature',
        { ...proof, anchor: { anchor: { ...proof.anchor.anchor, size: 31 }, signature } },
      ],
    ];
    for (const [reason, one] of changed) {
      const verified = verifyProof(one, publicKey);
      match(verified.ok ? 'ok' : verified.failure, new RegExp(reason));
    }
    equal(verifyProof(proof, generateKeyPairSync('ed25519').publicKey).ok, false);
  });
});

describe('a log', () => {
  test('extends what was anchored of it, shown by a proof that needs no log', async () => {
    const log = await logOf(SIZE);
    for (const [older, newer] of [
      [1, SIZE],
      [7, 8],
      [8, 33],
      [31, 31],
      [32, 39],
    ] as const) {
      const anchors = [await anchorAt(log, newer), await anchorAt(log, older)] as const;
      const proved = await proveConsistency(log, ...anchors);
      holds(proved.ok);
      equal([proved.value.older, proved.value.newer], [anchors[1], anchors[0]]);
      equal(verifyProof(proved.value, publicKey).ok, true, `${older} to ${newer}`);
      const swapped = { ...proved.value, older: anchors[0], newer: anchors[1] };
      equal(verifyProof(swapped, publicKey).ok, older === newer);
    }
  });

  test('that is another one does not, whatever of it was changed', async () => {
    const log = await logOf(SIZE);
    const early = await anchorAt(log, 20);
    const forged = await logOf(SIZE, 12);
    const later = await anchorAt(forged, 30);
    const proved = await proveConsistency(forged, early, later);
    match(
      proved.ok ? '' : proved.failure,
      /does not hold the anchor .* its first 20 events were others/,
    );
    const honest = await proveConsistency(log, early, await anchorAt(log, 30));
    holds(honest.ok);
    const mixed = { ...honest.value, newer: later };
    equal(verifyProof(mixed, publicKey).ok, false);
    equal((await holdsAnchor(forged, early)).ok, false);
    equal((await holdsAnchor(await logOf(19), early)).ok, false);
    equal((await holdsAnchor(log, early)).ok, true);
  });

  test('extends its own copy, and neither of two that parted extends the other', async () => {
    const log = await logOf(SIZE);
    equal(await extendsLog(log, await logOf(25)), {
      ok: true,
      value: { size: 25, newerSize: SIZE },
    });
    equal(await extendsLog(await logOf(0), log), { ok: true, value: { size: 0, newerSize: SIZE } });
    const parted = await extendsLog(log, await logOf(25, 24));
    match(
      parted.ok ? '' : parted.failure,
      /Neither extends the other: their first 25 events differ/,
    );
    equal((await extendsLog(log, await logOf(25, -1, new MemoryDisk('another')))).ok, false);
  });
});

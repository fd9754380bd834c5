import { canonicalForm, chainHash, GENESIS_HASH } from '@truetape/codec';
import {
  anchorEvents,
  type Data,
  type InclusionProof,
  type Receipt,
  type SignedAnchor,
  streams,
} from '@truetape/contracts';
import { type EventLog, START } from '@truetape/event-store';
import { failed, ok, type RecordedEvent, type Result } from '@truetape/kernel';
import { leafOf } from '../anchors/index.ts';
import { Frontier, inclusionRanges, isIncluded, RangeRoots } from '../merkle/index.ts';

/** What an event that is in the log can be proved by. */
export type Proved =
  /** By an anchor that was signed and sent outside: whoever has that can check it without the log. */
  | { readonly by: 'outside anchor'; readonly proof: InclusionProof; readonly place: Placed }
  /** By an anchor in the log alone: who can write the log could make both anew. */
  | {
      readonly by: 'anchor in the log';
      readonly anchor: Data<'LogAnchored'>;
      readonly place: Placed;
    }
  /** By nothing yet: it is younger than the last anchor. */
  | { readonly by: 'nothing'; readonly place: Placed };

/** Where the event is. */
export interface Placed {
  /** In the order of the whole log, from 0. */
  readonly index: number;
  readonly position: number;
  readonly recordedAtMs: number;
}

/**
 * Shows that the event of a receipt is in the log as it was acknowledged, and under which anchor: the first outside one
 * that has it, else the first in the log. Reads the log up to that anchor; memory does not grow with it.
 *
 * Fails with one line when the log does not hold the event, or does not hold what was anchored.
 *
 * @param outside with their signatures verified
 */
export async function proveInclusion(
  log: EventLog,
  receipt: Receipt,
  outside: readonly SignedAnchor[],
): Promise<Result<Proved, string>> {
  const found = await findEvent(log, receipt);
  if (!found.ok) return found;
  const { event, previousHash } = found.value;
  const before = await treeBefore(log, event);
  const { position, recordedAtMs } = event;
  const place = { index: before.size, position, recordedAtMs };

  const signed = outside
    .filter(({ anchor }) => anchor.size > place.index)
    .reduce<SignedAnchor | undefined>(
      (first, each) => (each.anchor.size < (first?.anchor.size ?? Infinity) ? each : first),
      undefined,
    );
  const anchor = signed?.anchor ?? (await anchorInLog(log, place.index));
  if (anchor === undefined) return ok({ by: 'nothing', place });

  const path = await pathOf(log, event, before, anchor);
  if (!path.ok || anchor.logId !== log.logId) {
    const where = signed === undefined ? 'an anchor in the log' : 'an outside anchor';
    const what = path.ok ? `it is of the log ${anchor.logId}` : path.failure;
    return failed(`The log is not the one that ${where} of ${anchor.at} has: ${what}.`);
  }
  if (signed === undefined) {
    return ok({ by: 'anchor in the log', anchor: anchor as Data<'LogAnchored'>, place });
  }
  const proof: InclusionProof = {
    format: 'truetape-inclusion-1',
    receipt,
    event: { previousHash, canonical: canonicalForm(event, event) },
    index: place.index,
    path: path.value.map((hash) => hash.toString('hex')),
    anchor: signed,
  };
  return ok({ by: 'outside anchor', proof, place });
}

async function findEvent(log: EventLog, { stream, revision, hash }: Receipt) {
  let previousHash = GENESIS_HASH;
  let event: RecordedEvent | undefined;
  for await (const events of log.readStream(stream, {
    from: Math.max(0, revision - 1),
    limit: 2,
  })) {
    for (const each of events) {
      if (each.revision === revision - 1) previousHash = each.hash;
      if (each.revision === revision) event = each;
    }
  }
  const place = `${stream} revision ${revision}`;
  if (event === undefined) return failed(`There is no ${place} in the log.`);
  if (event.hash !== hash) return failed(`${place} has another hash: ${event.hash}.`);
  if (chainHash(previousHash, canonicalForm(event, event)) !== hash) {
    return failed(`${place} is not what its hash says.`);
  }
  return ok({ event, previousHash });
}

/** The tree of everything before an event. */
async function treeBefore(log: EventLog, { position }: RecordedEvent): Promise<Frontier> {
  const tree = new Frontier();
  for await (const events of log.readAll({ after: START, upTo: position })) {
    for (const event of events) if (event.position < position) tree.add(leafOf(event));
  }
  return tree;
}

/** Siblings on the left are subtrees that the tree before the event remembers; those on the right are read. */
async function pathOf(
  log: EventLog,
  event: RecordedEvent,
  before: Frontier,
  { size, root }: { readonly size: number; readonly root: string },
): Promise<Result<readonly Buffer[], string>> {
  const index = before.size;
  const ranges = inclusionRanges(index, size);
  const right = new RangeRoots(
    ranges.filter(({ start }) => start > index),
    index + 1,
  );
  let read = index + 1;
  for await (const events of log.readAll({ after: event.position })) {
    const wanted = events.slice(0, size - read);
    for (const each of wanted) right.add(leafOf(each));
    read += wanted.length;
    if (read === size) break;
  }
  if (read < size) return failed(`it has ${size} events, and the log only ${read}`);
  const lefts = [...before.roots];
  const rights = [...right.roots()];
  const path = ranges.map(({ start }) => (start > index ? rights.shift() : lefts.pop()) as Buffer);
  return isIncluded(leafOf(event), index, path, { size, root: Buffer.from(root, 'hex') })
    ? ok(path)
    : failed(`its first ${size} events were others`);
}

async function anchorInLog(log: EventLog, index: number): Promise<Data<'LogAnchored'> | undefined> {
  for await (const events of log.readStream(streams.anchors)) {
    for (const { data } of events) {
      const anchor = anchorEvents.LogAnchored.safeParse(data);
      if (anchor.success && anchor.data.size > index) return anchor.data;
    }
  }
  return undefined;
}

import { type LogHead, LogTree } from '@truetape/audit';
import { canonicalForm, chainHash, GENESIS_HASH } from '@truetape/codec';
import { type OutsideAnchor, streams } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import type { Events } from './tampering.ts';

export const LOG_ID = 'the-log';

type Below = (limit: number) => number;

export interface AnchoredLog {
  readonly events: Events;
  /** Of some sizes, the last one included. */
  readonly outside: readonly OutsideAnchor[];
  /** Events that the last outside anchor has. */
  readonly size: number;
}

/** A log with anchors between its events, and some that were sent outside; where they are is drawn. */
export function anchoredLog(events: Events, below: Below): AnchoredLog {
  const all: RecordedEvent[] = [];
  for (const event of events) {
    all.push(event);
    if (below(6) === 0) all.push(anchorEvent(all.length - below(3), below));
  }
  const made = remade(all);
  const size = 10 + below(made.length - 10);
  const sizes = [...Array.from({ length: below(4) }, () => 1 + below(size)), size];
  const heads = headsOf(made);
  const outside = sizes.map((some) => ({
    at: '2026-11-21T09:30:00.000Z',
    format: 'truetape-anchor-1' as const,
    logId: LOG_ID,
    ...(heads[some] as LogHead),
  }));
  return { events: made, outside, size };
}

/** An anchor that has so many events; the rest of it is made by {@link remade}. */
function anchorEvent(size: number, below: Below): RecordedEvent {
  const at = '1970-01-01T00:00:01.000Z';
  return {
    type: 'LogAnchored',
    schemaVersion: 1,
    correlationId: `notary-${below(9)}`,
    data: { at, logId: LOG_ID, size },
    stream: streams.anchors,
    revision: 0,
    hash: '',
    position: 0,
    recordedAtMs: 0,
  };
}

/**
 * Every revision, hash and anchor made anew, from the first event on: what somebody can do who knows all about the log
 * and may write it. An anchor is of at most as many events as there are before it.
 */
export function remade(events: Events): Events {
  const tree = new LogTree();
  const heads: LogHead[] = [tree.head()];
  const last = new Map<string, { readonly revision: number; readonly hash: string }>();
  let anchored = 0;
  const made: RecordedEvent[] = [];
  for (const event of events) {
    const { stream } = event;
    const before = last.get(stream) ?? { revision: -1, hash: GENESIS_HASH };
    const data = { ...(event.data as { readonly size: number }) };
    if (stream === streams.anchors) {
      anchored = Math.max(anchored + 1, Math.min(data.size, tree.size));
      if (anchored > tree.size) continue;
      Object.assign(data, heads[anchored]);
    }
    const placed = { ...event, data, revision: before.revision + 1, position: made.length };
    const hash = chainHash(before.hash, canonicalForm(placed, placed));
    const sealed = { ...placed, hash };
    last.set(stream, sealed);
    made.push(sealed);
    tree.add(sealed);
    heads.push(tree.head());
  }
  return made;
}

/** Of each size, from 0. */
function headsOf(events: Events): readonly LogHead[] {
  const tree = new LogTree();
  const heads = [tree.head()];
  for (const event of events) {
    tree.add(event);
    heads.push(tree.head());
  }
  return heads;
}

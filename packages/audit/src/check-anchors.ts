import { formatTime } from '@truetape/codec';
import { anchorEvents, type Data, type OutsideAnchor, streams } from '@truetape/contracts';
import { epochMs } from '@truetape/domain';
import { NO_STREAM, START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { type LogHead, LogTree } from './anchors/log-tree.ts';
import { Difference } from './difference.ts';
import type { EventSource } from './event-source.ts';

export interface AnchorsToCheck {
  readonly logId: string;
  /** How many events each anchor in the log has; see {@link anchoredSizes}. */
  readonly sizes: Iterable<number>;
  /** Anchors that were sent outside, their signatures verified. */
  readonly outside: readonly OutsideAnchor[];
}

type Anchor = Data<'LogAnchored'>;

/** Every anchor, in the log and outside, is what the log's own events make it. */
export function checkAnchors({ logId, sizes, outside }: AnchorsToCheck) {
  const tree = new LogTree();
  const wanted = new Set(sizes);
  /** Of sizes that were passed and whose anchor was not read yet. */
  const passed = new Map<number, LogHead>();
  const outsideOf = bySize(outside);
  const outsideSize = outside.reduce((most, { size }) => Math.max(most, size), 0);
  const younger: { events: number; since?: string } = { events: 0 };
  let previous: Anchor | undefined;
  let anchors = 0;

  function wrongWith(anchor: Anchor, head: LogHead): string | undefined {
    if (anchor.logId !== logId) return `it is of the log ${anchor.logId}, not of ${logId}`;
    if (anchor.root !== head.root) return `the first ${anchor.size} events have another root`;
    if (anchor.hash !== head.hash || anchor.position !== head.position)
      return 'its last event is another';
    return undefined;
  }

  function readAnchor(event: RecordedEvent): void {
    const anchor = event.data as Anchor;
    const differs = (what: string) => new Difference('anchor', event, what);
    const head = passed.get(anchor.size);
    if (head === undefined) throw differs(`there are no ${anchor.size} events before it`);
    if (previous !== undefined && anchor.size <= previous.size)
      throw differs('it has no more events than the anchor before it');
    if (previous !== undefined && anchor.at < previous.at)
      throw differs('it is earlier than the anchor before it');
    const wrong = wrongWith(anchor, head);
    if (wrong !== undefined) throw differs(wrong);
    passed.delete(anchor.size);
    previous = anchor;
    anchors += 1;
  }

  function countYounger({ recordedAtMs }: RecordedEvent): void {
    younger.events += 1;
    younger.since ??= formatTime(epochMs(recordedAtMs));
  }

  return {
    read: (event: RecordedEvent): void => {
      const isAnchor = event.stream === streams.anchors;
      if (isAnchor) readAnchor(event);
      else if (tree.size >= outsideSize) countYounger(event);
      tree.add(event);
      const here = outsideOf.get(tree.size) ?? [];
      if (here.length === 0 && !wanted.has(tree.size)) return;
      const head = tree.head();
      if (wanted.has(tree.size)) passed.set(tree.size, head);
      for (const anchor of here) {
        const wrong = wrongWith(anchor, head);
        if (wrong !== undefined) throw outsideDifference(event, anchor, wrong);
      }
    },

    /** @param last the last event of the log */
    finish: (last: RecordedEvent | undefined): void => {
      for (const [size, [anchor]] of outsideOf) {
        if (size <= tree.size || anchor === undefined) continue;
        const place = last ?? { stream: streams.anchors, revision: NO_STREAM, position: START };
        const what = `it has ${size} events, and the log only ${tree.size}`;
        throw outsideDifference(place, anchor, what);
      }
    },

    counts: () => ({ anchors, outsideAnchors: outside.length, younger }),
  };
}

/** How many events each anchor in the log has: their trees are made when the log is read. */
export async function anchoredSizes(log: EventSource): Promise<number[]> {
  const sizes: number[] = [];
  for await (const events of log.readStream(streams.anchors)) {
    for (const { data } of events) {
      const anchor = anchorEvents.LogAnchored.safeParse(data);
      if (anchor.success) sizes.push(anchor.data.size);
    }
  }
  return sizes;
}

function outsideDifference(place: Difference['place'], { at }: OutsideAnchor, what: string) {
  return new Difference('anchor', place, `of the outside anchor of ${at}: ${what}`);
}

function bySize(anchors: readonly OutsideAnchor[]): ReadonlyMap<number, readonly OutsideAnchor[]> {
  const sizes = new Map<number, OutsideAnchor[]>();
  for (const anchor of anchors) {
    const same = sizes.get(anchor.size);
    if (same === undefined) sizes.set(anchor.size, [anchor]);
    else same.push(anchor);
  }
  return sizes;
}

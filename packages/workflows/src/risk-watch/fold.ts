import { type Catalogue, encodeWatchEvent, readWatchInput } from '@truetape/codec';
import { type RiskWatchState, watch } from '@truetape/domain';
import type { EventRef, NewEvent, RecordedEvent } from '@truetape/kernel';

/** All that one event of the log makes the risk watch say in one stream: one append, whole. */
export interface WatchAppend {
  readonly stream: string;
  readonly cause: EventRef;
  readonly events: readonly NewEvent[];
}

/**
 * Reads one event, in its newest version and in the order of the log. What comes back follows from the events up to
 * this one and from nothing else: whoever reads the log again comes to the same appends, to the byte.
 *
 * @param catalogue as it is after the event
 */
export function readForWatch(
  state: RiskWatchState,
  event: RecordedEvent,
  catalogue: Catalogue,
): readonly WatchAppend[] {
  const input = readWatchInput(event, catalogue);
  if (input === undefined) return [];
  const { correlationId, stream, revision } = event;
  const cause = { stream, revision };
  const byStream = new Map<string, NewEvent[]>();
  for (const said of watch(state, input)) {
    const { stream: to, ...wire } = encodeWatchEvent(said, catalogue);
    const events = byStream.get(to) ?? [];
    events.push({ ...wire, correlationId, causation: cause });
    byStream.set(to, events);
  }
  return [...byStream].map(([to, events]) => ({ stream: to, cause, events }));
}

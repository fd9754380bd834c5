import { Difference, verifyLog } from '@truetape/audit';
import { canonicalForm, chainHash, GENESIS_HASH } from '@truetape/codec';
import type { OutsideAnchor } from '@truetape/contracts';
import { MemoryDisk, MemoryLog } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';

export type Events = readonly RecordedEvent[];

/** A log that holds exactly these events, with the hashes that they bring. */
export const logOf = (events: Events, logId?: string): MemoryLog =>
  new MemoryLog({ disk: diskOf(events, logId) });

function diskOf(events: Events, logId?: string): MemoryDisk {
  const disk = new MemoryDisk(logId);
  disk.write(
    events.map((event, position) => ({
      event: { ...event, position },
      canonical: canonicalForm(event, event),
    })),
  );
  return disk;
}

/** The same where one bit of what is stored of an event is another: `at` from 0 to 1 is where in it. */
export function logWithFlippedBit(events: Events, position: number, at: number, bit: number) {
  const disk = diskOf(events);
  const bytes = disk.record(position)?.canonical ?? new Uint8Array();
  const index = Math.floor(at * bytes.length);
  bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
  return new MemoryLog({ disk });
}

/** Every revision counted and every hash made anew: the forger knows how chains are made. */
export function rechained(events: Events): Events {
  const heads = new Map<string, { revision: number; hash: string }>();
  return events.map((event) => {
    const head = heads.get(event.stream) ?? { revision: -1, hash: GENESIS_HASH };
    const placed = { ...event, revision: head.revision + 1 };
    const hash = chainHash(head.hash, canonicalForm(placed, placed));
    heads.set(event.stream, { revision: placed.revision, hash });
    return { ...placed, hash };
  });
}

/** The event of a place, written `account-ann 3`. */
export function eventAt(events: Events, place: string): RecordedEvent {
  return events[indexOf(events, place)] as RecordedEvent;
}

export const change =
  (place: string, changes: Partial<RecordedEvent>) =>
  (events: Events): Events =>
    events.with(indexOf(events, place), { ...eventAt(events, place), ...changes });

/** Members of `data` that are changed; undefined takes one away. */
export const changeData =
  (place: string, changes: object) =>
  (events: Events): Events =>
    change(place, { data: { ...(eventAt(events, place).data as object), ...changes } })(events);

export const drop =
  (...places: readonly string[]) =>
  (events: Events): Events => {
    const dropped = new Set(places.map((place) => indexOf(events, place)));
    return events.filter((_, index) => !dropped.has(index));
  };

/** A copy of an event, put right behind the event of another place, in whose stream it is then. */
export const copyAfter =
  (place: string, copied: string) =>
  (events: Events): Events => {
    const { stream } = eventAt(events, place);
    const copy = { ...eventAt(events, copied), stream };
    return events.toSpliced(indexOf(events, place) + 1, 0, copy);
  };

/** Without the event of a place and all that follows it in its stream. */
export const cutStream =
  (place: string) =>
  (events: Events): Events => {
    const { stream, revision } = eventAt(events, place);
    return events.filter((event) => event.stream !== stream || event.revision < revision);
  };

export const swap =
  (one: string, other: string) =>
  (events: Events): Events =>
    events
      .with(indexOf(events, one), eventAt(events, other))
      .with(indexOf(events, other), eventAt(events, one));

function indexOf(events: Events, place: string): number {
  const index = events.findIndex(({ stream, revision }) => `${stream} ${revision}` === place);
  if (index < 0) throw new Error(`There is no ${place}`);
  return index;
}

/** Which check found something and where, or that nothing was found. */
export async function foundIn(
  log: MemoryLog,
  outside: readonly OutsideAnchor[] = [],
): Promise<string> {
  const verified = await verifyLog(log, undefined, outside);
  if (verified.ok) return 'nothing';
  const { failure } = verified;
  if (failure instanceof Difference) {
    return `${failure.check} ${failure.place.stream} ${failure.place.revision}`;
  }
  return `unreadable at ${/position (\d+)$/.exec(failure.message)?.[1]}`;
}

import { canonicalForm } from '@truetape/codec';
import type { EventRef, RecordedEvent } from '@truetape/kernel';
import type { EventSource } from '../event-source.ts';
import { isSamePlace } from '../same-place.ts';
import { type ChangedMember, changedMembers } from './changed-members.ts';
import { EventCursor } from './event-cursor.ts';

/** Which of the two logs. */
export type Which = 'one' | 'other';

/** An event that both have, or one of them, and where it stands in each. */
interface At extends EventRef {
  readonly type: string;
  readonly positions: { readonly [Log in Which]?: number };
}

/** The first place at which two logs are not the same. */
export type LogDifference = At &
  (
    | { readonly kind: 'content'; readonly members: readonly ChangedMember[] }
    | { readonly kind: 'missing'; readonly missingIn: Which }
    /** Both have the event and what the other one has there, in another order. */
    | { readonly kind: 'order' }
  );

/** What one log has behind all that is the same. */
export interface Beyond extends At {
  readonly of: Which;
  readonly events: number;
}

export interface Compared {
  /** The position from which both were compared. */
  readonly from: number;
  /** So many events are the same, and in the same order. */
  readonly events: number;
  readonly difference?: LogDifference;
  readonly beyond?: Beyond;
}

export interface CompareOptions {
  readonly from?: number;
  readonly onProgress?: (position: number) => void;
}

/**
 * Compares two logs event by event, in order, up to the heads that they have now, and says where they first differ. What
 * belongs to the store alone, position and time of recording, is not compared. Trusts no hash: events are the same when
 * all that they say is, and the hash too.
 *
 * @throws CorruptLogError when one of them cannot be read
 */
export async function compareLogs(
  one: EventSource,
  other: EventSource,
  { from = 0, onProgress = () => undefined }: CompareOptions = {},
): Promise<Compared> {
  const ones = new EventCursor(one, from - 1, await one.head());
  const others = new EventCursor(other, from - 1, await other.head());
  for (let events = 0; ; events += 1) {
    const mine = await ones.next();
    const yours = await others.next();
    if (mine === undefined && yours === undefined) return { from, events };
    if (mine === undefined) {
      return { from, events, beyond: await beyondAt('other', yours as RecordedEvent, others) };
    }
    if (yours === undefined) return { from, events, beyond: await beyondAt('one', mine, ones) };
    onProgress(mine.position);
    if (isSame(mine, yours)) continue;
    const difference = isSamePlace(mine, yours)
      ? contentAt(mine, yours)
      : ((await apartAt('one', mine, others)) ??
        (await apartAt('other', yours, ones)) ?? { ...placeOf('one', mine), kind: 'order' });
    return { from, events, difference };
  }
}

function isSame(mine: RecordedEvent, yours: RecordedEvent): boolean {
  return mine.hash === yours.hash && canonicalForm(mine, mine) === canonicalForm(yours, yours);
}

function contentAt(mine: RecordedEvent, yours: RecordedEvent): LogDifference {
  const positions = { one: mine.position, other: yours.position };
  const members = changedMembers(mine, yours);
  return { ...placeOf('one', mine), positions, kind: 'content', members };
}

/**
 * What becomes of an event of one log in the rest of the other one: it is not there, or its place says something else.
 * Undefined when it is there.
 */
async function apartAt(
  of: Which,
  event: RecordedEvent,
  rest: EventCursor,
): Promise<LogDifference | undefined> {
  for (let next = await rest.next(); next !== undefined; next = await rest.next()) {
    if (!isSamePlace(next, event)) continue;
    if (isSame(next, event)) return undefined;
    return of === 'one' ? contentAt(event, next) : contentAt(next, event);
  }
  return { ...placeOf(of, event), kind: 'missing', missingIn: of === 'one' ? 'other' : 'one' };
}

async function beyondAt(of: Which, first: RecordedEvent, rest: EventCursor): Promise<Beyond> {
  let events = 1;
  while ((await rest.next()) !== undefined) events += 1;
  return { ...placeOf(of, first), of, events };
}

function placeOf(of: Which, { stream, revision, type, position }: RecordedEvent): At {
  return { stream, revision, type, positions: { [of]: position } };
}

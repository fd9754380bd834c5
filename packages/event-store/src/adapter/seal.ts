import { canonicalForm, chainHash } from '@truetape/codec';
import { assert, type NewEvent, type RecordedEvent, type Writable } from '@truetape/kernel';
import { NO_STREAM } from '../log.ts';
import { assertStreamName } from './stream-name.ts';

/** An append in canonical form, before it is known whether it fits after its stream's head. */
export interface EncodedAppend {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly events: readonly NewEvent[];
  readonly canonical: readonly string[];
  /** What counts against `APPEND_LIMIT_BYTES`. */
  readonly bytes: number;
}

/** An event that has its place, beside the text its hash was made of. */
export interface SealedEvent {
  readonly event: RecordedEvent;
  readonly canonical: string;
}

/** @throws InvariantError for an empty append, a name no stream may have, or data that is not storable JSON */
export function encodeAppend(
  stream: string,
  expectedRevision: number,
  events: readonly NewEvent[],
): EncodedAppend {
  assertStreamName(stream);
  assert(events.length > 0, 'an append holds at least one event');
  assert(
    Number.isSafeInteger(expectedRevision) && expectedRevision >= NO_STREAM,
    'an expected revision is exact',
  );
  const canonical: string[] = [];
  let bytes = 0;
  let revision = expectedRevision;
  for (const event of events) {
    revision += 1;
    const encoded = canonicalForm({ stream, revision }, event);
    bytes += Buffer.byteLength(encoded);
    canonical.push(encoded);
  }
  return { stream, expectedRevision, events, canonical, bytes };
}

/** The hashes that the events of an append have if they follow an event with `previousHash`. */
export function hashesAfter(previousHash: string, append: EncodedAppend): readonly string[] {
  let hash = previousHash;
  return append.canonical.map((canonical) => {
    hash = chainHash(hash, canonical);
    return hash;
  });
}

/** Gives the events of an append their places, from `firstPosition` on. */
export function seal(
  append: EncodedAppend,
  hashes: readonly string[],
  firstPosition: number,
  recordedAtMs: number,
): readonly SealedEvent[] {
  return append.canonical.map((canonical, index) => {
    const event = recorded(append.events[index] as NewEvent, {
      stream: append.stream,
      revision: append.expectedRevision + 1 + index,
      hash: hashes[index] as string,
      position: firstPosition + index,
      recordedAtMs,
    });
    return { event, canonical };
  });
}

type Place = Pick<RecordedEvent, 'stream' | 'revision' | 'hash' | 'position' | 'recordedAtMs'>;

/** Field by field: absent members stay absent, and nothing that is not in the envelope slips in. */
function recorded(event: NewEvent, place: Place): RecordedEvent {
  const { type, schemaVersion, correlationId, causation, actor, data } = event;
  const { stream, revision, hash, position, recordedAtMs } = place;
  const recorded: Writable<RecordedEvent> = {
    type,
    schemaVersion,
    correlationId,
    data,
    stream,
    revision,
    hash,
    position,
    recordedAtMs,
  };
  if (causation !== undefined) recorded.causation = causation;
  if (actor !== undefined) recorded.actor = actor;
  return recorded;
}

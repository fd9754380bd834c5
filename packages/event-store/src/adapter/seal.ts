import { canonicalBytes, chainHash } from '@truetape/codec';
import { assert, type NewEvent, type RecordedEvent } from '@truetape/kernel';
import { NO_STREAM } from '../log.ts';
import { assertStreamName } from './stream-name.ts';

/** An append in canonical bytes, before it is known whether it fits after its stream's head. */
export interface EncodedAppend {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly events: readonly NewEvent[];
  readonly canonical: readonly Buffer[];
  /** What counts against `APPEND_LIMIT_BYTES`. */
  readonly bytes: number;
}

/** An event that has its place, beside the bytes its hash was made of. */
export interface SealedEvent {
  readonly event: RecordedEvent;
  readonly canonical: Buffer;
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
  const canonical: Buffer[] = [];
  let bytes = 0;
  let revision = expectedRevision;
  for (const event of events) {
    revision += 1;
    const encoded = canonicalBytes({ stream, revision }, event);
    bytes += encoded.length;
    canonical.push(encoded);
  }
  return { stream, expectedRevision, events, canonical, bytes };
}

/** The hash that the last event of an append has if it follows an event with `previousHash`. */
export function lastHash(previousHash: string, append: EncodedAppend): string {
  return append.canonical.reduce(chainHash, previousHash);
}

/** Gives the events of an append their places: after `previousHash`, from `firstPosition` on. */
export function seal(
  append: EncodedAppend,
  previousHash: string,
  firstPosition: number,
  recordedAtMs: number,
): readonly SealedEvent[] {
  let hash = previousHash;
  return append.canonical.map((canonical, index) => {
    hash = chainHash(hash, canonical);
    const event = recorded(append.events[index] as NewEvent, {
      stream: append.stream,
      revision: append.expectedRevision + 1 + index,
      hash,
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
  return {
    type,
    schemaVersion,
    correlationId,
    ...(causation !== undefined && { causation }),
    ...(actor !== undefined && { actor }),
    data,
    stream: place.stream,
    revision: place.revision,
    hash: place.hash,
    position: place.position,
    recordedAtMs: place.recordedAtMs,
  };
}

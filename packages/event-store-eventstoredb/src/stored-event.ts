import type { EventData, RecordedEvent as ServerEvent } from '@eventstore/db-client';
import { eventId } from '@truetape/codec';
import { CorruptLogError } from '@truetape/event-store';
import type { EncodedAppend } from '@truetape/event-store/adapter';
import type { Actor, EventRef, RecordedEvent, Writable } from '@truetape/kernel';
import type { Namespace } from './namespace.ts';
import { positionNumber } from './position.ts';

/**
 * The envelope as metadata. The names are single letters because the server counts metadata and type against its 1 MiB
 * per append, and whatever fits the port's limit must fit the server's.
 */
interface StoredEnvelope {
  /** actor */
  readonly a?: Actor;
  /** correlationId */
  readonly c: string;
  /** hash, in base64url */
  readonly h: string;
  /** causation (what it springs from) */
  readonly p?: EventRef;
  /** schemaVersion */
  readonly v: number;
}

/** An append as the client takes it. What is sent is parsed from the very text that was hashed. */
export function encodeEvents(append: EncodedAppend, hashes: readonly string[]): EventData[] {
  return append.canonical.map((canonical, index) => {
    const { type, data, actor, causation, correlationId, schemaVersion } = JSON.parse(
      canonical,
    ) as RecordedEvent;
    const hash = hashes[index] as string;
    const revision = append.expectedRevision + 1 + index;
    const metadata: Writable<StoredEnvelope> = {
      c: correlationId,
      h: Buffer.from(hash, 'hex').toString('base64url'),
      v: schemaVersion,
    };
    if (actor !== undefined) metadata.a = actor;
    if (causation !== undefined) metadata.p = causation;
    return {
      id: eventId({ stream: append.stream, revision, hash }),
      contentType: 'application/json',
      type,
      data: data as Record<string, unknown>,
      metadata: metadata as unknown as Record<string, unknown>,
    };
  });
}

/** @throws CorruptLogError naming the place, when it is not an event as {@link encodeEvents} makes them */
export function decodeEvent(stored: ServerEvent, namespace: Namespace): RecordedEvent {
  const { type, data, created, position } = stored;
  const stream = namespace.streamOf(stored.streamId);
  const revision = Number(stored.revision);
  const envelope = stored.metadata as StoredEnvelope | undefined;
  if (!stored.isJson || !isEnvelope(envelope) || position === undefined) {
    throw new CorruptLogError(
      `Unreadable event ${stream}#${revision} at position ${position?.commit}`,
    );
  }
  const event: Writable<RecordedEvent> = {
    type,
    schemaVersion: envelope.v,
    correlationId: envelope.c,
    data,
    stream,
    revision,
    hash: Buffer.from(envelope.h, 'base64url').toString('hex'),
    position: positionNumber(position),
    recordedAtMs: created.getTime(),
  };
  if (envelope.p !== undefined) event.causation = envelope.p;
  if (envelope.a !== undefined) event.actor = envelope.a;
  return event;
}

function isEnvelope(metadata: StoredEnvelope | undefined): metadata is StoredEnvelope {
  return (
    typeof metadata?.c === 'string' &&
    typeof metadata.h === 'string' &&
    Number.isSafeInteger(metadata.v)
  );
}

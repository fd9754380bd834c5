import { hash } from 'node:crypto';
import type { EventRef, NewEvent } from '@truetape/kernel';
import { v5 as uuidv5 } from 'uuid';
import { canonicalJson } from './canonical-json.ts';

/** The hash before the first event of every stream: 64 zeros. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * The canonical form of an event at its place: RFC 8785 of exactly these named fields. What the store adds (position,
 * time of recording) and what follows from the rest (hash, id) is not in it.
 */
export function canonicalForm(place: EventRef, event: NewEvent): string {
  const { causation } = event;
  return canonicalJson({
    actor: event.actor,
    causation: causation && { revision: causation.revision, stream: causation.stream },
    correlationId: event.correlationId,
    data: event.data,
    revision: place.revision,
    schemaVersion: event.schemaVersion,
    stream: place.stream,
    type: event.type,
  });
}

/**
 * SHA-256 of the stream's previous hash, as it is written, followed by the canonical form in UTF-8. In hex. What
 * `printf '%s%s' "$previous" "$canonical" | sha256sum` prints.
 */
export function chainHash(previousHash: string, canonical: string): string {
  return hash('sha256', previousHash + canonical, 'hex');
}

/** SHA-256 of a text in UTF-8, in hex. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** The name space of event ids: the UUIDv5 of `truetape` in the DNS name space. */
const EVENT_NAMESPACE = uuidv5('truetape', uuidv5.DNS);

/** UUIDv5 (RFC 9562) of `stream:revision:hash`. It follows from content: equal ids are equal events. */
export function eventId(event: EventRef & { readonly hash: string }): string {
  return uuidv5(`${event.stream}:${event.revision}:${event.hash}`, EVENT_NAMESPACE);
}

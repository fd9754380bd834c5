import { hash } from 'node:crypto';
import type { EventRef, NewEvent } from '@truetape/kernel';
import { v5 as uuidv5 } from 'uuid';
import { canonicalJson } from './canonical-json.ts';

/** The hash before the first event of every stream: 32 zero bytes, in hex. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * The canonical bytes of an event at its place: the RFC 8785 form of exactly these named fields. What the store adds
 * (position, time of recording) and what follows from the rest (hash, id) is not in it.
 */
export function canonicalBytes(place: EventRef, event: NewEvent): Buffer {
  return Buffer.from(
    canonicalJson({
      actor: event.actor,
      causation: event.causation,
      correlationId: event.correlationId,
      data: event.data,
      revision: place.revision,
      schemaVersion: event.schemaVersion,
      stream: place.stream,
      type: event.type,
    }),
    'utf8',
  );
}

/** SHA-256 over the 32 bytes of the stream's previous hash and the canonical bytes. Hex in, hex out. */
export function chainHash(previousHash: string, bytes: Uint8Array): string {
  const length = HASH_BYTES + bytes.length;
  const input = length <= scratch.length ? scratch : Buffer.allocUnsafe(length);
  input.write(previousHash, 0, HASH_BYTES, 'hex');
  input.set(bytes, HASH_BYTES);
  return hash('sha256', input.subarray(0, length), 'hex');
}

const HASH_BYTES = 32;

/** One call on one piece of memory costs half of what a hash object does. */
const scratch = Buffer.allocUnsafeSlow(65_536);

/** The name space of event ids: the UUIDv5 of `truetape` in the DNS name space. */
const EVENT_NAMESPACE = uuidv5('truetape', uuidv5.DNS);

/** UUIDv5 (RFC 9562) of `stream:revision:hash`. It follows from content: equal ids are equal events. */
export function eventId(event: EventRef & { readonly hash: string }): string {
  return uuidv5(`${event.stream}:${event.revision}:${event.hash}`, EVENT_NAMESPACE);
}

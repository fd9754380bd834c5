import type { SealedEvent, StoredRecord } from '@truetape/event-store/adapter';

export const POSITION_BYTES = 8;
export const HASH_BYTES = 32;
export const HEADER_BYTES = HASH_BYTES + 8;

const TWO_TO_32 = 2 ** 32;

export function writeUint64(target: Buffer, value: number, offset: number): void {
  target.writeUInt32BE(Math.floor(value / TWO_TO_32), offset);
  target.writeUInt32BE(value % TWO_TO_32, offset + 4);
}

export function readUint64(source: Buffer, offset: number): number {
  return source.readUInt32BE(offset) * TWO_TO_32 + source.readUInt32BE(offset + 4);
}

/** The key of an event. */
export function positionKey(position: number): Buffer {
  const key = Buffer.allocUnsafe(POSITION_BYTES);
  writeUint64(key, position, 0);
  return key;
}

/** Writes the value of an event; gives the offset after it. */
export function writeRecord(
  target: Buffer,
  offset: number,
  { event, canonical }: SealedEvent,
): number {
  target.write(event.hash, offset, HASH_BYTES, 'hex');
  writeUint64(target, event.recordedAtMs, offset + HASH_BYTES);
  return offset + HEADER_BYTES + target.write(canonical, offset + HEADER_BYTES, 'utf8');
}

/** The parts of an event's value, as long as the buffer is; undefined when it is too short to be one. */
export function readRecord(value: Buffer): StoredRecord | undefined {
  if (value.length < HEADER_BYTES) return undefined;
  return {
    hash: value.toString('hex', 0, HASH_BYTES),
    recordedAtMs: readUint64(value, HASH_BYTES),
    canonical: value.subarray(HEADER_BYTES),
  };
}

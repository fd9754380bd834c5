/** Some positions of one stream, without gaps in its revisions. */
export interface Chunk {
  /** Revision of the first position. */
  readonly firstRevision: number;
  readonly positions: number[];
}

/** A chunk that is stored, and where the one before it is. */
export interface StoredChunk extends Chunk {
  readonly previousSegment: number | undefined;
}

const NO_SEGMENT = 0xffff_ffff;
const NUMBER_BYTES = 6; // 2⁴⁸ events: ninety years at 100,000 a second
const HEADER_BYTES = 4 + NUMBER_BYTES;

export function segmentKey(segment: number, stream: string): Buffer {
  const key = Buffer.allocUnsafe(4 + stream.length);
  key.writeUInt32BE(segment, 0);
  key.write(stream, 4, 'latin1');
  return key;
}

export function segmentNumber(segment: number): Buffer {
  const value = Buffer.allocUnsafe(4);
  value.writeUInt32BE(segment, 0);
  return value;
}

export function encodeChunk(chunk: Chunk, previousSegment: number | undefined): Buffer {
  const value = Buffer.allocUnsafe(HEADER_BYTES + chunk.positions.length * NUMBER_BYTES);
  value.writeUInt32BE(previousSegment ?? NO_SEGMENT, 0);
  value.writeUIntBE(chunk.firstRevision, 4, NUMBER_BYTES);
  let offset = HEADER_BYTES;
  for (const position of chunk.positions) {
    offset = value.writeUIntBE(position, offset, NUMBER_BYTES);
  }
  return value;
}

export function decodeChunk(value: Buffer): StoredChunk {
  const previous = value.readUInt32BE(0);
  const positions: number[] = [];
  for (let offset = HEADER_BYTES; offset < value.length; offset += NUMBER_BYTES) {
    positions.push(value.readUIntBE(offset, NUMBER_BYTES));
  }
  return {
    previousSegment: previous === NO_SEGMENT ? undefined : previous,
    firstRevision: value.readUIntBE(4, NUMBER_BYTES),
    positions,
  };
}

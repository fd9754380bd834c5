import { CorruptLogError } from '@truetape/event-store';
import type { Environment } from './environment.ts';
import { put } from './put.ts';
import {
  type Chunk,
  decodeChunk,
  encodeChunk,
  type StoredChunk,
  segmentKey,
  segmentNumber,
} from './segment.ts';

/** How far the stored index reaches, and how many segments it has. */
export interface IndexMark {
  readonly upTo: number;
  readonly segments: number;
}

const EMPTY_INDEX: IndexMark = { upTo: -1, segments: 0 };

/**
 * The part of the stream index that is on disk: segments of chunks, the chunks of a stream chained from the last to
 * the first. A segment may be put over several transactions; it counts when the mark says so, and until then what is
 * there of it is passed over, or written again after a crash.
 */
export class StoredIndex {
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  mark(): IndexMark {
    return (this.#environment.meta.get('index') as IndexMark | undefined) ?? EMPTY_INDEX;
  }

  /** The last chunk of a stream in the first `segments` segments. */
  lastChunk(stream: string, segments: number): StoredChunk | undefined {
    const segment = this.#lastSegment(stream, segments);
    return segment === undefined ? undefined : this.#chunk(segment, stream);
  }

  chunkBefore(chunk: StoredChunk, stream: string): StoredChunk | undefined {
    const { previousSegment } = chunk;
    return previousSegment === undefined ? undefined : this.#chunk(previousSegment, stream);
  }

  /** Puts a chunk into the segment after the first `segments`, inside the transaction under way. */
  put(stream: string, chunk: Chunk, segments: number): void {
    const value = encodeChunk(chunk, this.#lastSegment(stream, segments));
    put(this.#environment.segments, segmentKey(segments, stream), value);
    put(this.#environment.streams, streamKey(stream), segmentNumber(segments));
  }

  putMark(mark: IndexMark): void {
    put(this.#environment.meta, 'index', mark);
  }

  #lastSegment(stream: string, segments: number): number | undefined {
    const last = this.#environment.streams.getBinaryFast(streamKey(stream))?.readUInt32BE(0);
    if (last === undefined || last < segments) return last;
    return this.#chunk(last, stream).previousSegment;
  }

  #chunk(segment: number, stream: string): StoredChunk {
    const value = this.#environment.segments.getBinaryFast(segmentKey(segment, stream));
    if (value === undefined) {
      throw new CorruptLogError(`No chunk of ${stream} in segment ${segment} of the stream index`);
    }
    return decodeChunk(value);
  }
}

function streamKey(stream: string): Buffer {
  return Buffer.from(stream, 'latin1');
}

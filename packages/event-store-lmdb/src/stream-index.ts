import type { StreamPlace } from '@truetape/event-store/adapter';
import type { Chunk } from './segment.ts';
import type { IndexMark, StoredIndex } from './stored-index.ts';

/** Chunks put with one commit, or twice its events: few enough not to be felt, enough to keep up. */
const SLICE_CHUNKS = 128;

/** A tail that is being stored, some chunks with each commit. */
interface Storing {
  readonly chunks: ReadonlyMap<string, Chunk>;
  /** In the order of the keys: a slice changes few pages. */
  readonly streams: readonly string[];
  readonly upTo: number;
  /** How many are on disk. */
  count: number;
}

/**
 * Where the events of each stream are. The newest are in memory (the tail); now and then the whole tail is stored as
 * one segment: one write per stream and segment instead of one per event.
 */
export class StreamIndex {
  readonly #stored: StoredIndex;
  #tail = new Map<string, Chunk>();
  #tailEvents = 0;
  #storing: Storing | undefined;
  #mark: IndexMark;

  constructor(stored: StoredIndex) {
    this.#stored = stored;
    this.#mark = stored.mark();
  }

  get mark(): IndexMark {
    return this.#mark;
  }

  /** Events in memory that no segment under way has. */
  get tailEvents(): number {
    return this.#tailEvents;
  }

  get isStoring(): boolean {
    return this.#storing !== undefined;
  }

  add(stream: string, revision: number, position: number): void {
    const chunk = this.#tail.get(stream);
    if (chunk === undefined) {
      this.#tail.set(stream, { firstRevision: revision, positions: [position] });
    } else {
      chunk.positions.push(position);
    }
    this.#tailEvents += 1;
  }

  /** Starts to store the tail, which ends at `upTo`. */
  startStoring(upTo: number): void {
    const chunks = this.#tail;
    this.#storing = { chunks, streams: [...chunks.keys()].sort(), upTo, count: 0 };
    this.#tail = new Map();
    this.#tailEvents = 0;
  }

  /**
   * Puts the next slice inside the transaction under way. What it gives must be called when that is on disk.
   *
   * @param events how many the same commit adds
   */
  storeSlice(events: number): () => void {
    const storing = this.#storing as Storing;
    const { segments } = this.#mark;
    const end = storing.count + Math.max(SLICE_CHUNKS, 2 * events);
    for (const stream of storing.streams.slice(storing.count, end)) {
      this.#stored.put(stream, storing.chunks.get(stream) as Chunk, segments);
    }
    if (end < storing.streams.length) {
      return () => {
        storing.count = end;
      };
    }
    const mark = { upTo: storing.upTo, segments: segments + 1 };
    this.#stored.putMark(mark);
    return () => {
      this.#mark = mark;
      this.#storing = undefined;
    };
  }

  /** Forgets what is in memory when another process has stored it; says whether it had. */
  follow(): boolean {
    const mark = this.#stored.mark();
    if (mark.upTo === this.#mark.upTo) return false;
    this.#mark = mark;
    this.#tail.clear();
    this.#tailEvents = 0;
    return true;
  }

  lastOf(stream: string): StreamPlace | undefined {
    for (const chunk of this.#chunksFromLast(stream)) {
      const { firstRevision, positions } = chunk;
      const position = positions[positions.length - 1] as number;
      return { revision: firstRevision + positions.length - 1, position };
    }
    return undefined;
  }

  positionsOf(stream: string, first: number, last: number): number[] {
    const parts: number[][] = [];
    for (const { firstRevision, positions } of this.#chunksFromLast(stream)) {
      const start = Math.max(0, first - firstRevision);
      const end = last - firstRevision + 1;
      if (end > start) parts.push(positions.slice(start, end));
      if (firstRevision <= first) break;
    }
    return parts.reverse().flat();
  }

  *#chunksFromLast(stream: string): Generator<Chunk> {
    const tail = this.#tail.get(stream);
    if (tail !== undefined) yield tail;
    const storing = this.#storing?.chunks.get(stream);
    if (storing !== undefined) yield storing;
    let chunk = this.#stored.lastChunk(stream, this.#mark.segments);
    while (chunk !== undefined) {
      yield chunk;
      chunk = this.#stored.chunkBefore(chunk, stream);
    }
  }
}

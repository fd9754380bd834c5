import type { SealedEvent } from './seal.ts';

/** One event as it is stored. */
export interface StoredRecord {
  readonly hash: string;
  readonly recordedAtMs: number;
  /** Canonical bytes; valid until the next call of the disk. */
  readonly canonical: Uint8Array;
}

/**
 * Thrown by {@link LogDisk.write} when the disk is full and certainly nothing of the records was stored: they may be
 * written again as they are. Any other failure leaves that open.
 */
export class DiskFullError extends Error {
  override readonly name = 'DiskFullError';
}

/**
 * Where a {@link SequencedLog} keeps its records: positions from 0 without gaps, and an index of streams. It decides
 * nothing. Reads are synchronous (memory or a memory map) and see durable records only.
 */
export interface LogDisk {
  readonly logId: string;

  /** Position of the last durable record; `START` when there is none. */
  head(): number;

  /**
   * Stores records that follow the head, all or none. They are durable when it returns, or when its promise is
   * settled. Called again only after that. After a failure the log never writes again, but for a full disk.
   *
   * @throws DiskFullError (or rejects with it)
   */
  write(records: readonly SealedEvent[]): void | Promise<void>;

  /** Bytes for which there is room. Asked with every append, so it may be a little old. */
  room(): number;

  record(position: number): StoredRecord | undefined;

  /** The last durable event of a stream. */
  lastOf(stream: string): StreamPlace | undefined;

  /** Positions of the durable revisions `first` to `last` of a stream, in order. All of them exist. */
  positionsOf(stream: string, first: number, last: number): number[];

  close(): Promise<void>;
}

export interface StreamPlace {
  readonly revision: number;
  readonly position: number;
}

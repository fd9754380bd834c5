import type { NewEvent, RecordedEvent, Result } from '@truetape/kernel';

/** `expectedRevision` of a stream that must not exist yet. There is no "any". */
export const NO_STREAM = -1;

/** The position before the first event: reading after it reads everything. */
export const START = -1;

/** What one append may weigh, envelope included, in bytes of canonical JSON. The same on every adapter. */
export const APPEND_LIMIT_BYTES = 1_048_576;

/**
 * The log: events in streams, and all streams in one order.
 *
 * Promises of every adapter, proven by the contract suite:
 * - an append is whole or not there, at exactly the revision expected;
 * - the same append sent again (stream, expected revision, content) gives the first answer for ever; any other
 *   content at that revision is `WRONG_REVISION`;
 * - `append` settles only when its events are on disk;
 * - readers see events in position order, none skipped, none twice, and only durable ones unless they asked for
 *   the queued tail.
 */
export interface EventLog {
  /** Chosen once, when the log is made. Checkpoints name it, so that they are never used on another log. */
  readonly logId: string;

  /**
   * Adds events after `expectedRevision` ({@link NO_STREAM} for a new stream).
   *
   * Where `pipelined` is true the revision is checked and the queued tail is told before this returns, so a writer
   * that owns its stream may append again without waiting. Never rejects: what can go wrong is an {@link AppendFailure}.
   */
  append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Result<Appended, AppendFailure>>;

  /** True when appends take their place in the order in which they are called. */
  readonly pipelined: boolean;

  /** Settles when everything queued so far, in any stream, is on disk: an answer may rest on it after that. */
  settled(): Promise<void>;

  /** The last durable event of a stream, or undefined when the stream does not exist. */
  streamHead(stream: string): Promise<StreamHead | undefined>;

  /** Events of one stream, oldest first (or newest first), in batches. An unknown stream is empty. */
  readStream(stream: string, options?: ReadStream): AsyncIterable<readonly RecordedEvent[]>;

  /** Events of all streams in position order, in batches, up to the durable head at the time of the call. */
  readAll(options: ReadAll): AsyncIterable<readonly RecordedEvent[]>;

  /** Every event after a position, past and future. See {@link Subscribe}. */
  subscribeAll(options: Subscribe): Subscription;

  /** Position of the last durable event; {@link START} in an empty log. */
  head(): Promise<number>;

  close(): Promise<void>;
}

export interface Appended {
  /** The last event appended: what a receipt names. */
  readonly revision: number;
  readonly hash: string;
  readonly position: number;
}

export interface StreamHead {
  readonly revision: number;
  readonly hash: string;
}

export interface ReadStream {
  /** First revision to read; from 0, or from the last one when backwards. */
  readonly from?: number;
  readonly backwards?: boolean;
  /** At most so many events. */
  readonly limit?: number;
}

export interface ReadAll {
  readonly after: number;
  /** Last position to read, if the durable head should not be reached. */
  readonly upTo?: number;
  /** Only streams whose names start with one of these. */
  readonly prefixes?: readonly string[];
}

export interface Subscribe {
  readonly after: number;
  readonly prefixes?: readonly string[];
  /**
   * `durable` (default): only what is on disk. `queued`: also what is appended in this process and not yet on disk;
   * for components whose output goes nowhere but into the same log.
   */
  readonly tail?: 'durable' | 'queued';
  /** Called with batches in position order; the next one waits until the promise of the last is settled. */
  readonly onEvents: (events: readonly RecordedEvent[]) => void | Promise<void>;
  /** Called whenever all that was in the log at that moment has been delivered; for readiness and lag. */
  readonly onCaughtUp?: (position: number) => void;
  /** Called once, when a handler threw or the log is corrupt; nothing is delivered after it. */
  readonly onFailure: (failure: unknown) => void;
}

export interface Subscription {
  /** Settles when no handler is running and none will be called again. */
  stop(): Promise<void>;
}

export type AppendFailure =
  /** The stream is not at the expected revision, or holds other content there. */
  | { readonly code: 'WRONG_REVISION'; readonly actual: number }
  /** Nothing was appended, and nothing will be. */
  | { readonly code: 'UNAVAILABLE'; readonly reason: string }
  /** It may have been appended: send the identical batch again. */
  | { readonly code: 'UNKNOWN_OUTCOME'; readonly reason: string }
  /** More than {@link APPEND_LIMIT_BYTES}. */
  | { readonly code: 'TOO_LARGE'; readonly bytes: number };

/** Thrown by reads when stored bytes do not verify: wrong checksum, gap, broken hash chain. Names the place. */
export class CorruptLogError extends Error {
  override readonly name = 'CorruptLogError';
}

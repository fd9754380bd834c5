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
   * Where `pipelined` is true the revision is checked and the place is taken before this returns, so a writer that
   * owns its stream may append again without waiting; subscribers of the queued tail are called soon after, never
   * inside this call. Answers, refusals included, rest on what is on disk. What can go wrong is an
   * {@link AppendFailure}; of several reasons `TOO_LARGE` is told before `WRONG_REVISION`.
   *
   * The log keeps `data` as the object it was given, for subscribers in this process: it must never change. Members
   * that are undefined are not stored.
   *
   * @throws InvariantError (or rejects with it) when there are no events, the stream's name is not 1 to 200 visible
   * ASCII characters, or an event is not storable JSON; nothing is appended
   */
  append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Result<Appended, AppendFailure>>;

  /** True when appends take their place in the order in which they are called. */
  readonly pipelined: boolean;

  /**
   * False while appends that somebody asked for (events with an actor) are refused with `UNAVAILABLE` because the disk is
   * full: then nobody need decide them. What follows from events that are in the log is still taken, while it fits. Left
   * out where that is not known beforehand.
   */
  hasRoom?(): boolean;

  /**
   * Settles when everything queued so far, in any stream, is on disk: an answer may rest on it after that. Rejects
   * when the log has failed: then nothing may rest on it.
   */
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

  /** Takes nothing more, makes durable what was queued, and stops every subscription. May be called again. */
  close(): Promise<void>;
}

export interface Appended {
  /** The last event appended: what a receipt names. */
  readonly revision: number;
  readonly hash: string;
  readonly position: number;
  /** Of every event appended, in order; they are neighbours in the log. */
  readonly hashes: readonly string[];
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
  /** Called once, when a handler threw (`onCaughtUp` included) or the log is corrupt; nothing is delivered after it. */
  readonly onFailure: (failure: unknown) => void;
}

export interface Subscription {
  /**
   * Settles when no handler is running and none will be called again. A handler may call it, but must not wait for
   * it: it would wait for itself.
   */
  stop(): Promise<void>;
}

export type AppendFailure =
  /** The stream is not at the expected revision, or holds other content there. */
  | { readonly code: 'WRONG_REVISION'; readonly actual: number }
  /** This call has appended nothing and never will; an earlier one of unknown outcome stays unknown. */
  | { readonly code: 'UNAVAILABLE'; readonly reason: string }
  /** It may have been appended: send the identical batch again. */
  | { readonly code: 'UNKNOWN_OUTCOME'; readonly reason: string }
  /** More than {@link APPEND_LIMIT_BYTES}. */
  | { readonly code: 'TOO_LARGE'; readonly bytes: number };

/** Thrown by reads when stored bytes do not verify: wrong checksum, gap, broken hash chain. Names the place. */
export class CorruptLogError extends Error {
  override readonly name = 'CorruptLogError';
}

/** Thrown by reads, and by opening, when the log could not be reached within the time allowed. Nothing was read. */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';
}

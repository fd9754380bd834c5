import { GENESIS_HASH } from '@truetape/codec';
import { assert, failed, type NewEvent, ok, type Result } from '@truetape/kernel';
import {
  APPEND_LIMIT_BYTES,
  type Appended,
  type AppendFailure,
  type EventLog,
  NO_STREAM,
  type ReadAll,
  type ReadStream,
  type Subscribe,
} from '../log.ts';
import { type Fate, GroupCommit } from './group-commit.ts';
import { QUEUE_LIMIT_BYTES, ROOM_RESERVE_BYTES } from './limits.ts';
import type { LogDisk } from './log-disk.ts';
import { LogReader } from './log-reader.ts';
import { storedRecord } from './read-record.ts';
import { RecentEvents } from './recent-events.ts';
import { type EncodedAppend, encodeAppend, hashesAfter, type SealedEvent, seal } from './seal.ts';
import { type QueuedHead, StreamHeads } from './stream-heads.ts';

export interface SequencedLogOptions {
  readonly disk: LogDisk;
  /** For `recordedAtMs` alone. */
  readonly clockMs: () => number;
  /**
   * Called once, when a commit failed and not for want of room. Nothing more is accepted: the process must end and
   * recover.
   */
  readonly onFatal: (failure: unknown) => void;
  /** Called when the disk has become full, and when there is room again. */
  readonly onFull?: (isFull: boolean) => void;
  /** Runs a task in a later turn of the event loop; `setImmediate` unless told. */
  readonly defer?: (task: () => void) => void;
}

type Answer = Result<Appended, AppendFailure>;

/**
 * The log of one writing process on a {@link LogDisk}: revisions are checked and positions given when `append` is
 * called, so appends are pipelined, and everything appended in one turn of the event loop shares one commit.
 */
export class SequencedLog implements EventLog {
  readonly pipelined = true;
  readonly logId: string;
  readonly #options: SequencedLogOptions;
  readonly #disk: LogDisk;
  readonly #heads: StreamHeads;
  readonly #recent: RecentEvents;
  readonly #commits: GroupCommit;
  readonly #reader: LogReader;
  readonly #durableListeners: ((position: number) => void)[] = [];
  #wasFull = false;
  #closing: Promise<void> | undefined;

  constructor(options: SequencedLogOptions) {
    const { disk, onFatal, defer = (task) => void setImmediate(task) } = options;
    this.#options = options;
    this.#disk = disk;
    this.logId = disk.logId;
    this.#heads = new StreamHeads(disk);
    this.#recent = new RecentEvents(disk.head() + 1);
    this.#commits = new GroupCommit({
      disk,
      schedule: defer,
      onDurable: (position) => this.#becameDurable(position),
      onFatal,
    });
    this.#reader = new LogReader({
      disk,
      durable: () => this.#commits.durable,
      queued: () => this.#tail,
      recent: this.#recent,
      defer,
    });
  }

  append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<Answer> {
    const append = encodeAppend(stream, expectedRevision, events);
    const { bytes } = append;
    if (this.#closing) return unavailable('the log is closed');
    if (bytes > APPEND_LIMIT_BYTES) return answer({ code: 'TOO_LARGE', bytes });
    const head = this.#heads.get(stream);
    if (expectedRevision !== (head?.revision ?? NO_STREAM)) return this.#repeat(append, head);
    if (this.#commits.hasFailed) return unavailable('the log has failed');
    if (!this.hasRoom() && events.some(isAsked)) return unavailable('the disk is full');
    if (this.#commits.waitingBytes + bytes > QUEUE_LIMIT_BYTES)
      return unavailable('too much is waiting for the disk');
    return this.#add(append, head?.hash ?? GENESIS_HASH);
  }

  /** Tells each new durable position, after the appends that it answers: for processes that read the same disk. */
  onDurable(listener: (position: number) => void): void {
    this.#durableListeners.push(listener);
  }

  hasRoom(): boolean {
    const { isHeld, waitingBytes } = this.#commits;
    // On the disk an event takes up to twice its bytes.
    const isFull = isHeld || this.#disk.room() < ROOM_RESERVE_BYTES + 2 * waitingBytes;
    if (isFull !== this.#wasFull) {
      this.#wasFull = isFull;
      this.#options.onFull?.(isFull);
    }
    return !isFull;
  }

  settled(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#commits.whenKnown(this.#tail, (fate) => {
        if (fate === 'durable') resolve();
        else reject(new Error('The log has failed: what was queued is not on disk'));
      });
    });
  }

  readonly streamHead = (stream: string) => this.#reader.streamHead(stream);
  readonly readStream = (stream: string, options?: ReadStream) =>
    this.#reader.readStream(stream, options);
  readonly readAll = (options: ReadAll) => this.#reader.readAll(options);
  readonly subscribeAll = (options: Subscribe) => this.#reader.subscribeAll(options);

  async head(): Promise<number> {
    return this.#commits.durable;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const stopped = this.#reader.close();
    this.#commits.close();
    await new Promise<Fate>((resolve) => this.#commits.whenKnown(this.#tail, resolve));
    await stopped;
    await this.#disk.close();
  }

  get #tail(): number {
    return this.#recent.nextPosition - 1;
  }

  #add(append: EncodedAppend, previousHash: string): Promise<Answer> {
    const recordedAtMs = this.#options.clockMs();
    assert(Number.isSafeInteger(recordedAtMs) && recordedAtMs >= 0, 'a clock tells whole ms');
    const hashes = hashesAfter(previousHash, append);
    const records = seal(append, hashes, this.#recent.nextPosition, recordedAtMs);
    for (const record of records) this.#recent.add(record);
    const { revision, hash, position } = (records.at(-1) as SealedEvent).event;
    this.#heads.set(append.stream, { revision, hash, position });
    // Who reads the queue is called before the commit, so that what it appends is part of it.
    this.#reader.wakeQueued();
    this.#commits.add(records, append.bytes);
    return this.#whenDurable({ revision, hash, position, hashes });
  }

  /** Something is stored or queued after the expected revision, or nothing is there: the same, or another? */
  #repeat(append: EncodedAppend, head: QueuedHead | undefined): Promise<Answer> {
    const { stream, expectedRevision } = append;
    const revision = expectedRevision + append.events.length;
    if (head !== undefined && revision <= head.revision) {
      const previous = this.#placeOf(stream, expectedRevision)?.hash ?? GENESIS_HASH;
      const stored = this.#placeOf(stream, revision);
      const hashes = hashesAfter(previous, append);
      // They are chained: if the last is equal, so is everything between.
      if (stored !== undefined && stored.hash === hashes.at(-1))
        return this.#whenDurable({ ...stored, hashes });
    }
    return this.#wrongRevision(head);
  }

  /** A refusal is an answer too: what it rests on is on disk first. */
  #wrongRevision(head: QueuedHead | undefined): Promise<Answer> {
    const actual = head?.revision ?? NO_STREAM;
    if (head === undefined) return answer({ code: 'WRONG_REVISION', actual });
    return new Promise((resolve) => {
      this.#commits.whenKnown(head.position, (fate) => {
        if (fate === 'durable') resolve(failed({ code: 'WRONG_REVISION', actual }));
        else resolve(unavailable('the log has failed'));
      });
    });
  }

  #whenDurable(appended: Appended): Promise<Answer> {
    return new Promise((resolve) => {
      this.#commits.whenKnown(appended.position, (fate) => {
        if (fate === 'durable') resolve(ok(appended));
        else if (fate === 'never') resolve(unavailable('the log has failed'));
        else resolve(answer({ code: 'UNKNOWN_OUTCOME', reason: 'the commit failed' }));
      });
    });
  }

  /** Any event of a stream, queued or durable. Queued ones are searched for: only a repeat asks. */
  #placeOf(stream: string, revision: number): QueuedHead | undefined {
    if (revision === NO_STREAM) return undefined;
    for (let position = this.#tail; position > this.#commits.durable; position--) {
      const event = this.#recent.at(position);
      if (event?.stream === stream && event.revision === revision)
        return { revision, hash: event.hash, position };
    }
    const [position] = this.#disk.positionsOf(stream, revision, revision);
    if (position === undefined) return undefined;
    return { revision, hash: storedRecord(this.#disk, position).hash, position };
  }

  #becameDurable(position: number): void {
    this.#recent.trim(position);
    this.#heads.trim(position);
    this.#reader.wakeDurable();
    for (const listener of this.#durableListeners) listener(position);
  }
}

/** Somebody's request, and not what the system says by itself. */
const isAsked = (event: NewEvent) => event.actor !== undefined;

function answer(failure: AppendFailure): Promise<Answer> {
  return Promise.resolve(failed(failure));
}

function unavailable(reason: string): Promise<Answer> {
  return answer({ code: 'UNAVAILABLE', reason });
}

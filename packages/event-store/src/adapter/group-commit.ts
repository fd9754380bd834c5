import { COMMIT_LIMIT_BYTES, FULL_DISK_RETRY_MS } from './limits.ts';
import { DiskFullError, type LogDisk } from './log-disk.ts';
import type { SealedEvent } from './seal.ts';

/** What became of an event that was queued. `unknown`: its commit failed, and may yet be on disk. */
export type Fate = 'durable' | 'unknown' | 'never';

export interface GroupCommitOptions {
  readonly disk: LogDisk;
  /** Runs a task after everything that is already due in this turn of the event loop. */
  readonly schedule: (task: () => void) => void;
  readonly onDurable: (position: number) => void;
  /** Called once; nothing is written after it. */
  readonly onFatal: (failure: unknown) => void;
}

interface QueuedAppend {
  readonly records: readonly SealedEvent[];
  readonly bytes: number;
}

interface Waiter {
  readonly position: number;
  readonly settle: (fate: Fate) => void;
}

/** Appends queue here; whatever is queued at the end of a turn is one commit; one commit is in flight. */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #queue: QueuedAppend[] = [];
  #waiters: Waiter[] = [];
  #durable: number;
  /** Last position handed to the disk: after a failure, what is beyond it was certainly never stored. */
  #handedOver: number;
  #isBusy = false;
  /** The commit in hand has found the disk full, and waits to be tried again. */
  #isHeld = false;
  #isClosing = false;
  #hasFailed = false;
  #waitingBytes = 0;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#durable = options.disk.head();
    this.#handedOver = this.#durable;
  }

  get durable(): number {
    return this.#durable;
  }

  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** What is queued waits for room on the disk. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Bytes of canonical JSON queued or in flight. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  add(records: readonly SealedEvent[], bytes: number): void {
    this.#queue.push({ records, bytes });
    this.#waitingBytes += bytes;
    this.#scheduleCommit();
  }

  /** Tells the fate of a position, at once when it is known. */
  whenKnown(position: number, settle: (fate: Fate) => void): void {
    if (position <= this.#durable) settle('durable');
    else if (this.#hasFailed) settle(this.#fateAfterFailure(position));
    else this.#waiters.push({ position, settle });
  }

  /** What is queued is made durable first, unless the disk is full: then none of it is ever stored. */
  close(): void {
    this.#isClosing = true;
    if (this.#isHeld) this.#giveUp();
  }

  #scheduleCommit(): void {
    if (this.#isBusy || this.#hasFailed || this.#queue.length === 0) return;
    this.#isBusy = true;
    this.#options.schedule(() => this.#commit());
  }

  #commit(): void {
    const commit = this.#takeCommit();
    this.#handedOver = (commit.records.at(-1) as SealedEvent).event.position;
    this.#write(commit);
  }

  #write(commit: QueuedAppend): void {
    let written: void | Promise<void>;
    try {
      written = this.#options.disk.write(commit.records);
    } catch (failure) {
      this.#notWritten(commit, failure);
      return;
    }
    if (written === undefined) this.#succeed(commit.bytes);
    else
      written.then(
        () => this.#succeed(commit.bytes),
        (failure: unknown) => this.#notWritten(commit, failure),
      );
  }

  /** A full disk is a slow one, as long as nothing was stored. After anything else it is not known what was. */
  #notWritten(commit: QueuedAppend, failure: unknown): void {
    if (!(failure instanceof DiskFullError)) {
      this.#fail(failure);
      return;
    }
    this.#isHeld = true;
    if (this.#isClosing) this.#giveUp();
    else setTimeout(() => this.#retry(commit), FULL_DISK_RETRY_MS);
  }

  #retry(commit: QueuedAppend): void {
    if (!this.#hasFailed) this.#write(commit);
  }

  /** Whole appends up to the limit of a commit; always at least one. */
  #takeCommit(): QueuedAppend {
    const first = this.#queue[0] as QueuedAppend;
    if (this.#queue.length === 1) {
      this.#queue = [];
      return first;
    }
    let bytes = 0;
    let count = 0;
    for (const append of this.#queue) {
      if (count > 0 && bytes + append.bytes > COMMIT_LIMIT_BYTES) break;
      bytes += append.bytes;
      count += 1;
    }
    const records = this.#queue.splice(0, count).flatMap((append) => append.records);
    return { records, bytes };
  }

  #succeed(bytes: number): void {
    this.#isBusy = false;
    this.#isHeld = false;
    this.#durable = this.#handedOver;
    this.#waitingBytes -= bytes;
    this.#scheduleCommit();
    this.#settleWaiters();
    this.#options.onDurable(this.#durable);
  }

  #settleWaiters(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) {
      if (waiter.position <= this.#durable) waiter.settle('durable');
      else this.#waiters.push(waiter);
    }
  }

  #giveUp(): void {
    this.#handedOver = this.#durable;
    this.#end();
  }

  #fail(failure: unknown): void {
    this.#end();
    this.#options.onFatal(failure);
  }

  #end(): void {
    this.#hasFailed = true;
    this.#queue = [];
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter.settle(this.#fateAfterFailure(waiter.position));
  }

  #fateAfterFailure(position: number): Fate {
    return position <= this.#handedOver ? 'unknown' : 'never';
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { assert, type NewEvent } from '@truetape/kernel';
import type { SecurityLog } from './security-log.ts';

interface Entry {
  readonly events: readonly NewEvent[];
  readonly settle: (position: number | undefined) => void;
}

/** Events of one append, unless a single entry has more. */
const BATCH_MAX = 100;
/** Somebody else may be faster so often. */
const ATTEMPTS = 20;
/** So long an answer waits for the log. */
const WITHIN_MS = 5_000;
/** An append of unknown outcome is sent again after that. */
const AGAIN_MS = 500;

/**
 * Appends to `security` one batch after the other, for all of a process: what comes meanwhile goes together. Nothing that
 * is said there depends on what was said before.
 */
export class SecurityWriter {
  readonly #log: SecurityLog;
  readonly #entries: Entry[] = [];
  /** Of the stream, as far as it is known here. */
  #head: number | undefined;
  #isWriting = false;
  #isStopped = false;

  constructor(log: SecurityLog) {
    this.#log = log;
  }

  /** A position in the log by which the events are on disk; undefined when that is not known. */
  write(events: readonly NewEvent[]): Promise<number | undefined> {
    assert(events.length > 0, 'there is something to write');
    return new Promise((settle) => {
      this.#entries.push({ events, settle });
      if (!this.#isWriting) void this.#run();
    });
  }

  /** The same for whoever cannot wait longer than an answer may take. What is late is written all the same, if it can be. */
  writeSoon(events: readonly NewEvent[]): Promise<number | undefined> {
    const late = pause(WITHIN_MS, undefined, { ref: false });
    return Promise.race([this.write(events), late]);
  }

  /** What is of unknown outcome is not sent again. */
  stop(): void {
    this.#isStopped = true;
  }

  async #run(): Promise<void> {
    this.#isWriting = true;
    while (this.#entries.length > 0) {
      const batch = this.#takeBatch();
      const position = await this.#append(batch.flatMap(({ events }) => events));
      for (const { settle } of batch) settle(position);
    }
    this.#isWriting = false;
  }

  #takeBatch(): readonly Entry[] {
    let count = 0;
    let entries = 0;
    for (const { events } of this.#entries) {
      count += events.length;
      if (entries > 0 && count > BATCH_MAX) break;
      entries += 1;
    }
    return this.#entries.splice(0, entries);
  }

  async #append(events: readonly NewEvent[]): Promise<number | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const head = this.#head ?? (await this.#log.head().catch(() => undefined));
      if (head === undefined) return undefined;
      const appended = await this.#appendAt(head, events);
      this.#head = appended.ok ? appended.value.revision : undefined;
      if (appended.ok) return appended.value.position;
      if (appended.failure.code !== 'WRONG_REVISION') return undefined;
    }
    return undefined;
  }

  /** Until it is known: a batch that is sent at another place may be there twice. */
  async #appendAt(head: number, events: readonly NewEvent[]) {
    for (;;) {
      const appended = await this.#log.append(head, events);
      if (appended.ok || appended.failure.code !== 'UNKNOWN_OUTCOME') return appended;
      if (this.#isStopped) return appended;
      await pause(AGAIN_MS, undefined, { ref: false });
    }
  }
}

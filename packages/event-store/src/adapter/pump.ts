import type { RecordedEvent } from '@truetape/kernel';
import type { Subscribe, Subscription } from '../log.ts';
import { TURN_LIMIT_EVENTS } from './limits.ts';
import type { LogDisk } from './log-disk.ts';
import { readBatch } from './read-record.ts';
import type { RecentEvents } from './recent-events.ts';
import { isWanted } from './stream-name.ts';

export interface PumpSource {
  readonly disk: LogDisk;
  /** Absent where nothing is appended: everything is read from the disk. */
  readonly recent?: RecentEvents;
  /** The last position that this subscriber may see now. */
  readonly limit: () => number;
  /** Lets other work of this process go first. */
  readonly defer: (task: () => void) => void;
  readonly onStopped: () => void;
}

/**
 * One subscriber. It has a position and no buffer: what it has not had yet is among the recent events or, when it is
 * slow, on the disk. Handlers are called one after the other, never inside the append that woke them.
 */
export class Pump implements Subscription {
  readonly #options: Subscribe;
  readonly #source: PumpSource;
  #position: number;
  #toldCaughtUp: number | undefined;
  /** A run is under way or about to start. */
  #isBusy = false;
  #isStopped = false;
  /** Delivered since other work has had its turn. */
  #givenEvents = 0;
  #whenIdle: (() => void)[] = [];

  constructor(options: Subscribe, source: PumpSource) {
    this.#options = options;
    this.#source = source;
    this.#position = options.after;
    this.wake();
  }

  /** Says that the limit may have moved: the handler is called in a microtask. */
  wake(): void {
    if (this.#isBusy || this.#isStopped) return;
    this.#isBusy = true;
    queueMicrotask(this.#run);
  }

  /** As {@link wake}, but at once. */
  wakeNow(): void {
    if (this.#isBusy || this.#isStopped) return;
    this.#isBusy = true;
    this.#run();
  }

  stop(): Promise<void> {
    this.#end();
    if (!this.#isBusy) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  /** Delivers until there is nothing left, a handler is asynchronous, or other work shall go first. */
  readonly #run = (): void => {
    try {
      while (!this.#isStopped) {
        const limit = this.#source.limit();
        if (this.#position >= limit) {
          if (this.#toldCaughtUp === limit) break;
          this.#toldCaughtUp = limit;
          this.#options.onCaughtUp?.(limit);
        } else if (this.#givenEvents >= TURN_LIMIT_EVENTS) {
          this.#source.defer(this.#runAgain);
          return;
        } else if (this.#deliver(limit) === 'later') return;
      }
    } catch (failure) {
      this.#fail(failure);
      return;
    }
    this.#idle();
  };

  readonly #runAgain = (): void => {
    this.#givenEvents = 0;
    this.#run();
  };

  #deliver(limit: number): 'now' | 'later' {
    const recent = this.#source.recent?.batch(this.#position + 1, limit);
    const batch = recent ?? readBatch(this.#source.disk, this.#position + 1, limit);
    this.#position = (batch.at(-1) as RecordedEvent).position;
    const events = this.#wanted(batch);
    this.#givenEvents += batch.length;
    const handled = events.length > 0 ? this.#options.onEvents(events) : undefined;
    if (handled === undefined && recent !== undefined) return 'now';
    // Catching up reads without end: other work goes first after each batch.
    const next = recent !== undefined ? this.#run : () => this.#source.defer(this.#runAgain);
    Promise.resolve(handled).then(next, (failure: unknown) => this.#fail(failure));
    return 'later';
  }

  #wanted(batch: readonly RecordedEvent[]): readonly RecordedEvent[] {
    const { prefixes } = this.#options;
    if (prefixes === undefined) return batch;
    return batch.filter((event) => isWanted(event.stream, prefixes));
  }

  #fail(failure: unknown): void {
    this.#end();
    this.#idle();
    this.#options.onFailure(failure);
  }

  #end(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#source.onStopped();
  }

  #idle(): void {
    this.#isBusy = false;
    this.#givenEvents = 0;
    const waiting = this.#whenIdle;
    this.#whenIdle = [];
    for (const resolve of waiting) resolve();
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Subscribe, Subscription } from '@truetape/event-store';
import { isWanted } from '@truetape/event-store/adapter';
import type { RecordedEvent } from '@truetape/kernel';
import { Follower, type FollowerOptions } from './follower.ts';
import type { LogHead } from './head.ts';

export interface SubscriptionOptions extends FollowerOptions {
  readonly head: () => Promise<LogHead>;
  readonly onStopped: () => void;
}

/** Between two questions where the head of the log is, while events come. */
const HEAD_PAUSE_MS = 10;

/**
 * One subscriber. All events of this log are asked for, also those that it does not want: only who has seen the last
 * one, whatever it is, knows that it has caught up, on every version of the server.
 *
 * Its handler is called with one batch after the other. Meanwhile few events wait here, and the rest on the server.
 */
export class LogSubscription implements Subscription {
  readonly #handlers: Subscribe;
  readonly #options: SubscriptionOptions;
  readonly #follower: Follower;
  readonly #over: Promise<void>;
  readonly #ending = new AbortController();
  #head: number | undefined;
  #toldCaughtUp: number | undefined;
  #isAskingHead = false;
  #isHandling = false;
  #isStopped = false;

  constructor(handlers: Subscribe, options: SubscriptionOptions) {
    this.#handlers = handlers;
    this.#options = options;
    this.#follower = new Follower(options, handlers.after, [options.namespace.prefix]);
    this.#over = this.#run();
    void this.#watchSilence();
  }

  stop(): Promise<void> {
    this.#end();
    return this.#over;
  }

  async #run(): Promise<void> {
    try {
      // No handler is called before whoever subscribes has the subscription.
      await Promise.resolve();
      while (!this.#isStopped) await this.#step();
    } catch (failure) {
      this.#end();
      queueMicrotask(() => this.#handlers.onFailure(failure));
    }
  }

  async #step(): Promise<void> {
    const taken = this.#follower.take();
    const wanted = this.#wanted(taken);
    if (wanted.length > 0) await this.#handle(wanted);
    if (taken.length > 0) return;
    this.#tellCaughtUp();
    void this.#askHead();
    await this.#follower.more();
  }

  async #handle(events: readonly RecordedEvent[]): Promise<void> {
    this.#isHandling = true;
    await this.#handlers.onEvents(events);
    this.#isHandling = false;
  }

  #wanted(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    const { prefixes } = this.#handlers;
    if (prefixes === undefined) return events;
    return events.filter((event) => isWanted(event.stream, prefixes));
  }

  #tellCaughtUp(): void {
    const head = this.#head;
    if (head === undefined || this.#follower.position < head) return;
    if (this.#toldCaughtUp === head) return;
    this.#toldCaughtUp = head;
    this.#handlers.onCaughtUp?.(head);
  }

  /** Asks in the background, so that events need not wait for the answer. */
  async #askHead(): Promise<void> {
    if (this.#isAskingHead || this.#handlers.onCaughtUp === undefined) return;
    // What is known already is not reached yet, or was told and nothing came since.
    const { position } = this.#follower;
    if (this.#head !== undefined && position < this.#head) return;
    if (this.#toldCaughtUp !== undefined && position === this.#toldCaughtUp) return;
    this.#isAskingHead = true;
    await this.#learnHead();
    this.#follower.wake();
    await this.#pause(HEAD_PAUSE_MS);
    this.#isAskingHead = false;
    this.#follower.wake();
  }

  async #learnHead(): Promise<void> {
    try {
      this.#head = (await this.#options.head()).position;
    } catch {
      // The follower finds out by itself what is wrong, and the next question may be answered.
    }
  }

  /** A connection may live and tell nothing: who hears nothing compares itself with the head now and then. */
  async #watchSilence(): Promise<void> {
    let missing: number | undefined;
    while (!this.#isStopped) {
      const { position } = this.#follower;
      await this.#pause(this.#options.limits.silenceMs);
      if (this.#isStopped || this.#isHandling || position !== this.#follower.position) continue;
      await this.#learnHead();
      const isBehind = this.#head !== undefined && position < this.#head;
      if (isBehind && missing === position && position === this.#follower.position) {
        this.#follower.drop('a subscription told nothing although there was something to tell');
      }
      missing = isBehind ? position : undefined;
      this.#follower.wake();
    }
  }

  async #pause(ms: number): Promise<void> {
    const { signal } = this.#ending;
    await delay(ms, undefined, { signal, ref: false }).catch(() => {});
  }

  #end(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#ending.abort();
    this.#follower.close();
    this.#options.onStopped();
  }
}

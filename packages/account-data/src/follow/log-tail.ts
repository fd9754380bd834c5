import type { EventLog, Subscription } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { FOLLOWED } from './accounts-in.ts';
import { Listings } from './listings.ts';
import { WholeInputs } from './whole-inputs.ts';

export interface LogTailOptions {
  readonly log: EventLog;
  /** From here on: a place at which no input is in the middle. */
  readonly after: number;
  /** Told of each event, or whole input, with the position of its last one. */
  readonly onHappening: (events: readonly RecordedEvent[], position: number) => void;
  /** Called once: nothing is told any more. */
  readonly onFailure: (error: unknown) => void;
}

/** What the log says of accounts from a moment on, whole input by whole input: one subscription for all accounts. */
export class LogTail {
  /** Everything after it is told. */
  readonly after: number;
  readonly listings: Listings;
  readonly #inputs = new WholeInputs();
  readonly #subscription: Subscription;
  #isOver = false;

  constructor({ log, after, onHappening, onFailure }: LogTailOptions) {
    this.after = after;
    this.listings = new Listings(log);
    this.#subscription = log.subscribeAll({
      after,
      prefixes: FOLLOWED,
      onEvents: (events) => {
        for (const event of events) {
          if (this.#isOver) return;
          this.listings.add(event);
          const whole = this.#inputs.take(event);
          if (whole.length > 0) onHappening(whole, event.position);
        }
      },
      onFailure: (error) => {
        if (!this.#isOver) onFailure(error);
      },
    });
  }

  /** From the call on nothing is told. */
  stop(): Promise<void> {
    this.#isOver = true;
    return this.#subscription.stop();
  }
}

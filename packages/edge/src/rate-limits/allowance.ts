import { TokenBucket } from 'limiter';
import type { NamedLimit } from './limit.ts';

/** What one subject has left of one rate limit. */
export class Allowance {
  readonly of: NamedLimit;
  readonly id: string;
  /** Taken here, and not told to those who share the limit. */
  untold = 0;
  readonly #bucket: TokenBucket;

  constructor(of: NamedLimit, id: string) {
    const { units, seconds } = of.limit;
    this.of = of;
    this.id = id;
    this.#bucket = new TokenBucket({
      bucketSize: units,
      tokensPerInterval: units,
      interval: seconds * 1_000,
    });
    this.#bucket.content = units;
  }

  /** False when there is not so much left; then nothing is taken. */
  take(weight: number): boolean {
    return this.#bucket.tryRemoveTokens(this.#within(weight));
  }

  /** Whole units. Negative where those who share the limit have together taken more than there was. */
  get left(): number {
    return Math.floor(this.#bucket.content);
  }

  /** From 0 to 1. */
  get share(): number {
    return this.#bucket.content / this.of.limit.units;
  }

  /** Until so much can be taken, if nobody takes anything before. */
  secondsUntil(weight: number): number {
    return Math.ceil(this.#bucket.getWaitTime(this.#within(weight)) / 1_000);
  }

  secondsUntilFull(): number {
    const { units, seconds } = this.of.limit;
    return Math.ceil((1 - this.#bucket.content / units) * seconds);
  }

  /** What all who share the limit have left of it. What was taken here since they were told still counts. */
  correct(left: number): void {
    this.#bucket.drip();
    this.#bucket.content = Math.min(this.of.limit.units, left - this.untold);
  }

  /** A limit that is smaller than the weight of a route lets it pass when all of it is left. */
  #within(weight: number): number {
    return Math.min(weight, this.of.limit.units);
  }
}

import type { Feed } from './feed.ts';
import type { Hub } from './hub.ts';
import type { MarketFeeds } from './market-feeds.ts';

export interface ChecksOptions {
  readonly hub: Hub;
  readonly marketFeeds: MarketFeeds;
  readonly everyMs: number;
}

/** Tells those who hear books what to compare with: the cheap checksum every time, the whole digest seldom or when asked. */
export class Checks {
  readonly #options: ChecksOptions;
  readonly #asked = new Set<Feed>();
  readonly #timer: NodeJS.Timeout;
  #times = 0;

  constructor(options: ChecksOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#check(), options.everyMs);
  }

  /** It is checked the next time, or as soon as what that costs allows it. */
  ask(feed: Feed): void {
    this.#asked.add(feed);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #check(): void {
    const { hub, marketFeeds } = this.#options;
    this.#times += 1;
    let place = 0;
    for (const feed of marketFeeds.feeds()) {
      const { check } = feed;
      if (check === undefined) continue;
      // Not all at the same time.
      place += 1;
      const isDue = (this.#times + place) % check.everyTimes === 0 || this.#asked.has(feed);
      if (!isDue || !feed.mayCheck) continue;
      this.#asked.delete(feed);
      if (feed.members.size > 0) hub.check(feed);
    }
  }
}

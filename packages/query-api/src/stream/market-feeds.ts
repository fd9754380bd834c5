import type { RequestFailure } from '@truetape/edge';
import { assert, failed, ok, type Result } from '@truetape/kernel';
import type { MarketDelta, MarketView } from '@truetape/market-data';
import type { MarketData } from '../market-data/market-data.ts';
import { type Content, type Courier, Feed, type FeedOptions } from './feed.ts';
import { keyOf } from './key-of.ts';
import { type Follow, MARKET_CHANNELS, type MarketSubscription } from './market-channels.ts';

export interface MarketFeedsOptions {
  readonly marketData: MarketData;
  readonly courier: Courier;
  readonly recentMax: number;
}

/**
 * Every feed of every market. They are followed whether anybody hears them or not: whoever comes from another process
 * goes on where it was.
 */
export class MarketFeeds {
  readonly #options: MarketFeedsOptions;
  readonly #markets = new Map<string, ReadonlyMap<string, MarketFeed>>();
  readonly #unlisten: () => void;

  constructor(options: MarketFeedsOptions) {
    this.#options = options;
    this.#unlisten = options.marketData.listen({
      onDelta: (delta) => {
        for (const feed of this.#feedsOf(delta.symbol)?.values() ?? []) feed.take(delta);
      },
      onReset: (symbol) => {
        const market = options.marketData.market(symbol);
        assert(market !== undefined, 'a market that is shown anew is shown');
        for (const feed of this.#markets.get(symbol)?.values() ?? []) feed.reset(market);
      },
    });
  }

  find(subscription: MarketSubscription): Result<Feed, RequestFailure> {
    const { marketData } = this.#options;
    if (!marketData.isCurrent) return failed({ code: 'SERVICE_UNAVAILABLE' });
    const feeds = this.#feedsOf(subscription.symbol);
    if (feeds === undefined) {
      return failed({ code: 'INSTRUMENT_NOT_FOUND', field: 'subscription.symbol' });
    }
    const found = feeds.get(keyOf(subscription));
    return found ? ok(found.feed) : failed({ code: 'SERVICE_UNAVAILABLE' });
  }

  /** Feeds that somebody hears and that can be compared with something. */
  *checkable(): Iterable<Feed> {
    for (const feeds of this.#markets.values()) {
      for (const { feed } of feeds.values()) {
        if (feed.isCheckable && feed.members.size > 0) yield feed;
      }
    }
  }

  stop(): void {
    this.#unlisten();
  }

  /** Followed from the first time that anybody asks or the market says something. */
  #feedsOf(symbol: string): ReadonlyMap<string, MarketFeed> | undefined {
    const known = this.#markets.get(symbol);
    if (known !== undefined) return known;
    const market = this.#options.marketData.market(symbol);
    if (market === undefined) return undefined;
    const feeds = new Map<string, MarketFeed>();
    for (const channel of Object.values(MARKET_CHANNELS)) {
      for (const subscription of channel.subscriptions(symbol)) {
        const follow = (of: MarketView) => channel.follow(of, subscription as never);
        const options = { ...this.#options, subscription };
        feeds.set(keyOf(subscription), new MarketFeed(options, follow, market));
      }
    }
    this.#markets.set(symbol, feeds);
    return feeds;
  }
}

/** One feed, and how it follows its market. */
class MarketFeed {
  readonly feed: Feed;
  readonly #follow: Follow;
  #followed: ReturnType<Follow>;

  constructor(options: Omit<FeedOptions, 'content'>, follow: Follow, market: MarketView) {
    this.#follow = follow;
    this.#followed = follow(market);
    this.feed = new Feed({ ...options, content: this.#contentOf(market) });
  }

  take(change: MarketDelta): void {
    const { delta } = this.#followed;
    if (delta === undefined) {
      this.feed.renew();
      return;
    }
    const body = delta(change);
    if (body !== undefined) this.feed.change(change.sequence, body);
  }

  reset(market: MarketView): void {
    this.#followed = this.#follow(market);
    this.feed.reset(this.#contentOf(market));
  }

  #contentOf(market: MarketView): Content {
    return { ...this.#followed, upTo: () => market.head.sequence };
  }
}

import { crc32 } from 'node:zlib';
import {
  BOOK_DEPTHS,
  bookChecksumText,
  CHECKSUM_LEVELS,
  type Channel,
  type ChannelMessage,
  type Subscription,
} from '@truetape/contracts';
import { BookWindow, type MarketDelta, type MarketView } from '@truetape/market-data';
import type { Content } from './feed.ts';
import { SNAPSHOT_TRADES } from './limits.ts';

export type MarketSubscription = Extract<Subscription, { readonly symbol: string }>;
export type MarketChannel = MarketSubscription['channel'];
type Of<C extends Channel> = Extract<Subscription, { readonly channel: C }>;

/** What a message says beside the name of its feed and its sequences. */
type Body<C extends Channel, Type extends string> =
  Extract<ChannelMessage, { readonly channel: C; readonly type: Type }> extends infer Message
    ? Omit<Message, keyof Of<C> | 'type' | 'sequence' | 'previous'>
    : never;

/** One feed of a market, as it follows the market. */
export interface Followed<C extends Channel> extends Omit<Content, 'upTo'> {
  readonly snapshot: () => Body<C, 'snapshot'>;
  /** Undefined: nothing changed in this feed. Left out where each message is whole. */
  readonly delta?: (delta: MarketDelta) => Body<C, 'delta'> | undefined;
}

interface Described<C extends Channel> {
  /** Every feed that this channel has of a market. */
  readonly subscriptions: (symbol: string) => readonly Of<C>[];
  readonly follow: (market: MarketView, subscription: Of<C>) => Followed<C>;
}

/** Begins to follow a market. */
export type Follow = (market: MarketView) => { [C in MarketChannel]: Followed<C> }[MarketChannel];

/** What each channel shows of a market, and of a change in it. A new channel is a new entry. */
export const MARKET_CHANNELS: { readonly [C in MarketChannel]?: Described<C> } = {
  book: {
    subscriptions: (symbol) => BOOK_DEPTHS.map((depth) => ({ channel: 'book', symbol, depth })),
    follow: (market, { depth }) => {
      const window = new BookWindow(market.sides, depth);
      return {
        changedAt: market.head.bookSequence,
        snapshot: () => market.levels(depth),
        delta: ({ book }) => book && window.take(book.touched),
        check: () => ({ type: 'checksum', checksum: checksumOf(market) }),
      };
    },
  },
  trades: {
    subscriptions: (symbol) => [{ channel: 'trades', symbol }],
    follow: (market) => ({
      changedAt: market.head.tradesSequence,
      snapshot: () => ({
        trades: market.recentTrades.slice(-SNAPSHOT_TRADES).map(({ trade }) => trade),
      }),
      delta: ({ trades }) => trades && { trades: [...trades.trades] },
    }),
  },
  ticker: {
    subscriptions: (symbol) => [{ channel: 'ticker', symbol }],
    follow: (market) => ({
      changedAt: market.head.sequence,
      snapshot: () => {
        const { state, last, trades } = market.ticker();
        const { bids, asks } = market.levels(1);
        return { state, bid: bids[0] ?? null, ask: asks[0] ?? null, last, trades };
      },
    }),
  },
  auction: {
    subscriptions: (symbol) => [{ channel: 'auction', symbol }],
    follow: (market) => ({
      changedAt: market.head.sequence,
      snapshot: () => {
        const { state, auction } = market.head;
        const { auctionDueAt: dueAt, indicative } = auction;
        return { state, ...(dueAt && { dueAt }), ...(indicative && { indicative }) };
      },
    }),
  },
};

function checksumOf(market: MarketView): number {
  const { bids, asks } = market.levels(CHECKSUM_LEVELS);
  return crc32(bookChecksumText(bids, asks));
}

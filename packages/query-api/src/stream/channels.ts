import type { ClientMessage, ServerMessage } from '@truetape/contracts';
import type { MarketDelta, MarketView } from '@truetape/market-data';
import { SNAPSHOT_TRADES } from './limits.ts';

export type ChannelName = ClientMessage['channel'];

/** What a public channel shows of a market, and of a change in it. A new channel is a new entry. */
interface Channel {
  readonly snapshot: (market: MarketView) => ServerMessage;
  /** Undefined: nothing changed on this channel. */
  readonly delta: (delta: MarketDelta) => ServerMessage | undefined;
}

export const CHANNELS: Readonly<Record<ChannelName, Channel>> = {
  book: {
    snapshot: (market) => ({
      channel: 'book',
      type: 'snapshot',
      symbol: market.head.symbol,
      sequence: market.head.bookSequence,
      ...market.levels(Number.POSITIVE_INFINITY),
    }),
    delta: ({ symbol, sequence, book }) =>
      book === undefined
        ? undefined
        : {
            channel: 'book',
            type: 'delta',
            symbol,
            sequence,
            previous: book.previous,
            bids: book.bids,
            asks: book.asks,
          },
  },
  trades: {
    snapshot: (market) => ({
      channel: 'trades',
      type: 'snapshot',
      symbol: market.head.symbol,
      sequence: market.head.tradesSequence,
      trades: market.recentTrades.slice(-SNAPSHOT_TRADES).map(({ trade }) => trade),
    }),
    delta: ({ symbol, sequence, trades }) =>
      trades === undefined
        ? undefined
        : {
            channel: 'trades',
            type: 'delta',
            symbol,
            sequence,
            previous: trades.previous,
            trades: [...trades.trades],
          },
  },
};

export const CHANNEL_NAMES = Object.keys(CHANNELS) as readonly ChannelName[];

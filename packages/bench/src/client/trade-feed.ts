import type { ChannelMessage, StreamMessage, Trade } from '@truetape/contracts';
import { WebSocket } from 'ws';

export interface TradeFeed {
  /** Settles when every market is subscribed for the first time. */
  readonly subscribed: Promise<void>;
  /** Takes no more messages and lets the connection go. */
  readonly close: () => void;
}

export interface FollowTrades {
  readonly url: string;
  readonly symbols: readonly string[];
  /** A trade that the feed told as it happened, with the monotonic time of its arrival. */
  readonly onTrade: (symbol: string, trade: Trade, arrivedMs: number) => void;
}

const RECONNECT_MS = 100;

/**
 * Follows the public trades of markets, and comes back whenever the connection ends. What the snapshot of a new
 * subscription holds has happened before and is not told: it has no arrival time.
 */
export function followTrades({ url, symbols, onTrade }: FollowTrades): TradeFeed {
  let closed = false;
  let socket: WebSocket | undefined;
  let retry: NodeJS.Timeout | undefined;
  const waiting = new Set(symbols);
  const address = `${url.replace(/^http/, 'ws')}/v1/stream`;
  let onSubscribed = () => {};
  const subscribed = new Promise<void>((resolve) => {
    onSubscribed = resolve;
  });
  const onMessage = (message: TradeMessage, arrivedMs: number) => {
    if (message.type === 'snapshot') {
      waiting.delete(message.symbol);
      if (waiting.size === 0) onSubscribed();
      return;
    }
    for (const trade of message.trades) onTrade(message.symbol, trade, arrivedMs);
  };
  const connect = () => {
    const opened = new WebSocket(address, { perMessageDeflate: false });
    socket = opened;
    opened.on('open', () => {
      for (const symbol of symbols) {
        opened.send(
          JSON.stringify({ op: 'subscribe', subscription: { channel: 'trades', symbol } }),
        );
      }
    });
    opened.on('message', (frame) => {
      const arrivedMs = performance.now();
      for (const message of tradeMessages(String(frame))) onMessage(message, arrivedMs);
    });
    // The end of a connection is told by `close`, with or without an error before it.
    opened.on('error', () => {});
    opened.on('close', () => {
      if (!closed) retry = setTimeout(connect, RECONNECT_MS);
    });
  };
  connect();
  return {
    subscribed,
    close: () => {
      closed = true;
      clearTimeout(retry);
      socket?.terminate();
    },
  };
}

type TradeMessage = Extract<ChannelMessage, { readonly channel: 'trades' }>;

/** What a frame says of trades; everything else in it is not for us. */
function tradeMessages(frame: string): readonly TradeMessage[] {
  const messages = JSON.parse(frame) as readonly StreamMessage[];
  return messages.filter(
    (message): message is TradeMessage => 'channel' in message && message.channel === 'trades',
  );
}

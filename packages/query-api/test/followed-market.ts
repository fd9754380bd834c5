import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  bookChecksumText,
  bookDigestText,
  type ChannelMessage,
  type StreamMessage,
} from '@truetape/contracts';

type Of<C extends ChannelMessage['channel']> = Extract<ChannelMessage, { readonly channel: C }>;
type Order = [orderNumber: number, price: string, quantity: string];

/** What a client makes of a feed, in the plainest way, and everything that was wrong with it. */
export class FollowedMarket {
  readonly wrong: object[] = [];
  readonly sequences = new Map<string, number>();
  readonly snapshots = new Map<string, number>();
  readonly checks = new Map<string, number>();
  readonly levels = new Map<number, { bids: Map<string, string>; asks: Map<string, string> }>();
  orders: { bids: Order[]; asks: Order[] } = { bids: [], asks: [] };
  readonly tradeNumbers: number[] = [];
  /** Closing prices by when they were opened. */
  readonly candles = new Map<string, string>();
  ticker: Of<'ticker'> | undefined;
  auction: Of<'auction'> | undefined;

  take(message: StreamMessage): void {
    if (!('channel' in message) || !('symbol' in message)) return;
    const depth = 'depth' in message ? ` ${message.depth}` : '';
    const key = `${message.channel}${depth}`;
    const have = this.sequences.get(key) ?? -1;
    if (message.type === 'checksum' || message.type === 'digest') {
      this.checks.set(key, (this.checks.get(key) ?? 0) + 1);
      const own = message.type === 'checksum' ? this.#checksum(message.depth) : this.digest();
      const said = message.type === 'checksum' ? message.checksum : message.digest;
      if (said !== own || message.sequence < have) this.wrong.push({ message, own, have });
      return;
    }
    if (message.type === 'delta') {
      if (message.sequence <= have) return;
      if (message.previous > have) this.wrong.push({ gap: key, have, message });
    } else this.snapshots.set(key, (this.snapshots.get(key) ?? 0) + 1);
    this.sequences.set(key, message.sequence);
    this.#apply(message);
  }

  bookOf(depth: number) {
    const { bids, asks } = this.levels.get(depth) ?? { bids: new Map(), asks: new Map() };
    const sorted = (side: Map<string, string>, sign: number) =>
      [...side].sort(([a], [b]) => sign * (Number(a) - Number(b)));
    return { bids: sorted(bids, -1), asks: sorted(asks, 1) };
  }

  digest(): string {
    return hash('sha256', bookDigestText(this.orders.bids, this.orders.asks), 'hex');
  }

  #checksum(depth: number): number {
    const { bids, asks } = this.bookOf(depth);
    return crc32(bookChecksumText(bids, asks));
  }

  #apply(message: Exclude<ChannelMessage, { type: 'checksum' | 'digest' }>): void {
    switch (message.channel) {
      case 'book':
        this.#applyBook(message);
        return;
      case 'orders-of-book':
        if (message.type === 'snapshot') {
          this.orders = { bids: [...message.bids], asks: [...message.asks] };
        } else this.#applyOrders(message);
        return;
      case 'trades':
        if (message.type === 'snapshot') this.tradeNumbers.length = 0;
        this.tradeNumbers.push(...message.trades.map(({ tradeNumber }) => tradeNumber));
        return;
      case 'candles':
        if (message.type === 'snapshot') this.candles.clear();
        for (const { openedAt, close } of message.candles) this.candles.set(openedAt, close);
        return;
      case 'ticker':
        this.ticker = message;
        return;
      case 'auction':
        this.auction = message;
    }
  }

  #applyBook({ type, depth, bids, asks }: Exclude<Of<'book'>, { type: 'checksum' }>): void {
    const known = this.levels.get(depth);
    const book =
      type === 'snapshot' || known === undefined ? { bids: new Map(), asks: new Map() } : known;
    this.levels.set(depth, book);
    for (const [side, changes] of [
      [book.bids, bids],
      [book.asks, asks],
    ] as const) {
      for (const [price, quantity] of changes) {
        if (quantity !== '0') side.set(price, quantity);
        else if (!side.delete(price)) this.wrong.push({ gone: price, depth });
      }
    }
    for (const side of [book.bids, book.asks]) {
      if (side.size > depth) this.wrong.push({ depth, levels: side.size });
    }
  }

  #applyOrders({
    removed,
    changed,
    added,
  }: Extract<Of<'orders-of-book'>, { type: 'delta' }>): void {
    const { bids, asks } = this.orders;
    for (const number of removed) {
      const side = bids.some(([own]) => own === number) ? bids : asks;
      const index = side.findIndex(([own]) => own === number);
      if (index < 0) this.wrong.push({ removed: number });
      else side.splice(index, 1);
    }
    for (const [number, quantity] of changed) {
      const order = [...bids, ...asks].find(([own]) => own === number);
      if (order === undefined) this.wrong.push({ changed: number });
      else order[2] = quantity;
    }
    for (const [number, side, price, quantity] of added) {
      const orders = side === 'buy' ? bids : asks;
      const sign = side === 'buy' ? -1 : 1;
      const behind = orders.findIndex(([, other]) => sign * (Number(other) - Number(price)) > 0);
      orders.splice(behind < 0 ? orders.length : behind, 0, [number, price, quantity]);
    }
  }
}

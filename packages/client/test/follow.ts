import type { ChannelMessage, StreamRequest } from '@truetape/contracts';
import { Feed as FollowedFeed } from '../src/feed.ts';
import type { ClientEvent, Feed, SubscriptionTo } from '../src/index.ts';

export const LOG_ID = '0190a000-0000-7000-8000-000000000000';

export const BOOK = { channel: 'book', symbol: 'BTC-USD', depth: 10 } as const;
export const ORDERS = { channel: 'orders-of-book', symbol: 'BTC-USD' } as const;

export interface Followed<C extends 'book' | 'orders-of-book'> {
  readonly feed: Feed<C>;
  readonly sent: StreamRequest[];
  readonly events: ClientEvent[];
  /** Sequences that were shown. */
  readonly shown: number[];
}

/** A feed without a connection: what it sends is written down. */
export function follow<C extends 'book' | 'orders-of-book'>(
  subscription: SubscriptionTo<C>,
): Followed<C> {
  const [sent, events, shown]: [StreamRequest[], ClientEvent[], number[]] = [[], [], []];
  const host = {
    send: (request: StreamRequest) => void sent.push(request),
    tell: (event: ClientEvent) => void events.push(event),
  };
  const feed = new FollowedFeed<C>(subscription, host, ({ sequence }) => void shown.push(sequence));
  return { feed, sent, events, shown };
}

/** `100 x 2, 99 x 1`: levels, best first. */
export function levels(text: string): [string, string][] {
  const parts = text.split(', ').filter((part) => part !== '');
  return parts.map((part) => part.split(' x ') as [string, string]);
}

/** `5 snapshot bids | asks`, `5>6 bids | asks` or `6 checksum 123`. */
export function bookMessage(text: string): ChannelMessage<'book'> {
  const [head = '', ...rest] = text.split(' ');
  const said = rest.join(' ');
  if (rest[0] === 'checksum') {
    return { ...BOOK, type: 'checksum', sequence: Number(head), checksum: Number(rest[1]) };
  }
  const [bids = [], asks = []] = said
    .replace('snapshot ', '')
    .split('|')
    .map((side) => levels(side.trim()));
  const [previous, sequence] = head.split('>').map(Number);
  return sequence === undefined
    ? { ...BOOK, type: 'snapshot', sequence: Number(previous), bids, asks }
    : { ...BOOK, type: 'delta', previous: Number(previous), sequence, bids, asks };
}

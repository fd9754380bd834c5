import { z } from 'zod';
import * as v from '../values.ts';

/** How many levels of each side a `book` may show. */
export const BOOK_DEPTHS = [10, 50, 500] as const;
export type BookDepth = (typeof BOOK_DEPTHS)[number];

const depth = z.union([z.literal(10), z.literal(50), z.literal(500)]);

/**
 * What can be subscribed to, by channel: everything that names one feed. Those of an account are for whoever may read that
 * account.
 */
export const SUBSCRIPTIONS = {
  book: { symbol: v.symbol, depth },
  'orders-of-book': { symbol: v.symbol },
  trades: { symbol: v.symbol },
  ticker: { symbol: v.symbol },
  candles: { symbol: v.symbol, interval: v.candleInterval },
  auction: { symbol: v.symbol },
  orders: { accountId: v.accountId },
  fills: { accountId: v.accountId },
  balances: { accountId: v.accountId },
  positions: { accountId: v.accountId },
  risk: { accountId: v.accountId },
} as const;
export type Channel = keyof typeof SUBSCRIPTIONS;

export const CHANNELS = Object.keys(SUBSCRIPTIONS) as readonly Channel[];

/** The same with the name of the channel, as every message about it has it. */
export const subscription = z.discriminatedUnion('channel', [
  named('book'),
  named('orders-of-book'),
  named('trades'),
  named('ticker'),
  named('candles'),
  named('auction'),
  named('orders'),
  named('fills'),
  named('balances'),
  named('positions'),
  named('risk'),
]);
export type Subscription = z.infer<typeof subscription>;

export function named<C extends Channel>(channel: C) {
  return z.strictObject({ channel: z.literal(channel), ...SUBSCRIPTIONS[channel] });
}

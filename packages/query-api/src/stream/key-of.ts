import type { Subscription } from '@truetape/contracts';

/** The same for the same feed, however a request wrote it. */
export function keyOf(subscription: Subscription): string {
  const { channel } = subscription;
  if ('accountId' in subscription) return `${channel} ${subscription.accountId}`;
  if (channel === 'book') return `${channel} ${subscription.symbol} ${subscription.depth}`;
  if (channel === 'candles') return `${channel} ${subscription.symbol} ${subscription.interval}`;
  return `${channel} ${subscription.symbol}`;
}

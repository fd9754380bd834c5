import type { ChannelMessage, Subscription } from '@truetape/contracts';

/** What tells one feed from all others: its channel, and all that it is of. */
export function keyOf(of: Subscription | ChannelMessage): string {
  const { channel, symbol, depth, interval, accountId } = of as Readonly<Record<string, unknown>>;
  return `${channel} ${symbol ?? accountId} ${depth ?? interval ?? ''}`;
}

export const isOfAccount = (subscription: Subscription): boolean => 'accountId' in subscription;

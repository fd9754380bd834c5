import { lots, minor } from '@truetape/domain';
import { bust } from './asking.ts';
import type { Venue } from './venue.ts';

/** `buyer` buys half a coin from `seller` at 100 under a strategy, and the trade is busted. */
export function tradeAndBust(venue: Venue, strategy: string): void {
  venue.place('seller', { side: 'sell', price: '100', quantity: '0.5' });
  venue.place('buyer', { side: 'buy', price: '100', quantity: '0.5', strategy });
  bust(venue, 'BTC-USD', {
    quantity: lots(500),
    notional: minor(5_000_000_000n),
    sides: [
      { accountId: 'seller', side: 'sell', fee: minor(5_000_000n) },
      { accountId: 'buyer', side: 'buy', fee: minor(10_000_000n) },
    ],
  });
}

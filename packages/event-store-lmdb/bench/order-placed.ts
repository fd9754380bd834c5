import type { NewEvent } from '@truetape/kernel';

/** Shaped like the most frequent event; 400 bytes with its envelope. */
export function orderPlaced(number: number): NewEvent {
  return {
    type: 'OrderPlaced',
    schemaVersion: 1,
    correlationId: `req-${1_000_000 + number}`,
    actor: { keyId: 'key-12', requestId: `req-${1_000_000 + number}`, userId: 'user-7' },
    data: {
      clientOrderId: `c-${number}`,
      hold: { amount: '1250.25', asset: 'USD' },
      placedAt: '2026-11-21T01:02:03.004Z',
      price: '25005.5',
      quantity: '0.05',
      ruleset: 1,
      side: 'buy',
      symbol: 'BTC-USD',
      timeInForce: 'GTC',
      type: 'limit',
    },
  };
}

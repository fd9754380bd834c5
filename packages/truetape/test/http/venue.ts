/** An order that is taken: it holds 100 and a fee of 0.2. */
export const ORDER = {
  clientOrderId: 'c-1',
  symbol: 'BTC-USD',
  side: 'buy',
  type: 'limit',
  price: '100',
  quantity: '1',
} as const;

const BTC_USD = {
  symbol: 'BTC-USD',
  tick: '0.5',
  lot: '0.01',
  minQuantity: '0.02',
  maxQuantity: '100',
  minNotional: '5',
  maxNotional: '2000',
  makerRate: '0.001',
  takerRate: '0.002',
  referencePrice: '100',
};

const { referencePrice: _, ...UNPRICED } = BTC_USD;

/**
 * Two markets, `ETH-USD` without a reference price, and three accounts with 1000 USD and 10 BTC.
 *
 * @param post sends what an operator asks for, which must be done
 */
export async function openVenue(
  post: (path: string, body: object) => Promise<void>,
): Promise<void> {
  await post('/v1/assets', { asset: 'BTC', scale: 8 });
  await post('/v1/assets', { asset: 'ETH', scale: 8 });
  await post('/v1/assets', { asset: 'USD', scale: 4 });
  await post('/v1/instruments', BTC_USD);
  await post('/v1/instruments', { ...UNPRICED, symbol: 'ETH-USD' });
  for (const accountId of ['ann', 'bob', 'cat']) {
    await post('/v1/accounts', { accountId });
    const deposits = `/v1/accounts/${accountId}/deposits`;
    await post(deposits, { asset: 'USD', amount: '1000', reference: 'usd-1' });
    await post(deposits, { asset: 'BTC', amount: '10', reference: 'btc-1' });
  }
}

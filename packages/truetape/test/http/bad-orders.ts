import { type BadBody, badValues, NOT_DECIMALS, NOT_TEXTS, unknownFields } from './bad-bodies.ts';
import { ORDER } from './venue.ts';

const VALUES = {
  price: [undefined, ...NOT_DECIMALS],
  quantity: [undefined, ...NOT_DECIMALS],
  clientOrderId: [
    undefined,
    ...NOT_TEXTS,
    '"a b"',
    '"a.b"',
    '"\u00e4"',
    '"a\\n"',
    `"${'a'.repeat(37)}"`,
  ],
  symbol: [undefined, ...NOT_TEXTS, '"btc-usd"', '"BTCUSD"', '"BTC-USD "', '"BTC-USD-X"'],
  side: [undefined, ...NOT_TEXTS, '"BUY"', '"Buy"', '"long"'],
  type: [undefined, ...NOT_TEXTS, '"LIMIT"', '"oco"'],
  timeInForce: [...NOT_TEXTS, '"gtc"', '"GTX"'],
  selfTradePrevention: [...NOT_TEXTS, '"cancel-newest"'],
  strategy: [...NOT_TEXTS, '"a b"', '"a.b"', `"${'a'.repeat(37)}"`],
  postOnly: ['null', '1', '"true"', '[]'],
  expiresAt: [...NOT_TEXTS, '"2026-11-21"', '"2026-11-21T01:22:18Z"', '"2026-02-30T01:22:18.123Z"'],
};

const MARKET = { ...ORDER, type: 'market', price: undefined };
const STOP = { ...ORDER, type: 'stop', price: undefined, stopPrice: '101' };
const TRAILING = { ...STOP, type: 'trailing-stop', stopPrice: undefined, trailingOffset: '2' };
const expiresAt = '2026-11-21T01:22:18.123Z';

/** Members that do not go together. */
const CONTRADICTIONS: readonly (readonly [field: string, order: object])[] = [
  ['postOnly', { ...ORDER, postOnly: true, timeInForce: 'IOC' }],
  ['postOnly', { ...ORDER, postOnly: true, timeInForce: 'FOK' }],
  ['price', { ...ORDER, type: 'market' }],
  ['postOnly', { ...MARKET, postOnly: true }],
  ['timeInForce', { ...MARKET, timeInForce: 'GTC' }],
  ['quantity', { ...MARKET, quantity: undefined }],
  ['quantity', { ...MARKET, quoteQuantity: '100' }],
  ['quoteQuantity', { ...MARKET, side: 'sell', quantity: undefined, quoteQuantity: '100' }],
  ['timeInForce', { ...MARKET, timeInForce: 'FOK', quantity: undefined, quoteQuantity: '100' }],
  ['displayQuantity', { ...MARKET, displayQuantity: '0.1' }],
  ['displayQuantity', { ...ORDER, timeInForce: 'IOC', displayQuantity: '0.1' }],
  ['stopPrice', { ...ORDER, stopPrice: '101' }],
  ['stopPrice', { ...STOP, stopPrice: undefined }],
  ['stopPrice', { ...TRAILING, stopPrice: '101' }],
  ['trailingOffset', { ...TRAILING, trailingOffset: undefined }],
  ['trailingOffset', { ...STOP, trailingOffset: '2' }],
  ['price', { ...STOP, price: '100' }],
  ['price', { ...STOP, type: 'stop-limit' }],
  ['timeInForce', { ...STOP, timeInForce: 'IOC' }],
  ['postOnly', { ...STOP, postOnly: true }],
  ['expiresAt', { ...ORDER, timeInForce: 'GTD' }],
  ['expiresAt', { ...ORDER, expiresAt }],
  ['expiresAt', { ...ORDER, timeInForce: 'DAY', expiresAt }],
];

export const BAD_ORDERS: readonly BadBody[] = [
  ...badValues(ORDER, VALUES),
  ...CONTRADICTIONS.map(([field, order]) => {
    const json = JSON.stringify(order);
    return { json, code: 'REQUEST_INVALID', field } as const;
  }),
  ...unknownFields(ORDER, ['accountId', 'Price', 'partnerId', '', 'constructor', '__proto__']),
];

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
  type: [undefined, ...NOT_TEXTS, '"LIMIT"', '"stop"'],
  timeInForce: [...NOT_TEXTS, '"gtc"', '"DAY"'],
  selfTradePrevention: [...NOT_TEXTS, '"cancel-newest"'],
  postOnly: ['null', '1', '"true"', '[]'],
};

const MARKET = { ...ORDER, type: 'market', price: undefined };

/** Members that do not go together. */
const CONTRADICTIONS: readonly (readonly [field: string, order: object])[] = [
  ['postOnly', { ...ORDER, postOnly: true, timeInForce: 'IOC' }],
  ['postOnly', { ...ORDER, postOnly: true, timeInForce: 'FOK' }],
  ['price', { ...ORDER, type: 'market' }],
  ['postOnly', { ...MARKET, postOnly: true }],
  ['timeInForce', { ...MARKET, timeInForce: 'GTC' }],
];

export const BAD_ORDERS: readonly BadBody[] = [
  ...badValues(ORDER, VALUES),
  ...CONTRADICTIONS.map(([field, order]) => {
    const json = JSON.stringify(order);
    return { json, code: 'REQUEST_INVALID', field } as const;
  }),
  ...unknownFields(ORDER, ['accountId', 'Price', 'stopPrice', '', 'constructor', '__proto__']),
];

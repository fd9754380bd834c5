import { strictEqual } from 'node:assert';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { SCHEMAS } from '../src/http-api/schemas.ts';
import { schemaValidator } from './support/open-api.ts';

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const amounts = {
  price: some('100'),
  stopPrice: some('90'),
  trailingOffset: some('5'),
  displayQuantity: some('0.5'),
};
const time = {
  timeInForce: some('GTC', 'IOC', 'FOK', 'GTD', 'DAY'),
  expiresAt: some('2036-11-21T00:00:00.000Z'),
};

const placeOrder = fc.record(
  {
    clientOrderId: some('c-1'),
    symbol: some('BTC-USD'),
    side: some('buy', 'sell'),
    type: some('limit', 'market', 'stop', 'stop-limit', 'trailing-stop'),
    ...amounts,
    ...time,
    quantity: some('1'),
    quoteQuantity: some('100'),
    postOnly: fc.boolean(),
  },
  { requiredKeys: ['clientOrderId', 'symbol', 'side', 'type'] },
);

const placeOco = fc.record(
  {
    symbol: some('BTC-USD'),
    side: some('buy', 'sell'),
    quantity: some('1'),
    ...time,
    limit: fc.record(
      {
        clientOrderId: some('c-1'),
        price: some('110'),
        displayQuantity: some('0.5'),
        postOnly: fc.boolean(),
      },
      { requiredKeys: ['clientOrderId', 'price'] },
    ),
    stop: fc.record(
      { clientOrderId: some('c-2'), type: some('stop', 'stop-limit', 'trailing-stop'), ...amounts },
      { requiredKeys: ['clientOrderId', 'type'] },
    ),
  },
  { requiredKeys: ['symbol', 'side', 'quantity', 'limit', 'stop'] },
);

const replaceOrder = fc.record({ price: some('1'), quantity: some('1') }, { requiredKeys: [] });

describe('what one field demands of another', () => {
  test.each<[string, fc.Arbitrary<object>]>([
    ['PlaceOrder', placeOrder],
    ['PlaceOco', placeOco],
    ['ReplaceOrder', replaceOrder],
  ])('is in the document as it is in the schema of %s', (name, bodies) => {
    const inDocument = schemaValidator(name);
    const seen = new Set<boolean>();
    const isSame = (body: object) => {
      const isValid = SCHEMAS[name]?.schema.safeParse(body).success === true;
      seen.add(isValid);
      strictEqual(inDocument(body), isValid, JSON.stringify(inDocument.errors));
    };
    fc.assert(fc.property(bodies, isSame), { numRuns: 5_000 });
    strictEqual(seen.size, 2, 'some were valid and some were not');
  });
});

import { ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { SCHEMAS } from '../src/http-api/schemas.ts';
import { schemaValidator } from './support/open-api.ts';

const SEED = 39;

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
/** Seldom there: with half of all fields hardly anything is valid. */
const seldom = (value: string) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: some(value) });
const amounts = {
  price: some('100'),
  stopPrice: some('90'),
  trailingOffset: seldom('5'),
  displayQuantity: seldom('0.5'),
};
const time = {
  timeInForce: some('GTC', 'IOC', 'FOK', 'GTD', 'DAY'),
  expiresAt: seldom('2036-11-21T00:00:00.000Z'),
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
    quoteQuantity: seldom('100'),
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
    let valid = 0;
    const isSame = (drawn: object) => {
      const body = JSON.parse(JSON.stringify(drawn));
      const isValid = SCHEMAS[name]?.schema.safeParse(body).success === true;
      if (isValid) valid += 1;
      strictEqual(inDocument(body), isValid, JSON.stringify(inDocument.errors));
    };
    fc.assert(fc.property(bodies, isSame), { numRuns: 5_000, seed: SEED });
    ok(valid > 50 && valid < 4_950, `${valid} of 5,000 were valid`);
  });
});

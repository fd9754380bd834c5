import { strictEqual } from 'node:assert';
import { placeOrder, timeInForceOf, values } from '@truetape/contracts';
import { type OrderTerms, wrongTerm } from '@truetape/domain';
import { describe, test } from 'vitest';

const FIELDS = [
  'price',
  'stopPrice',
  'trailingOffset',
  'quantity',
  'quoteQuantity',
  'displayQuantity',
] as const;

/** What a client may write and what the domain takes are said in two places, which do not see each other. */
describe('the form of a body and the form of terms are one', () => {
  test.each(values.orderType.options)('%s', (type) => {
    for (const timeInForce of [undefined, ...values.timeInForce.options]) {
      for (let chosen = 0; chosen < 1 << (FIELDS.length + 3); chosen++) {
        const has = (bit: number) => ((chosen >> bit) & 1) === 1;
        const amounts = Object.fromEntries(
          FIELDS.filter((_, bit) => has(bit)).map((field) => [field, '1']),
        );
        const body = {
          clientOrderId: 'one',
          symbol: 'BTC-USD',
          side: has(6) ? 'buy' : 'sell',
          type,
          ...(timeInForce === undefined ? {} : { timeInForce }),
          ...amounts,
          ...(has(7) ? { postOnly: true } : {}),
          ...(has(8) ? { expiresAt: '2030-01-01T00:00:00.000Z' } : {}),
        } as const;
        const terms = { ...body, timeInForce: timeInForceOf(body as never) };
        const wrong = wrongTerm(terms as unknown as OrderTerms);
        const parsed = placeOrder.safeParse(body);
        const told = `${JSON.stringify(body)}: ${wrong ?? 'right'} in the domain`;
        strictEqual(parsed.success, wrong === undefined, told);
      }
    }
  });
});

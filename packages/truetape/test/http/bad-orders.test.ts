import { deepStrictEqual } from 'node:assert';
import { type BatchAnswer, ERRORS } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { BAD_ORDERS } from './bad-orders.ts';
import { startServer } from './server.ts';
import { expectRefusal, leavingNoTrace } from './support.ts';

describe('an order of the wrong form', () => {
  test.each(['/v1/orders', '/v1/orders/test'])(
    'is refused by %s with the field to blame, and leaves no trace',
    async (path) => {
      const server = await startServer();
      await leavingNoTrace(server, async () => {
        for (const { json, code, field } of BAD_ORDERS) {
          const answered = await server.send('ann', 'POST', path, { body: json });
          expectRefusal(answered, code, field, json);
        }
      });
    },
  );

  test('is refused in a batch with its place in it, and leaves no trace', async () => {
    const server = await startServer();
    await leavingNoTrace(server, async () => {
      for (const { json, code, field } of BAD_ORDERS) {
        const body = `{"orders":[${json},${json}]}`;
        const answered = await server.send('ann', 'POST', '/v1/orders/batch', { body });
        const { results } = answered.body as BatchAnswer;
        const { status } = ERRORS[code];
        deepStrictEqual(
          { json, answered: results.map(codeAndField) },
          {
            json,
            answered: [
              { status, code, field: `orders[0].${field}` },
              { status, code, field: `orders[1].${field}` },
            ],
          },
        );
      }
    });
  });
});

function codeAndField(result: BatchAnswer['results'][number]) {
  if ('order' in result) return result;
  const { status, problem } = result;
  return { status, code: problem.code, field: problem.field };
}

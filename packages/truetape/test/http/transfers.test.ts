import { deepStrictEqual, strictEqual } from 'node:assert';
import { commandAnswer } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { type Caller, type Server, startServer } from './server.ts';
import { balancesOf, eventsOf, receiptedEvent } from './support.ts';

const AT = '1970-01-01T00:00:01.000Z';
const TRANSFER = { asset: 'USD', amount: '0.1001', reference: 'r-1' };

async function move(server: Server, caller: Caller, what: string, body: object = TRANSFER) {
  const answered = await server.send(caller, 'POST', `/v1/accounts/ann/${what}`, { body });
  strictEqual(answered.status, 201, JSON.stringify(answered.body));
  return commandAnswer.parse(answered.body);
}

describe.each([
  { caller: 'operator', what: 'deposits', type: 'FundsDeposited', total: '1000.1001' },
  { caller: 'operator', what: 'withdrawals', type: 'FundsWithdrawn', total: '999.8999' },
  { caller: 'ann', what: 'withdrawals', type: 'FundsWithdrawn', total: '999.8999' },
] as const)('$what by $caller', ({ caller, what, type, total }) => {
  test('are answered with the receipt of their event', async () => {
    const server = await startServer();
    const event = await receiptedEvent(server, await move(server, caller, what));
    deepStrictEqual(
      [event.stream, event.revision, event.type, event.data],
      ['account-ann', 3, type, { ...TRANSFER, at: AT }],
    );
    deepStrictEqual(balancesOf(server, 'ann').USD, { total, held: '0' });
  });

  test('of the same reference and content happen once', async () => {
    const server = await startServer();
    const first = await move(server, caller, what);
    const again = { ...TRANSFER, amount: '0.100100' };
    const answers = await Promise.all([
      move(server, caller, what, again),
      move(server, caller, what),
    ]);
    deepStrictEqual(answers, [
      { ...first, repeated: true },
      { ...first, repeated: true },
    ]);
    deepStrictEqual(balancesOf(server, 'ann').USD, { total, held: '0' });
    strictEqual((await eventsOf(server, 'account-ann')).length, 4);
  });
});

test('a withdrawal sent again after everything was withdrawn is still the repeat of the first', async () => {
  const server = await startServer();
  const all = { asset: 'USD', amount: '1000', reference: 'all' };
  const first = await move(server, 'ann', 'withdrawals', all);
  deepStrictEqual(await move(server, 'ann', 'withdrawals', all), { ...first, repeated: true });
  deepStrictEqual(balancesOf(server, 'ann').USD, { total: '0', held: '0' });
});

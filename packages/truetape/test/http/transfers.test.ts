import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { commandAnswer, type Data, type Problem } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { type Answered, type Caller, type Server, startServer } from './server.ts';
import { balancesOf, eventsOf, expectRefusal, firstEvents, receiptedEvent } from './support.ts';

const AT = '1970-01-01T00:00:01.000Z';
const TRANSFER = { asset: 'USD', amount: '0.1001', reference: 'r-1' };

const codeOf = ({ body }: Answered) => (body as Problem).code;

/** It is held until somebody approves it. */
const WITHDRAWAL = { type: 'WithdrawalRequested', total: '1000', held: '0.1001' } as const;

async function move(server: Server, caller: Caller, what: string, body: object = TRANSFER) {
  const answered = await server.send(caller, 'POST', `/v1/accounts/ann/${what}`, { body });
  strictEqual(answered.status, 201, JSON.stringify(answered.body));
  return commandAnswer.parse(answered.body);
}

describe.each([
  { caller: 'operator', what: 'deposits', type: 'FundsDeposited', total: '1000.1001', held: '0' },
  { caller: 'operator', what: 'withdrawals', ...WITHDRAWAL },
  { caller: 'ann', what: 'withdrawals', ...WITHDRAWAL },
] as const)('$what by $caller', ({ caller, what, type, total, held }) => {
  test('are answered with the receipt of their event', async () => {
    const server = await startServer();
    const event = await receiptedEvent(server, await move(server, caller, what));
    deepStrictEqual(
      [event.stream, event.revision, event.type, event.data],
      ['account-ann', 3, type, { ...TRANSFER, at: AT }],
    );
    deepStrictEqual(balancesOf(server, 'ann').USD, { total, held });
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
    deepStrictEqual(balancesOf(server, 'ann').USD, { total, held });
    strictEqual((await eventsOf(server, 'account-ann')).length, 4);
  });
});

test('a withdrawal sent again after everything was asked for is still the repeat of the first', async () => {
  const server = await startServer();
  const all = { asset: 'USD', amount: '1000', reference: 'all' };
  const first = await move(server, 'ann', 'withdrawals', all);
  deepStrictEqual(await move(server, 'ann', 'withdrawals', all), { ...first, repeated: true });
  deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '1000' });
});

test('of a hundred withdrawals of everything at once exactly one is taken', async () => {
  const server = await startServer();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => {
      const body = { asset: 'USD', amount: '1000', reference: `all-${index}` };
      return server.send('ann', 'POST', '/v1/accounts/ann/withdrawals', { body });
    }),
  );
  const taken = answers.filter(({ status }) => status === 201);
  strictEqual(taken.length, 1);
  for (const answered of answers) {
    if (answered.status !== 201) expectRefusal(answered, 'RISK_INSUFFICIENT_FUNDS', 'amount');
  }
  deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '1000' });
});

describe('a withdrawal that waits', () => {
  const decide = (server: Server, caller: Caller, how: string, body: object, headers = {}) =>
    server.send(caller, 'POST', `/v1/accounts/ann/withdrawals/ann.3/${how}`, { body, headers });

  test('leaves when an operator approves it', async () => {
    const server = await startServer();
    await move(server, 'ann', 'withdrawals');
    expectRefusal(await decide(server, 'ann', 'approve', {}), 'AUTH_FORBIDDEN');
    const { body } = await decide(server, 'operator', 'approve', {});
    const event = await receiptedEvent(server, commandAnswer.parse(body));
    deepStrictEqual(
      [event.type, event.data],
      ['FundsWithdrawn', { ...TRANSFER, at: AT, withdrawalId: 'ann.3' }],
    );
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '999.8999', held: '0' });
  });

  test.each(['ann', 'operator'] as const)('is free again when %s rejects it', async (caller) => {
    const server = await startServer();
    await move(server, 'ann', 'withdrawals');
    const { status } = await decide(server, caller, 'reject', { reason: 'not now' });
    strictEqual(status, 201);
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '0' });
    expectRefusal(await decide(server, 'operator', 'approve', {}), 'LEDGER_WITHDRAWAL_NOT_FOUND');
  });

  test('is approved by somebody else than whoever asked for it', async () => {
    const server = await startServer();
    await move(server, 'operator', 'withdrawals');
    const { length } = await eventsOf(server, 'account-ann');
    for (const headers of [{}, { 'idempotency-key': 'approve-1' }]) {
      const answered = await decide(server, 'operator', 'approve', {}, headers);
      expectRefusal(answered, 'LEDGER_SAME_PERSON');
    }
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '0.1001' });
    strictEqual((await eventsOf(server, 'account-ann')).length, length);
    strictEqual((await decide(server, 'second', 'approve', {})).status, 201);
  });

  test('is not approved before anybody can know who asked for it', async () => {
    const server = await startServer();
    const [asked, approved] = await Promise.all([
      move(server, 'operator', 'withdrawals'),
      decide(server, 'operator', 'approve', {}),
    ]);
    strictEqual(asked.receipt.revision, 3);
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '1000', held: '0.1001' });
    ok(['LEDGER_SAME_PERSON', 'LEDGER_WITHDRAWAL_NOT_FOUND'].includes(codeOf(approved)));
  });

  test.each(['ann.2', 'bob.3', 'ann.99', 'dan.3', 'ann', 'nobody.0'])(
    'is not what %s names on the path of another account, or nowhere',
    async (withdrawalId) => {
      const server = await startServer();
      const body = { ...TRANSFER, reference: 'of-bob' };
      await server.send('bob', 'POST', '/v1/accounts/bob/withdrawals', { body });
      for (const [how, sent] of [
        ['approve', {}],
        ['reject', { reason: 'not mine' }],
      ] as const) {
        const path = `/v1/accounts/ann/withdrawals/${withdrawalId}/${how}`;
        const answered = await server.send('operator', 'POST', path, { body: sent });
        expectRefusal(answered, 'LEDGER_WITHDRAWAL_NOT_FOUND');
      }
      deepStrictEqual(balancesOf(server, 'bob').USD, { total: '1000', held: '0.1001' });
    },
  );

  test('is approved once, however often it is asked under one key', async () => {
    const server = await startServer();
    await move(server, 'ann', 'withdrawals');
    const key = { 'idempotency-key': 'approve-1' };
    const answers = await Promise.all(
      [1, 2, 3].map(async () => (await decide(server, 'operator', 'approve', {}, key)).body),
    );
    const [first] = answers as [object];
    deepStrictEqual(answers.slice(1), [
      { ...first, repeated: true },
      { ...first, repeated: true },
    ]);
  });
});

describe('a transfer', () => {
  const send = (server: Server, body: object) =>
    server.send('ann', 'POST', '/v1/accounts/ann/transfers', { body });

  test('takes the money from one account to the other, once', async () => {
    const server = await startServer();
    const first = await move(server, 'ann', 'transfers', { ...TRANSFER, to: 'bob' });
    const again = await move(server, 'ann', 'transfers', { ...TRANSFER, to: 'bob' });
    deepStrictEqual(again, { ...first, repeated: true });
    const received = (await firstEvents(server, 'account-bob', 4))[3];
    deepStrictEqual(received?.causation, { stream: 'account-ann', revision: 3 });
    const { suspended, ...data } = (received as RecordedEvent).data as Data<'TransferReceived'>;
    deepStrictEqual(
      [received?.type, suspended, data],
      [
        'TransferReceived',
        undefined,
        { amount: '0.1001', asset: 'USD', at: AT, from: 'ann', sentRevision: 3 },
      ],
    );
    deepStrictEqual(balancesOf(server, 'ann').USD, { total: '999.8999', held: '0' });
    deepStrictEqual(balancesOf(server, 'bob').USD, { total: '1000.1001', held: '0' });
    await proven(server.log);
  });

  test.each([
    [{ to: 'ann' }, 'LEDGER_SAME_ACCOUNT', 'to'],
    [{ to: 'nobody' }, 'LEDGER_UNKNOWN_RECIPIENT', 'to'],
    [{ amount: '1000.0001' }, 'RISK_INSUFFICIENT_FUNDS', 'amount'],
  ] as const)('with %j is refused', async (changed, code, field) => {
    const server = await startServer();
    const answered = await send(server, { ...TRANSFER, to: 'bob', ...changed });
    expectRefusal(answered, code, field);
    deepStrictEqual(balancesOf(server, 'bob').USD, { total: '1000', held: '0' });
  });
});

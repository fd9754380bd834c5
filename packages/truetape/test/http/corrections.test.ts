import { deepStrictEqual as equal, strictEqual } from 'node:assert';
import { commandAnswer, type Data } from '@truetape/contracts';
import { until } from '@truetape/event-store/contract';
import type { RecordedEvent } from '@truetape/kernel';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { type Caller, type Server, startServer } from './server.ts';
import { balancesOf, eventsOf, expectRefusal, place } from './support.ts';

const post = (server: Server, caller: Caller, path: string, body: object, headers = {}) =>
  server.send(caller, 'POST', `/v1/corrections${path}`, { body, headers });

/** What is to be put right, proposed. @returns its id */
async function propose(server: Server, correction: object): Promise<number> {
  const { status, body } = await post(server, 'operator', '', { correction, reason: 'a test' });
  strictEqual(status, 201, JSON.stringify(body));
  return commandAnswer.parse(body).receipt.revision;
}

async function approve(server: Server, id: number): Promise<void> {
  const { status, body } = await post(server, 'second', `/${id}/approve`, {});
  strictEqual(status, 201, JSON.stringify(body));
}

const settledIn = async (server: Server, accountId: string) =>
  (await eventsOf(server, `account-${accountId}`)).filter(
    ({ type }) => type === 'CorrectionSettled',
  );

/** Bob sells ann one BTC for 100: she pays 0.2, he 0.1. */
async function startTraded(): Promise<Server> {
  const server = await startServer();
  await place(server, 'bob', { side: 'sell', quantity: '1' });
  await place(server, 'ann', { quantity: '1' });
  equal(balancesOf(server, 'ann').USD, { total: '899.8', held: '0' });
  return server;
}

const TRADE = { symbol: 'BTC-USD', tradeNumber: 1 };

describe('a correction', () => {
  test('does nothing until somebody else approves it, and then once', async () => {
    const server = await startTraded();
    const id = await propose(server, { kind: 'bust', ...TRADE });
    equal(balancesOf(server, 'ann').USD, { total: '899.8', held: '0' });
    expectRefusal(await post(server, 'operator', `/${id}/approve`, {}), 'CORRECTION_SAME_PERSON');
    await approve(server, id);
    await until('it is settled', () => balancesOf(server, 'bob').BTC?.total === '10');
    for (const accountId of ['ann', 'bob']) {
      equal(balancesOf(server, accountId), {
        USD: { total: '1000', held: '0' },
        BTC: { total: '10', held: '0' },
      });
    }
    expectRefusal(await post(server, 'second', `/${id}/approve`, {}), 'CORRECTION_DECIDED');
    expectRefusal(
      await post(server, 'second', `/${id}/reject`, { reason: 'no' }),
      'CORRECTION_DECIDED',
    );
    await proven(server.log);
    strictEqual((await settledIn(server, 'ann')).length, 1);
  });

  test('of a price moves the difference, and the position follows', async () => {
    const server = await startTraded();
    await approve(server, await propose(server, { kind: 'price', ...TRADE, price: '90' }));
    await until('it is settled', () => balancesOf(server, 'bob').USD?.total === '1089.9');
    equal(balancesOf(server, 'ann').USD?.total, '909.8');
    const state = server.accounts.stateOf('ann');
    const position = state.status === 'none' ? undefined : state.holdings.get('BTC-USD')?.position;
    equal([position?.open.lots, position?.open.cost, position?.realised], [100n, 900_000n, 0n]);
    await proven(server.log);
  });

  test('gives and takes what is booked with the venue', async () => {
    const server = await startServer();
    const of = { kind: 'adjustment', accountId: 'ann', asset: 'USD' };
    await approve(server, await propose(server, { ...of, amount: '12.5' }));
    await until('it is given', () => balancesOf(server, 'ann').USD?.total === '1012.5');
    await approve(server, await propose(server, { ...of, amount: '-0.5' }));
    await until('it is taken', () => balancesOf(server, 'ann').USD?.total === '1012');
    await proven(server.log);
  });

  test('takes no more than what is free: the venue pays the rest', async () => {
    const server = await startTraded();
    const all = { asset: 'BTC', amount: '11', reference: 'all', to: 'cat' };
    strictEqual(
      (await server.send('ann', 'POST', '/v1/accounts/ann/transfers', { body: all })).status,
      201,
    );
    await approve(server, await propose(server, { kind: 'bust', ...TRADE }));
    await until('it is settled', () => balancesOf(server, 'bob').BTC?.total === '10');
    equal(balancesOf(server, 'ann').BTC, { total: '0', held: '0' });
    equal(balancesOf(server, 'ann').USD, { total: '1000', held: '0' });
    const [{ data }] = (await settledIn(server, 'ann')) as [RecordedEvent];
    const { lines } = data as Data<'CorrectionSettled'>;
    equal(
      lines.filter(({ asset }) => asset === 'BTC').map(({ amount, own }) => [amount, own]),
      [['-1', '0']],
    );
    await proven(server.log);
  });

  test('that is rejected leaves everything, and another one may be proposed', async () => {
    const server = await startTraded();
    const id = await propose(server, { kind: 'bust', ...TRADE });
    const again = { correction: { kind: 'bust', ...TRADE }, reason: 'again' };
    expectRefusal(await post(server, 'second', '', again), 'CORRECTION_TRADE_CORRECTED');
    strictEqual((await post(server, 'operator', `/${id}/reject`, { reason: 'no' })).status, 201);
    strictEqual((await post(server, 'second', '', again)).status, 201);
    equal(balancesOf(server, 'ann').USD, { total: '899.8', held: '0' });
    await proven(server.log);
  });

  test('asked for twice under one key is one', async () => {
    const server = await startTraded();
    const key = { 'idempotency-key': 'bust-1' };
    const body = { correction: { kind: 'bust', ...TRADE }, reason: 'a test' };
    const first = await post(server, 'operator', '', body, key);
    const again = await post(server, 'operator', '', body, key);
    equal(again.body, { ...(first.body as object), repeated: true });
  });

  test.each([
    [
      { kind: 'bust', symbol: 'BTC-USD', tradeNumber: 2 },
      'CORRECTION_TRADE_NOT_FOUND',
      'tradeNumber',
    ],
    [
      { kind: 'bust', symbol: 'XRP-USD', tradeNumber: 1 },
      'CORRECTION_TRADE_NOT_FOUND',
      'tradeNumber',
    ],
    [{ kind: 'price', ...TRADE, price: '0' }, 'CORRECTION_AMOUNT', 'price'],
    [{ kind: 'price', ...TRADE, price: '99.9' }, 'CORRECTION_AMOUNT', 'price'],
    [{ kind: 'price', ...TRADE, price: '9007199254740993' }, 'CORRECTION_AMOUNT', 'price'],
    [
      { kind: 'adjustment', accountId: 'ann', asset: 'USD', amount: '-0' },
      'CORRECTION_AMOUNT',
      'amount',
    ],
    [
      { kind: 'adjustment', accountId: 'ann', asset: 'XRP', amount: '1' },
      'LEDGER_UNKNOWN_ASSET',
      'asset',
    ],
    [
      { kind: 'adjustment', accountId: 'eve', asset: 'USD', amount: '1' },
      'ACCOUNT_NOT_FOUND',
      'accountId',
    ],
  ] as const)('%j is refused %s', async (correction, code, member) => {
    const server = await startTraded();
    const answered = await post(server, 'operator', '', { correction, reason: 'a test' });
    expectRefusal(answered, code, `correction.${member}`);
    equal(await eventsOf(server, 'corrections'), []);
  });

  test('of nothing that was proposed is not found', async () => {
    const server = await startTraded();
    for (const id of ['0', '7', 'x', '-1']) {
      expectRefusal(await post(server, 'second', `/${id}/approve`, {}), 'CORRECTION_NOT_FOUND');
    }
  });

  test('of a trade of an account with itself puts both sides back', async () => {
    const server = await startServer();
    await place(server, 'ann', { side: 'sell', quantity: '1' });
    await place(server, 'ann', { clientOrderId: 'c-2', quantity: '1' });
    await approve(server, await propose(server, { kind: 'bust', ...TRADE }));
    await until('it is settled', () => balancesOf(server, 'ann').USD?.total === '1000');
    equal(balancesOf(server, 'ann').BTC, { total: '10', held: '0' });
    await proven(server.log);
  });
});

describe('the fees of a market', () => {
  const change = (server: Server, tiers: readonly object[], headers = {}) =>
    server.send('operator', 'POST', '/v1/instruments/BTC-USD/fees', { body: { tiers }, headers });
  const standard = { tier: 'standard', makerRate: '0.0005', takerRate: '0.001' };

  test('hold for what is placed from then on', async () => {
    const server = await startServer();
    await place(server, 'ann');
    strictEqual((await change(server, [standard])).status, 201);
    await place(server, 'ann', { clientOrderId: 'c-2' });
    const placed = (await eventsOf(server, 'account-ann')).filter(
      ({ type }) => type === 'OrderPlaced',
    );
    equal(
      placed.map(({ data }) => {
        const { takerRate, instrumentRevision } = data as Record<string, unknown>;
        return [takerRate, instrumentRevision];
      }),
      [
        ['0.002', 0],
        ['0.001', 1],
      ],
    );
    await proven(server.log);
  });

  test.each([
    [[{ ...standard, minVolume: '5' }], 'minVolume'],
    [[standard, { ...standard, tier: 'more' }], 'minVolume'],
    [
      [standard, { tier: 'maker', makerRate: '-0.0011', takerRate: '0.002', minVolume: '5' }],
      'takerRate',
    ],
  ] as const)('that contradict themselves are refused: %#', async (tiers, field) => {
    const server = await startServer();
    expectRefusal(await change(server, tiers), 'INSTRUMENT_BOUNDS', field);
  });
});

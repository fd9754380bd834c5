import { entry, page, withdrawal } from '@truetape/contracts';
import { approve, reject, tradeAtRandom, type Venue } from '@truetape/projections/testing';
import { describe, expect, test } from 'vitest';
import { exactly, paged, venuesOnPostgres } from './open-venue.ts';

const { openVenue } = venuesOnPostgres();

/** `trader-1` buys from `trader-2`. */
function trade(venue: Venue, price: string, quantity: string): void {
  venue.place('trader-2', { side: 'sell', price, quantity });
  venue.place('trader-1', { side: 'buy', price, quantity });
}

describe.each(['statement', 'positions', 'pnl', 'fees', 'withdrawals', 'risk'])(
  'the %s of an account',
  (list) => {
    test('is shown to its owner and to operators; to others the account does not exist', async () => {
      const { get } = await openVenue((venue) => venue.openAccount('empty'));
      const path = `/v1/accounts/trader-1/${list}`;
      const own = await get(path, 'trader-1');
      expect(own.status, JSON.stringify(own.body)).toBe(200);
      expect((await get(path, 'operator')).body).toEqual(own.body);
      expect((await get(`/v1/accounts/empty/${list}`, 'operator')).status).toBe(200);
      const answers = [
        await get(path, 'trader-2'),
        await get(`/v1/accounts/nobody/${list}`, 'trader-2'),
        await get(`/v1/accounts/nobody/${list}`, 'operator'),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(404);
        expect({ ...body, requestId: '' }).toEqual({ ...answers[0]?.body, requestId: '' });
      }
      expect((await get(path)).status).toBe(401);
    });

    test('waits for the position that is asked for', async () => {
      const { get, log } = await openVenue();
      const head = await log.head();
      const { body } = await get(`/v1/accounts/trader-1/${list}?minPosition=${head}`, 'trader-1');
      expect(body.position).toBe(head);
      const later = await get(`/v1/accounts/trader-1/${list}?minPosition=${head + 1}`, 'trader-1');
      expect(later.status).toBe(503);
    });
  },
);

describe('statement', () => {
  test('shows every entry with its cause, newest first', async () => {
    const { get } = await openVenue((venue) => {
      trade(venue, '100', '0.5');
      venue.transfer('trader-1', 'trader-3', 'USD', 7n);
    });
    const path = '/v1/accounts/trader-1/statement?asset=USD';
    const { items } = exactly(page(entry), await get(path, 'trader-1'));
    const traded = { orderId: 'trader-1.3', symbol: 'BTC-USD', tradeNumber: 1, side: 'buy' };
    const stream = 'account-trader-1';
    expect(items).toEqual([
      {
        asset: 'USD',
        amount: '-7',
        balance: '999999942.9',
        against: 'transit',
        at: '2026-11-21T09:00:00.015Z',
        cause: { stream, revision: 5, type: 'TransferSent' },
        counterparty: 'trader-3',
        reference: 'transfer-9',
      },
      {
        asset: 'USD',
        amount: '-0.1',
        balance: '999999949.9',
        against: 'fees',
        at: '2026-11-21T09:00:00.014Z',
        cause: { stream, revision: 4, type: 'TradeSettled' },
        ...traded,
      },
      {
        asset: 'USD',
        amount: '-50',
        balance: '999999950',
        against: 'clearing',
        at: '2026-11-21T09:00:00.014Z',
        cause: { stream, revision: 4, type: 'TradeSettled' },
        ...traded,
      },
      {
        asset: 'USD',
        amount: '1000000000',
        balance: '1000000000',
        against: 'external',
        at: '2026-11-21T09:00:00.005Z',
        cause: { stream, revision: 1, type: 'FundsDeposited' },
        reference: 'deposit-1',
      },
    ]);
  });

  test('is cut by time: from a moment on, and before another one', async () => {
    const { get } = await openVenue((venue) => {
      for (const hour of [10, 11, 12, 13]) {
        venue.nowMs = Date.UTC(2026, 10, 21, hour) - 1;
        venue.deposit('trader-1', 'USD', BigInt(hour));
      }
    });
    const amounts = async (query: string) => {
      const answer = await get(`/v1/accounts/trader-1/statement?${query}`, 'trader-1');
      return exactly(page(entry), answer).items.map(({ amount }) => amount);
    };
    const at = (time: string) => `2026-11-21T${time}Z`;
    expect(await amounts(`from=${at('11:00:00.000')}&to=${at('13:00:00.000')}`)).toEqual([
      '12',
      '11',
    ]);
    expect(await amounts(`from=${at('11:00:00.001')}`)).toEqual(['13', '12']);
    expect(await amounts(`from=${at('14:00:00.000')}`)).toEqual([]);
    expect(await amounts(`to=${at('10:00:00.000')}&asset=BTC`)).toEqual(['1000000']);
    const wrong = await get('/v1/accounts/trader-1/statement?from=yesterday', 'trader-1');
    expect(wrong).toMatchObject({ status: 400, body: { field: 'from' } });
  });

  test('loses and repeats nothing while money moves', async () => {
    const { get, venue, caughtUp } = await openVenue((script) =>
      tradeAtRandom(script, ['trader-1', 'trader-2'], 5, 80),
    );
    const path = '/v1/accounts/trader-1/statement';
    const whole = exactly(page(entry), await get(`${path}?limit=500`, 'trader-1'));
    expect(whole.items.length).toBeGreaterThan(20);
    const seen = await paged(get, path, entry, async () => {
      venue.deposit('trader-1', 'USD', 1n);
      await caughtUp();
    });
    expect(seen).toEqual(whole.items);
  });
});

describe('withdrawals', () => {
  test('are listed newest first, with what became of them', async () => {
    const { get } = await openVenue((venue) => {
      approve(venue, 'trader-1', venue.withdraw('trader-1', 'USD', 30n));
      reject(venue, 'trader-1', venue.withdraw('trader-1', 'USD', 40n), 'unknown bank');
      venue.withdraw('trader-1', 'BTC', 5n);
    });
    const path = '/v1/accounts/trader-1/withdrawals';
    const { items } = exactly(page(withdrawal), await get(path, 'trader-1'));
    expect(items).toEqual([
      {
        withdrawalId: 'trader-1.7',
        asset: 'BTC',
        amount: '5',
        reference: 'withdrawal-9',
        status: 'pending',
        requestedAt: '2026-11-21T09:00:00.017Z',
      },
      {
        withdrawalId: 'trader-1.5',
        asset: 'USD',
        amount: '40',
        reference: 'withdrawal-8',
        status: 'rejected',
        reason: 'unknown bank',
        requestedAt: '2026-11-21T09:00:00.015Z',
        decidedAt: '2026-11-21T09:00:00.016Z',
      },
      {
        withdrawalId: 'trader-1.3',
        asset: 'USD',
        amount: '30',
        reference: 'withdrawal-7',
        status: 'approved',
        requestedAt: '2026-11-21T09:00:00.013Z',
        decidedAt: '2026-11-21T09:00:00.014Z',
      },
    ]);
    for (const [index, status] of ['pending', 'rejected', 'approved'].entries()) {
      const found = exactly(page(withdrawal), await get(`${path}?status=${status}`, 'trader-1'));
      expect(found.items).toEqual([items[index]]);
    }
  });

  test('lose and repeat nothing while others are requested, also those of one moment', async () => {
    const { get, venue, caughtUp } = await openVenue((script) => {
      for (let i = 0; i < 13; i++) {
        script.withdraw('trader-1', 'USD', 1n);
        script.nowMs -= i % 3 === 0 ? 0 : 1;
      }
    });
    const ids = Array.from({ length: 13 }, (_, i) => `trader-1.${i + 3}`).reverse();
    const seen = await paged(get, '/v1/accounts/trader-1/withdrawals', withdrawal, async () => {
      venue.withdraw('trader-1', 'USD', 1n);
      await caughtUp();
    });
    expect(seen.map(({ withdrawalId }) => withdrawalId)).toEqual(ids);
  });
});

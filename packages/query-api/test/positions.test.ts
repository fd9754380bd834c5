import { feeRates, page, pnl, position, riskAnswer } from '@truetape/contracts';
import { kill, limit, measuredBy, tradeAtRandom, type Venue } from '@truetape/projections/testing';
import { describe, expect, test } from 'vitest';
import { exactly, paged, venuesOnPostgres } from './open-venue.ts';

const { openVenue } = venuesOnPostgres();

const DAY_MS = 86_400_000;
const NOON_MS = Date.UTC(2026, 10, 21, 12);
/** The clock of the read edge, so many days after the scripts begin. */
const after = (days: number) => ({ clockMs: () => NOON_MS + days * DAY_MS });

/** `trader-1` buys from `trader-2`. */
function trade(venue: Venue, price: string, quantity: string, strategy?: string): void {
  venue.place('trader-2', { side: 'sell', price, quantity });
  venue.place('trader-1', { side: 'buy', price, quantity, ...(strategy && { strategy }) });
}

describe('positions', () => {
  test('are valued at the last trade', async () => {
    const { get } = await openVenue((venue) => {
      trade(venue, '100', '2', 'grid');
      trade(venue, '103', '1');
    });
    const whole = exactly(page(position), await get('/v1/accounts/trader-1/positions', 'trader-1'));
    const mark = { price: '103', source: 'last', at: '2026-11-21T09:00:00.016Z' };
    expect(whole.items).toEqual([
      {
        symbol: 'BTC-USD',
        quantity: '3',
        cost: '303',
        averagePrice: '101',
        realised: '0',
        fees: '0.606',
        mark,
        unrealised: '6',
      },
    ]);
    const parts = await paged(get, '/v1/accounts/trader-1/positions?by=strategy', position);
    expect(
      parts.map(({ strategy, quantity, unrealised }) => [strategy, quantity, unrealised]),
    ).toEqual([
      [undefined, '1', '0'],
      ['grid', '2', '6'],
    ]);
    const short = exactly(page(position), await get('/v1/accounts/trader-2/positions', 'trader-2'));
    expect(short.items).toMatchObject([
      { quantity: '-3', cost: '-303', averagePrice: '101', unrealised: '-6' },
    ]);
  });

  test('have neither average nor anything unrealised when they are closed', async () => {
    const { get } = await openVenue((venue) => {
      trade(venue, '100', '1');
      venue.place('trader-2', { side: 'buy', price: '90', quantity: '1' });
      venue.place('trader-1', { side: 'sell', price: '90', quantity: '1' });
    });
    const { items } = exactly(
      page(position),
      await get('/v1/accounts/trader-1/positions', 'trader-1'),
    );
    expect(items).toMatchObject([{ quantity: '0', realised: '-10', unrealised: '0' }]);
    expect(items[0]).not.toHaveProperty('averagePrice');
  });

  test('are paged by market and strategy', async () => {
    const { get } = await openVenue((venue) => {
      for (const strategy of ['a', 'b', 'c-1', 'd_2', undefined])
        trade(venue, '100', '1', strategy);
    });
    const path = '/v1/accounts/trader-1/positions?by=strategy';
    const seen = await paged(get, path, position);
    expect(seen.map(({ strategy = '' }) => strategy)).toEqual(['', 'a', 'b', 'c-1', 'd_2']);
  });
});

describe('pnl', () => {
  const script = (venue: Venue) => {
    trade(venue, '100', '2');
    venue.nowMs = NOON_MS + DAY_MS;
    // Only others trade: what is open is worth something else.
    venue.place('trader-2', { side: 'sell', price: '90', quantity: '1' });
    venue.place('trader-3', { side: 'buy', price: '90', quantity: '1' });
    venue.nowMs = NOON_MS + 3 * DAY_MS;
    venue.place('trader-2', { side: 'buy', price: '110', quantity: '2' });
    venue.place('trader-1', { side: 'sell', price: '110', quantity: '2' });
    venue.nowMs = NOON_MS + 4 * DAY_MS;
    venue.place('trader-2', { side: 'sell', price: '90', quantity: '1' });
    venue.place('trader-3', { side: 'buy', price: '90', quantity: '1' });
  };

  test('has a line for each day on which something was traded, or open in a market that traded', async () => {
    const { get } = await openVenue(script);
    const { items } = exactly(page(pnl), await get('/v1/accounts/trader-1/pnl', 'trader-1'));
    const market = { asset: 'USD', symbol: 'BTC-USD' };
    const last = (price: string, at: string) => ({ mark: { price, source: 'last', at } });
    expect(items).toEqual([
      {
        day: '2026-11-24',
        ...market,
        realised: '20',
        fees: '0.44',
        notional: '220',
        quantity: '0',
        cost: '0',
        unrealised: '0',
        ...last('110', '2026-11-24T12:00:00.002Z'),
      },
      {
        day: '2026-11-22',
        ...market,
        realised: '0',
        fees: '0',
        notional: '0',
        quantity: '2',
        cost: '200',
        unrealised: '-20',
        ...last('90', '2026-11-22T12:00:00.002Z'),
      },
      {
        day: '2026-11-21',
        ...market,
        realised: '0',
        fees: '0.4',
        notional: '200',
        quantity: '2',
        cost: '200',
        unrealised: '0',
        ...last('100', '2026-11-21T09:00:00.014Z'),
      },
    ]);
  });

  test('is reckoned with the mark that was recorded when a day ended, traded or not', async () => {
    const { get } = await openVenue((venue) => {
      trade(venue, '100', '2');
      for (const [day, price, source] of [
        ['2026-11-21', '101', 'mid'],
        ['2026-11-22', '99', 'reference'],
      ]) {
        const at = `${day}T23:59:59.999Z`;
        const data = { at, day, price, source, symbol: 'BTC-USD' };
        venue.appendRaw('mark-BTC-USD', 'MarkRecorded', data);
      }
    });
    const { items } = exactly(page(pnl), await get('/v1/accounts/trader-1/pnl', 'trader-1'));
    expect(items.map(({ day, unrealised, mark }) => [day, unrealised, mark?.source])).toEqual([
      ['2026-11-22', '-2', 'reference'],
      ['2026-11-21', '2', 'mid'],
    ]);
  });

  test('is cut by days, and paged', async () => {
    const { get } = await openVenue(script);
    const days = async (query: string, who = 'trader-1') => {
      const answer = exactly(page(pnl), await get(`/v1/accounts/${who}/pnl${query}`, who));
      return answer.items.map(({ day }) => day.slice(-2));
    };
    expect(await days('?from=2026-11-22&to=2026-11-24')).toEqual(['24', '22']);
    expect(await days('?to=2026-11-21')).toEqual(['21']);
    expect(await days('', 'trader-2')).toEqual(['25', '24', '22', '21']);
    expect(await days('?cursor=2026-11-24.BTC-USD', 'trader-2')).toEqual(['22', '21']);
  });
});

describe('fees', () => {
  const feeTiers = [
    { makerRate: '0.001', takerRate: '0.002', tier: 'standard' },
    { makerRate: '0.0005', minVolume: '1000', takerRate: '0.001', tier: 'silver' },
    { makerRate: '-0.0001', minVolume: '50000', takerRate: '0.0005', tier: 'gold' },
  ];

  test('are those of the tier that the volume of the 30 days before reaches', async () => {
    const { get } = await openVenue((venue) => {
      venue.listAsset('ETH', 8);
      venue.listInstrument('ETH-USD', { feeTiers });
      trade(venue, '100', '10');
    }, after(1));
    const { items } = exactly(page(feeRates), await get('/v1/accounts/trader-1/fees', 'trader-1'));
    expect(items).toEqual([
      {
        symbol: 'BTC-USD',
        asset: 'USD',
        tier: 'standard',
        makerRate: '0.001',
        takerRate: '0.002',
        volume: '1000',
      },
      {
        symbol: 'ETH-USD',
        asset: 'USD',
        tier: 'silver',
        makerRate: '0.0005',
        takerRate: '0.001',
        volume: '1000',
        next: { tier: 'gold', makerRate: '-0.0001', takerRate: '0.0005', minVolume: '50000' },
      },
    ]);
    const next = await get('/v1/accounts/trader-1/fees?cursor=BTC-USD', 'trader-1');
    expect(exactly(page(feeRates), next).items).toEqual(items.slice(1));
  });

  test.each([0, 1, 15, 30, 31, 40, 45, 46])(
    'are what an order would be charged that is placed on day %i',
    async (day) => {
      const { get, venue } = await openVenue((script) => {
        script.listAsset('ETH', 8);
        script.listInstrument('ETH-USD', { feeTiers });
        for (const [on, quantity] of [
          [0, '6'],
          [14, '5'],
          [15, '490'],
        ] as const) {
          script.nowMs = NOON_MS + on * DAY_MS;
          if (on < day) trade(script, '100', quantity);
        }
        script.nowMs = NOON_MS + day * DAY_MS;
      }, after(day));
      const { items } = exactly(
        page(feeRates),
        await get('/v1/accounts/trader-1/fees?cursor=BTC-USD', 'trader-1'),
      );
      const orderId = venue.place('trader-1', {
        symbol: 'ETH-USD',
        side: 'buy',
        price: '100',
        quantity: '1',
      });
      const { makerRate, takerRate } = venue.accountOf('trader-1').orders.get(orderId) ?? {};
      const tier = feeTiers.find(({ tier }) => tier === items[0]?.tier);
      expect([makerRate, takerRate]).toEqual(
        [tier?.makerRate, tier?.takerRate].map((rate) => Math.round(Number(rate) * 1e8)),
      );
      expect(items[0]).toMatchObject({ makerRate: tier?.makerRate, takerRate: tier?.takerRate });
    },
  );
});

describe('risk', () => {
  const ALL = {
    openOrders: 10,
    markets: [{ symbol: 'BTC-USD', orderQuantity: '1', position: '5' }],
    assets: [
      {
        asset: 'USD',
        concentration: '0.8',
        dailyLoss: '100',
        grossNotional: '1000',
        openNotional: '500',
      },
    ],
  };

  test('is nothing but status and kill switch where nobody set limits', async () => {
    const { get, venue, caughtUp } = await openVenue();
    const path = '/v1/accounts/trader-1/risk';
    const free = { accountId: 'trader-1', ownerGroup: 'trader-1', limits: [] };
    const { position: _, ...open } = exactly(riskAnswer, await get(path, 'trader-1'));
    expect(open).toEqual({ ...free, status: 'open', killed: false });
    kill(venue, 'trader-1', 'runaway');
    await caughtUp();
    expect(exactly(riskAnswer, await get(path, 'trader-1'))).toMatchObject({ killed: true });
  });

  test('says of each limit how much of it is used, at the last trade', async () => {
    const { get } = await openVenue((venue) => {
      trade(venue, '100', '3');
      venue.place('trader-1', { side: 'buy', price: '90', quantity: '1' });
      venue.place('trader-1', { side: 'sell', price: '110', quantity: '0.5' });
      venue.place('trader-2', { side: 'sell', price: '95', quantity: '0.001' });
      venue.place('trader-3', { side: 'buy', price: '95', quantity: '0.001' });
      limit(venue, 'trader-1', ALL);
    }, after(0));
    const { limits } = exactly(riskAnswer, await get('/v1/accounts/trader-1/risk', 'trader-1'));
    expect(limits).toEqual([
      {
        scope: 'account',
        limits: { ...ALL, hard: [] },
        uses: [
          { measure: 'openOrders', limit: '10', value: '2' },
          // 3 bought, and 1 more may be.
          { measure: 'position', symbol: 'BTC-USD', limit: '5', value: '4' },
          { measure: 'concentration', asset: 'USD', limit: '0.8', value: '1' },
          // 5 a coin on 3 coins, and 0.6 in fees.
          { measure: 'dailyLoss', asset: 'USD', limit: '100', value: '15.6' },
          { measure: 'grossNotional', asset: 'USD', limit: '1000', value: '380' },
          { measure: 'openNotional', asset: 'USD', limit: '500', value: '145' },
        ],
      },
    ]);
  });

  test('of a group adds up all of its accounts', async () => {
    const { get } = await openVenue((venue) => {
      venue.openAccount('leader');
      for (const member of ['one', 'two']) {
        venue.openAccount(member, 'leader');
        venue.deposit(member, 'USD', 1_000n);
        venue.place(member, { side: 'buy', price: '90', quantity: '1' });
      }
      limit(venue, 'leader', ALL, 'group');
      limit(venue, 'one', { openOrders: 7 });
    }, after(0));
    const usesOf = async (accountId: string) => {
      const answer = await get(`/v1/accounts/${accountId}/risk`, 'operator');
      return exactly(riskAnswer, answer).limits.map(({ scope, uses }) => [
        scope,
        ...uses.map(({ measure, value }) => `${measure} ${value}`),
      ]);
    };
    const group = [
      'group',
      'openOrders 2',
      'position 2',
      'concentration 1',
      'dailyLoss 0',
      'grossNotional 200',
      'openNotional 180',
    ];
    expect(await usesOf('one')).toEqual([['account', 'openOrders 1'], group]);
    expect(await usesOf('two')).toEqual([group]);
    expect(await usesOf('leader')).toEqual([group]);
    expect(await usesOf('trader-1')).toEqual([]);
  });

  test.each([1, 2, 3, 4])(
    'is what the domain measures, whatever was traded on how many days (seed %i)',
    async (seed) => {
      const members = ['trader-1', 'trader-2'];
      const nowMs = NOON_MS + (seed % 2) * DAY_MS;
      const { get, venue, log } = await openVenue(
        (script) => {
          tradeAtRandom(script, [...members, 'trader-3'], seed, 120);
          script.nowMs = nowMs;
          tradeAtRandom(script, [...members, 'trader-3'], seed + 10, 60 * (seed % 3));
          for (const accountId of members) limit(script, accountId, ALL);
        },
        { clockMs: () => nowMs },
      );
      for (const accountId of members) {
        const answer = await get(`/v1/accounts/${accountId}/risk`, 'operator');
        const uses = exactly(riskAnswer, answer).limits[0]?.uses ?? [];
        const { drawdown: _, ...measured } = await measuredBy(venue, log, [accountId]);
        expect(Object.fromEntries(uses.map(({ measure, value }) => [measure, value]))).toEqual(
          measured,
        );
      }
    },
  );
});

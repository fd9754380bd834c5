import { describe, expect, test } from 'vitest';
import type { Row } from '../src/index.ts';
import { rowsAfter } from './support/rows-after.ts';
import type { Venue } from './support/venue.ts';

const pick = (row: Row | undefined, ...columns: string[]) =>
  Object.fromEntries(columns.map((column) => [column, row?.[column]]));

const state = (row: Row | undefined) =>
  pick(row, 'status', 'reason', 'price', 'quantity', 'filled', 'remaining');

describe('orders', () => {
  test('a row is the whole order, with its four times', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'buy', price: '99.5', quantity: '2', clientOrderId: 'mine' });
    });
    expect(orders).toEqual([
      {
        order_id: 'buyer.3',
        account_id: 'buyer',
        placed_revision: 3,
        client_order_id: 'mine',
        symbol: 'BTC-USD',
        side: 'buy',
        type: 'limit',
        time_in_force: 'GTC',
        post_only: false,
        self_trade_prevention: 'none',
        price: '99.5',
        stop_price: null,
        trailing_offset: null,
        quantity: '2',
        quote_quantity: null,
        display_quantity: null,
        filled: '0',
        remaining: '2',
        expires_at: null,
        partner_id: null,
        strategy: null,
        status: 'open',
        reason: null,
        order_number: 1,
        received_at: '2026-11-21T09:00:00.009Z',
        decided_at: '2026-11-21T09:00:00.010Z',
        recorded_at: '2026-11-21T10:00:00.012Z',
        matched_at: '2026-11-21T10:00:00.013Z',
        triggered_at: null,
      },
    ]);
  });

  test('an order that no market has seen is pending', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.placeInParts('buyer', { side: 'buy', price: '99', quantity: '1' }, 0);
    });
    expect(pick(orders?.[0], 'status', 'order_number', 'matched_at')).toEqual({
      status: 'pending',
      order_number: null,
      matched_at: null,
    });
  });

  test('a trade fills both of its orders', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('seller', { side: 'sell', price: '100', quantity: '1.5' });
      venue.place('buyer', { side: 'buy', price: '101', quantity: '0.25' });
    });
    expect(orders?.map(state)).toEqual([
      {
        status: 'open',
        reason: null,
        price: '100',
        quantity: '1.5',
        filled: '0.25',
        remaining: '1.25',
      },
      {
        status: 'filled',
        reason: null,
        price: '101',
        quantity: '0.25',
        filled: '0.25',
        remaining: '0',
      },
    ]);
  });

  test('what ends an order is its status and its reason', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('seller', { side: 'sell', price: '100', quantity: '1' });
      const first = venue.place('buyer', { side: 'buy', price: '90', quantity: '1' });
      venue.cancel('buyer', first);
      venue.place('buyer', { side: 'buy', price: '100', quantity: '3', timeInForce: 'IOC' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '3', timeInForce: 'FOK' });
      venue.place('seller', { side: 'sell', price: '110', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '110', quantity: '1', postOnly: true });
      venue.cancelAll('seller');
    });
    expect(orders?.map((row) => pick(row, 'status', 'reason', 'filled', 'remaining'))).toEqual([
      { status: 'filled', reason: null, filled: '1', remaining: '0' },
      { status: 'cancelled', reason: 'requested', filled: '0', remaining: '1' },
      { status: 'cancelled', reason: 'immediate-or-cancel', filled: '1', remaining: '2' },
      { status: 'cancelled', reason: 'fill-or-kill', filled: '0', remaining: '3' },
      { status: 'cancelled', reason: 'mass-cancel', filled: '0', remaining: '1' },
      { status: 'rejected', reason: 'ORDER_POST_ONLY_WOULD_TAKE', filled: '0', remaining: '1' },
    ]);
  });

  test('a replaced order has its new terms, fills included', async () => {
    const { orders } = await rowsAfter((venue) => {
      const order = venue.place('seller', { side: 'sell', price: '100', quantity: '2' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '0.5' });
      venue.replace('seller', order, { price: '101', quantity: '4' });
    });
    expect(state(orders?.[0])).toEqual({
      status: 'open',
      reason: null,
      price: '101',
      quantity: '4',
      filled: '0.5',
      remaining: '3.5',
    });
  });
});

describe('orders of all types', () => {
  test('a row has what its type has', async () => {
    const { orders } = await rowsAfter((venue) => {
      const expiresAtMs = venue.nowMs + 60_000;
      venue.place('buyer', {
        side: 'buy',
        price: '112',
        stopPrice: '110',
        quantity: '2',
        displayQuantity: '0.5',
        timeInForce: 'DAY',
      });
      venue.place('seller', { side: 'sell', stopPrice: '90', quantity: '1' });
      venue.place('seller', {
        side: 'sell',
        trailingOffset: '5',
        quantity: '1',
        timeInForce: 'GTD',
        expiresAtMs,
      });
    });
    const nothing = {
      price: null,
      stop_price: null,
      trailing_offset: null,
      display_quantity: null,
      expires_at: null,
      triggered_at: null,
      status: 'open',
    };
    const wanted = [
      {
        ...nothing,
        type: 'stop-limit',
        price: '112',
        stop_price: '110',
        display_quantity: '0.5',
        expires_at: '2026-11-22T00:00:00.000Z',
      },
      { ...nothing, type: 'stop', stop_price: '90' },
      {
        ...nothing,
        type: 'trailing-stop',
        trailing_offset: '5',
        expires_at: '2026-11-21T09:01:00.009Z',
      },
    ];
    expect(orders?.map((row) => pick(row, ...Object.keys(nothing), 'type'))).toEqual(wanted);
  });

  test('an order by quoteQuantity is for what it has bought and what the rest of its money would buy', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'buy', quoteQuantity: '50' });
      venue.place('seller', { side: 'sell', price: '100', quantity: '1' });
      venue.place('buyer', { side: 'buy', quoteQuantity: '30' });
      venue.place('buyer', { side: 'buy', quoteQuantity: '100' });
    });
    const spending = orders?.filter((row) => row.quote_quantity !== null);
    expect(spending?.map((row) => ({ quote: row.quote_quantity, ...state(row) }))).toEqual([
      {
        quote: '50',
        status: 'cancelled',
        reason: 'immediate-or-cancel',
        price: null,
        quantity: '0',
        filled: '0',
        remaining: '0',
      },
      {
        quote: '30',
        status: 'filled',
        reason: null,
        price: null,
        quantity: '0.3',
        filled: '0.3',
        remaining: '0',
      },
      {
        quote: '100',
        status: 'cancelled',
        reason: 'immediate-or-cancel',
        price: null,
        quantity: '1',
        filled: '0.7',
        remaining: '0.3',
      },
    ]);
  });

  test('an iceberg is a whole order, whatever it shows', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('seller', { side: 'sell', price: '100', quantity: '2', displayQuantity: '0.5' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '0.75' });
    });
    expect(pick(orders?.[0], 'quantity', 'filled', 'remaining', 'status')).toEqual({
      quantity: '2',
      filled: '0.75',
      remaining: '1.25',
      status: 'open',
    });
  });

  test('a stop that was reached says when that was recorded', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('seller', { side: 'sell', price: '100', quantity: '1' });
      venue.place('seller', { side: 'sell', price: '101', quantity: '1' });
      venue.place('buyer', { side: 'buy', stopPrice: '100', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1' });
    });
    expect(
      pick(orders?.[2], 'status', 'filled', 'recorded_at', 'matched_at', 'triggered_at'),
    ).toEqual({
      status: 'filled',
      filled: '1',
      recorded_at: '2026-11-21T10:00:00.016Z',
      matched_at: '2026-11-21T10:00:00.017Z',
      triggered_at: '2026-11-21T10:00:00.019Z',
    });
  });

  test('an order whose time is over has expired', async () => {
    const { orders } = await rowsAfter((venue) => {
      const expiresAtMs = venue.nowMs + 5;
      const until = { timeInForce: 'GTD', expiresAtMs } as const;
      venue.place('buyer', { side: 'buy', price: '99', quantity: '1', ...until });
      venue.place('seller', { side: 'sell', price: '99', quantity: '0.25' });
      venue.nowMs = expiresAtMs;
      venue.advanceClock();
    });
    expect(state(orders?.[0])).toEqual({
      status: 'expired',
      reason: 'expired',
      price: '99',
      quantity: '1',
      filled: '0.25',
      remaining: '0.75',
    });
  });

  test('a decrement lowers what both orders are for', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'sell', price: '100', quantity: '1' });
      venue.place('buyer', {
        side: 'buy',
        price: '100',
        quantity: '0.25',
        selfTradePrevention: 'decrement',
      });
    });
    expect(orders?.map(state)).toEqual([
      {
        status: 'open',
        reason: null,
        price: '100',
        quantity: '0.75',
        filled: '0',
        remaining: '0.75',
      },
      {
        status: 'cancelled',
        reason: 'self-trade-prevention',
        price: '100',
        quantity: '0',
        filled: '0',
        remaining: '0',
      },
    ]);
  });

  test('any other prevention leaves what they are for', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'sell', price: '100', quantity: '1' });
      venue.place('buyer', {
        side: 'buy',
        price: '100',
        quantity: '0.25',
        selfTradePrevention: 'expire-maker',
      });
    });
    expect(orders?.map((row) => pick(row, 'status', 'quantity', 'remaining'))).toEqual([
      { status: 'cancelled', quantity: '1', remaining: '1' },
      { status: 'open', quantity: '0.25', remaining: '0.25' },
    ]);
  });

  test('the legs of a pair name each other, and one cancels the other', async () => {
    const { orders } = await rowsAfter((venue) => {
      venue.placePair('seller', {
        side: 'sell',
        quantity: '1',
        limit: { price: '110' },
        stop: { stopPrice: '90' },
      });
      venue.place('buyer', { side: 'buy', price: '110', quantity: '0.5' });
    });
    expect(
      orders?.map((row) => pick(row, 'order_id', 'partner_id', 'status', 'reason', 'filled')),
    ).toEqual([
      {
        order_id: 'seller.3',
        partner_id: 'seller.4',
        status: 'open',
        reason: null,
        filled: '0.5',
      },
      {
        order_id: 'seller.4',
        partner_id: 'seller.3',
        status: 'cancelled',
        reason: 'one-cancels-other',
        filled: '0',
      },
      { order_id: 'buyer.3', partner_id: null, status: 'filled', reason: null, filled: '0.5' },
    ]);
  });
});

describe('fills and trades', () => {
  test('a trade says whether an auction made it', async () => {
    const { trades } = await rowsAfter((venue) => {
      venue.place('seller', { side: 'sell', price: '100', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1' });
      venue.request('auction', { dueInMs: 1_000 });
      venue.place('buyer', { side: 'buy', price: '101', quantity: '2' });
      venue.place('seller', { side: 'sell', price: '99', quantity: '2' });
      venue.request('open');
    });
    expect(
      trades?.map((row) => pick(row, 'auction', 'quantity', 'price', 'maker_order_id')),
    ).toEqual([
      { auction: false, quantity: '1', price: '100', maker_order_id: 'seller.3' },
      { auction: true, quantity: '2', price: '100', maker_order_id: 'buyer.5' },
    ]);
  });

  test('a trade is one row, and one fill with its fee for each side', async () => {
    const { fills, trades } = await rowsAfter((venue) => {
      venue.place('seller', { side: 'sell', price: '100', quantity: '1.5' });
      venue.place('buyer', { side: 'buy', price: '101', quantity: '0.25' });
    });
    expect(
      trades?.map((row) => pick(row, 'trade_number', 'price', 'quantity', 'taker_side')),
    ).toEqual([{ trade_number: 1, price: '100', quantity: '0.25', taker_side: 'buy' }]);
    expect(
      fills?.map((row) =>
        pick(
          row,
          'account_id',
          'order_id',
          'side',
          'liquidity',
          'notional',
          'fee',
          'fee_asset',
          'leg',
        ),
      ),
    ).toEqual([
      {
        account_id: 'seller',
        order_id: 'seller.3',
        side: 'sell',
        liquidity: 'maker',
        notional: '25',
        fee: '0.025',
        fee_asset: 'USD',
        leg: 0,
      },
      {
        account_id: 'buyer',
        order_id: 'buyer.3',
        side: 'buy',
        liquidity: 'taker',
        notional: '25',
        fee: '0.05',
        fee_asset: 'USD',
        leg: 0,
      },
    ]);
  });

  test('an account that trades with itself has two legs', async () => {
    const { fills } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'sell', price: '100', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1' });
    });
    expect(fills?.map((row) => pick(row, 'order_id', 'account_revision', 'leg', 'side'))).toEqual([
      { order_id: 'buyer.3', account_revision: 5, leg: 0, side: 'sell' },
      { order_id: 'buyer.4', account_revision: 5, leg: 1, side: 'buy' },
    ]);
  });
});

describe('balances', () => {
  test('the holds of the open orders are what the balance says is held', async () => {
    const { balances, holds } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '50', quantity: '2' });
      venue.place('seller', { side: 'sell', price: '100', quantity: '0.5' });
    });
    const held = (account: string, asset: string) =>
      balances?.find((row) => row.account_id === account && row.asset === asset);
    expect(holds?.map((row) => pick(row, 'order_id', 'asset', 'amount'))).toEqual([
      { order_id: 'buyer.3', asset: 'USD', amount: '50.1' },
      { order_id: 'buyer.4', asset: 'USD', amount: '100.2' },
    ]);
    expect(held('buyer', 'USD')).toEqual({
      account_id: 'buyer',
      asset: 'USD',
      total: '999999949.95',
      held: '150.3',
    });
    expect(held('seller', 'USD')?.total).toBe('1000000049.9');
    expect(held('seller', 'BTC')).toMatchObject({ total: '999999.5', held: '0' });
  });

  test('a hold says all that its order asked for, as the wire writes it', async () => {
    const { holds } = await rowsAfter((venue) => {
      venue.place('buyer', {
        side: 'buy',
        stopPrice: '110',
        price: '111.5',
        quantity: '2',
        displayQuantity: '0.5',
        timeInForce: 'GTD',
        expiresAtMs: Date.UTC(2026, 10, 21, 12),
        selfTradePrevention: 'decrement',
        clientOrderId: 'mine',
      });
    });
    expect(pick(holds?.[0], 'asked', 'due_at', 'limit_price')).toEqual({
      asked: {
        clientOrderId: 'mine',
        displayQuantity: '0.5',
        expiresAt: '2026-11-21T12:00:00.000Z',
        postOnly: false,
        price: '111.5',
        quantity: '2',
        selfTradePrevention: 'decrement',
        stopPrice: '110',
        timeInForce: 'GTD',
        type: 'stop-limit',
      },
      due_at: '2026-11-21T12:00:00.000Z',
      limit_price: '111.5',
    });
  });

  test('of a pair one leg holds for both, and the other one alone when that is over', async () => {
    const place = (venue: Venue) =>
      venue.placePair('buyer', {
        side: 'buy',
        quantity: '1',
        limit: { price: '90' },
        stop: { stopPrice: '110', price: '111' },
      });
    const columns = ['order_id', 'amount', 'partner_id', 'has_yielded'];
    const { balances, holds } = await rowsAfter(place);
    expect(holds?.map((row) => pick(row, ...columns))).toEqual([
      { order_id: 'buyer.3', amount: '0', partner_id: 'buyer.4', has_yielded: false },
      { order_id: 'buyer.4', amount: '111.222', partner_id: 'buyer.3', has_yielded: false },
    ]);
    const dollars = balances?.find((row) => row.account_id === 'buyer' && row.asset === 'USD');
    expect(dollars?.held).toBe('111.222');

    const afterTrade = await rowsAfter((venue) => {
      place(venue);
      venue.place('seller', { side: 'sell', price: '90', quantity: '0.5' });
    });
    expect(afterTrade.holds?.map((row) => pick(row, ...columns))).toEqual([
      { order_id: 'buyer.3', amount: '45.09', partner_id: null, has_yielded: false },
    ]);
  });

  test('nothing is held when nothing is open', async () => {
    const { balances, holds } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1' });
      venue.cancelAll('buyer');
    });
    expect(holds).toEqual([]);
    expect(balances?.map((row) => row.held)).toEqual(['0', '0', '0', '0']);
  });
});

const market = (row: Row | undefined) =>
  pick(row, 'state', 'auction_due_at', 'indicative_price', 'indicative_quantity');

describe('instruments', () => {
  test('are closed until their market says that they are open', async () => {
    const { instruments } = await rowsAfter(() => undefined);
    expect(
      instruments?.map((row) => pick(row, 'symbol', 'tick', 'maker_rate', 'starts_in', 'ruleset')),
    ).toEqual([
      { symbol: 'BTC-USD', tick: '0.01', maker_rate: '0.001', starts_in: 'open', ruleset: 1 },
    ]);
    expect(instruments?.map(market)).toEqual([
      { state: 'open', auction_due_at: null, indicative_price: null, indicative_quantity: null },
    ]);
  });

  test('are as they were listed, with the ruleset that was adopted since', async () => {
    const priceBand = { auctionMs: 1_000, beyond: 'auction', rate: '0.05', window: 10 };
    const { instruments } = await rowsAfter((venue) => {
      const listed = { priceBand, startsIn: 'pre-open', selfTradePrevention: 'expire-maker' };
      venue.listAsset('ETH', 8);
      venue.listInstrument('ETH-USD', listed);
      venue.listAsset('SOL', 8);
      venue.listInstrument('SOL-USD', { ruleset: 2 });
      venue.adoptRuleset(2);
    });
    const columns = ['price_band', 'starts_in', 'self_trade_prevention', 'state', 'ruleset'];
    expect(instruments?.map((row) => pick(row, ...columns))).toEqual([
      {
        price_band: null,
        starts_in: 'open',
        self_trade_prevention: 'none',
        state: 'open',
        ruleset: 2,
      },
      {
        price_band: priceBand,
        starts_in: 'pre-open',
        self_trade_prevention: 'expire-maker',
        state: 'pre-open',
        ruleset: 2,
      },
      {
        price_band: null,
        starts_in: 'open',
        self_trade_prevention: 'none',
        state: 'open',
        ruleset: 2,
      },
    ]);
  });

  test('say what an auction would do, while it is going on', async () => {
    const steps: ((venue: Venue) => void)[] = [
      (venue) => venue.request('auction', { dueInMs: 1_000 }),
      (venue) => void venue.place('buyer', { side: 'buy', price: '101', quantity: '2' }),
      (venue) => void venue.place('seller', { side: 'sell', price: '99', quantity: '0.5' }),
      (venue) => venue.cancelAll('seller'),
      (venue) => venue.request('open'),
    ];
    const rows: unknown[] = [];
    for (let count = 1; count <= steps.length; count++) {
      const { instruments } = await rowsAfter((venue) => {
        for (const step of steps.slice(0, count)) step(venue);
      });
      rows.push(market(instruments?.[0]));
    }
    const auction = {
      state: 'auction',
      auction_due_at: '2026-11-21T09:00:01.009Z',
      indicative_price: null,
      indicative_quantity: '0',
    };
    expect(rows).toEqual([
      auction,
      auction,
      { ...auction, indicative_price: '100', indicative_quantity: '0.5' },
      auction,
      { state: 'open', auction_due_at: null, indicative_price: null, indicative_quantity: null },
    ]);
  });
});

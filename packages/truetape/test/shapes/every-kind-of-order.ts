import { deepStrictEqual as equal } from 'node:assert';
import { ask, until } from '../process/support.ts';
import type { Running } from './shapes.ts';

const MARKET = '/v1/instruments/BTC-USD';

/** What the traders and the operator say to a system. */
function peopleOf({ port, keys }: Running) {
  const { operator, traders } = keys;
  const [ann, bob] = traders.map(({ token }) => token);
  const tokens = { operator: operator.token, ann: ann ?? '', bob: bob ?? '' };
  const send = (who: keyof typeof tokens, method: string, path: string, body?: object) =>
    ask(port, tokens[who], method, path, body);

  async function post(who: keyof typeof tokens, path: string, body: object, status = 201) {
    const answered = await send(who, 'POST', path, body);
    equal(answered.status, status, `${path}: ${JSON.stringify(answered.body)}`);
    return answered.body;
  }

  /** Waits until what is read has these members. */
  async function untilRead(who: keyof typeof tokens, path: string, members: object) {
    let have: unknown;
    await until(`${path} has ${JSON.stringify(members)}`, async () => {
      const { body } = await send(who, 'GET', path);
      have = Object.fromEntries(Object.keys(members).map((name) => [name, body[name]]));
      return JSON.stringify(have) === JSON.stringify(members);
    }).catch((late: Error) => {
      throw new Error(`${late.message}, not ${JSON.stringify(have)}`);
    });
  }

  return {
    post,
    untilRead,
    place: async (who: 'ann' | 'bob', order: object): Promise<string> => {
      const placed = await post(who, '/v1/orders', { symbol: 'BTC-USD', quantity: '1', ...order });
      return placed.orderId as string;
    },
    untilOrder: (who: 'ann' | 'bob', orderId: string, members: object) =>
      untilRead(who, `/v1/orders/${orderId}`, members),
  };
}

/** Every kind of order goes its way through the whole system. */
export async function tradeEveryKindOfOrder(running: Running): Promise<void> {
  const { post, untilRead, place, untilOrder } = peopleOf(running);
  const sell = { side: 'sell', type: 'limit', price: '64100' };
  const buy = { side: 'buy', type: 'limit', price: '63000' };
  const expiresAt = new Date(Date.now() + 3_000).toISOString();

  const iceberg = await place('ann', { ...sell, clientOrderId: 'ice', displayQuantity: '0.1' });
  const ending = await place('ann', {
    ...buy,
    clientOrderId: 'gtd',
    timeInForce: 'GTD',
    expiresAt,
  });
  const day = { ...buy, clientOrderId: 'day', timeInForce: 'DAY', price: '62900' };
  const lasting = await place('ann', day);
  const waits = { side: 'buy', clientOrderId: 'stop', type: 'stop', stopPrice: '64100' };
  const stopping = await place('bob', { ...waits, quantity: '0.1' });
  const trails = { side: 'sell', clientOrderId: 'trail', type: 'trailing-stop' };
  const trailing = await place('bob', { ...trails, trailingOffset: '5000' });
  const limited = { ...waits, clientOrderId: 'stop-limit', type: 'stop-limit' };
  const waiting = await place('bob', { ...limited, stopPrice: '70000', price: '70001' });
  const pair = await post('ann', '/v1/orders/oco', {
    symbol: 'BTC-USD',
    side: 'sell',
    quantity: '1',
    limit: { clientOrderId: 'high', price: '65000' },
    stop: { clientOrderId: 'low', type: 'stop', stopPrice: '50000' },
  });
  const [high = '', low = ''] = (pair.orders as { orderId: string }[]).map((leg) => leg.orderId);

  await untilOrder('ann', iceberg, { displayQuantity: '0.1', status: 'open' });
  await untilOrder('ann', ending, { expiresAt });
  await untilOrder('ann', lasting, { timeInForce: 'DAY', status: 'open' });
  await untilOrder('bob', stopping, { stopPrice: '64100', status: 'open' });
  await untilOrder('bob', trailing, { trailingOffset: '5000', status: 'open' });
  await untilOrder('bob', waiting, { price: '70001', stopPrice: '70000', status: 'open' });
  await untilOrder('ann', high, { partnerId: low, status: 'open' });
  await untilOrder('ann', low, { partnerId: high, status: 'open' });
  const asks = [
    ['64100', '0.1'],
    ['65000', '1'],
  ];
  await untilRead('bob', `${MARKET}/book`, { asks });

  await untilOrder('ann', ending, { status: 'expired', reason: 'expired' });
  await untilRead('bob', `${MARKET}/book`, { bids: [['62900', '1']], asks });

  const taker = { ...sell, side: 'buy', clientOrderId: 'taker', quantity: '0.1' };
  await untilOrder('bob', await place('bob', taker), { status: 'filled' });
  await untilOrder('bob', stopping, { filled: '0.1', status: 'filled' });
  const spending = { side: 'buy', clientOrderId: 'quote', type: 'market', quantity: undefined };
  const spent = await place('bob', { ...spending, quoteQuantity: '6410' });
  await untilOrder('bob', spent, { filled: '0.1', status: 'filled' });
  await untilRead('bob', `${MARKET}/book`, { asks });

  const sweep = { side: 'buy', clientOrderId: 'sweep', type: 'limit', timeInForce: 'IOC' };
  await place('bob', { ...sweep, price: '65000', quantity: '1.2' });
  await untilOrder('ann', iceberg, { status: 'filled' });
  await untilOrder('ann', high, { filled: '0.5', status: 'open' });
  await untilOrder('ann', low, { status: 'cancelled', reason: 'one-cancels-other' });

  await post('operator', `${MARKET}/auction`, { seconds: 1 }, 202);
  const cross = { ...buy, clientOrderId: 'cross', price: '65500' };
  const crossing = await place('bob', cross);
  await untilOrder('bob', crossing, { filled: '0.5', status: 'open' });
  await untilRead('bob', MARKET, { state: 'open' });
  await untilRead('bob', `${MARKET}/book`, {
    bids: [
      ['65500', '0.5'],
      ['62900', '1'],
    ],
    asks: [],
  });
}

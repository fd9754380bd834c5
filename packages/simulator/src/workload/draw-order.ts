import type { PlaceOco, PlaceOrder } from '@truetape/contracts';
import type { Random } from '../random.ts';
import type { Ask } from './ask.ts';
import { type Drawing, lotsOf, priceAt, spreadOf } from './drawing.ts';
import { MARKETS, type MarketSetup } from './markets.ts';

type Order = Omit<PlaceOrder, 'clientOrderId' | 'symbol'>;
type DrawOrder = (random: Random, market: MarketSetup, nowMs: number) => Order;

/** So many lots are common, few or many. */
const usualLots = (random: Random, { definition }: MarketSetup) =>
  definition.symbol === 'ETH-BTC' ? random.between(100, 90_000) : random.between(1, 120);

const SIDES = ['buy', 'sell'] as const;
const PREVENTIONS = ['none', 'expire-taker', 'expire-maker', 'expire-both', 'decrement'] as const;

/** Somewhat better or worse than the middle: about half of them trade at once. */
const near = (random: Random, market: MarketSetup) => {
  const most = spreadOf(market);
  return random.between(-most, most);
};

/** How long an order may live that rests. */
function life(random: Random, nowMs: number): Pick<Order, 'timeInForce' | 'expiresAt'> {
  const kind = random.below(12);
  if (kind === 0) return { timeInForce: 'DAY' };
  if (kind > 3) return {};
  const inMs = random.chance(30) ? random.between(-100, 100) : random.between(100, 8_000);
  return { timeInForce: 'GTD', expiresAt: new Date(nowMs + inMs).toISOString() };
}

const limit: DrawOrder = (random, market, nowMs) => {
  const lots = usualLots(random, market);
  const isAtOnce = random.chance(20);
  return {
    side: random.pick(SIDES),
    type: 'limit',
    price: priceAt(market, near(random, market)),
    quantity: lotsOf(market, lots),
    ...(isAtOnce ? { timeInForce: random.pick(['IOC', 'FOK'] as const) } : life(random, nowMs)),
    ...(!isAtOnce && random.chance(15) ? { postOnly: true } : {}),
    ...(!isAtOnce && random.chance(15)
      ? { displayQuantity: lotsOf(market, Math.max(1, Math.floor(lots / random.between(2, 6)))) }
      : {}),
    ...(random.chance(40) ? { selfTradePrevention: random.pick(PREVENTIONS) } : {}),
  };
};

const market: DrawOrder = (random, setup) => ({
  side: random.pick(SIDES),
  type: 'market',
  quantity: lotsOf(setup, usualLots(random, setup)),
  ...(random.chance(25) ? { timeInForce: 'FOK' } : {}),
  ...(random.chance(40) ? { selfTradePrevention: random.pick(PREVENTIONS) } : {}),
});

const byMoney: DrawOrder = (random, setup) => ({
  side: 'buy',
  type: 'market',
  quoteQuantity: priceAt(setup, random.between(0, 50)),
  ...(random.chance(40) ? { selfTradePrevention: random.pick(PREVENTIONS) } : {}),
});

const stop: DrawOrder = (random, setup, nowMs) => ({
  side: random.pick(SIDES),
  type: 'stop',
  stopPrice: priceAt(setup, near(random, setup)),
  quantity: lotsOf(setup, usualLots(random, setup)),
  ...life(random, nowMs),
});

const stopLimit: DrawOrder = (random, setup, nowMs) => ({
  ...stop(random, setup, nowMs),
  type: 'stop-limit',
  // Now and then so far away that the band is in its way when it is triggered.
  price: priceAt(setup, near(random, setup) * random.pick([1, 1, 1, 4])),
});

const trailing: DrawOrder = (random, setup, nowMs) => ({
  side: random.pick(SIDES),
  type: 'trailing-stop',
  trailingOffset: lotsTicks(random, setup),
  quantity: lotsOf(setup, usualLots(random, setup)),
  ...life(random, nowMs),
});

const lotsTicks = (random: Random, setup: MarketSetup) =>
  priceAt({ ...setup, aroundTicks: 0 }, random.between(1, spreadOf(setup)));

/** More than a book may hold at one price, when two of them stand there. */
const huge: DrawOrder = (random) => ({
  side: random.pick(SIDES),
  type: random.pick(['limit', 'stop-limit'] as const),
  price: '0.01',
  quantity: '9007199254.740991',
});

/** Orders that break a rule before a market sees them: one rule each. */
const WRONG: readonly ((order: Order, random: Random, setup: MarketSetup) => Order)[] = [
  (order) => ({ ...order, price: '1.0001' }),
  (order) => ({ ...order, quantity: '0.0000001' }),
  (order) => ({ ...order, price: '9999999999999' }),
  (order, _, { definition }) => ({ ...order, quantity: `1${definition.maxQuantity}` }),
  (order) => ({ ...order, quantity: '0' }),
  (order) => ({ ...order, displayQuantity: '0.0000001' }),
  (order) => ({ ...order, trailingOffset: '1' }),
  (order) => ({ ...order, type: 'market', price: undefined, quantity: undefined }) as Order,
  (order) => ({ ...order, timeInForce: 'GTD', expiresAt: '2001-01-01T00:00:00.000Z' }),
  (_, random, setup) => ({ ...byMoney(random, setup, 0), quoteQuantity: '0.001' }),
  (order, random, setup) => ({ ...order, quantity: lotsOf(setup, random.between(300, 500)) }),
  (order, _, { definition }) => ({
    ...order,
    price: definition.tick,
    quantity: definition.minQuantity,
  }),
];

const ORDERS: readonly { readonly weight: number; readonly draw: DrawOrder }[] = [
  { weight: 50, draw: limit },
  { weight: 12, draw: market },
  { weight: 6, draw: byMoney },
  { weight: 7, draw: stop },
  { weight: 7, draw: stopLimit },
  { weight: 7, draw: trailing },
];

/** What its client calls the strategy that it belongs to; mostly nothing. */
const strategy = (random: Random) =>
  random.chance(25) ? { strategy: random.pick(['alpha', 'beta'] as const) } : {};

const pickMarket = (random: Random): MarketSetup =>
  MARKETS[random.pick([0, 0, 0, 1, 1, 2] as const)] as MarketSetup;

export function drawOrder({ random, accountId, name, nowMs }: Drawing): Ask {
  const setup = pickMarket(random);
  const right = random.weighted(ORDERS).draw(random, setup, nowMs);
  const order = random.chance(15) ? (random.pick(WRONG)?.(right, random, setup) ?? right) : right;
  const symbol = random.chance(1) ? 'BTC-ETH' : setup.definition.symbol;
  const body = { clientOrderId: name, symbol, ...strategy(random), ...order };
  return { type: 'PlaceOrder', accountId, body };
}

/** Ends before anybody has read of it, or had ended by any clock but that of who takes it. */
export function drawFleeting({ random, accountId, name, nowMs }: Drawing): Ask {
  const setup = pickMarket(random);
  const expiresAt = new Date(nowMs + random.between(-400, 300)).toISOString();
  const terms = { ...limit(random, setup, nowMs), timeInForce: 'GTD', expiresAt } as const;
  const body = { clientOrderId: name, symbol: setup.definition.symbol, ...terms };
  return { type: 'PlaceOrder', accountId, body };
}

export function drawHuge({ random, name }: Drawing): Ask {
  const order = { ...huge(random, MARKETS[2] as MarketSetup, 0) };
  if (order.type === 'stop-limit') order.stopPrice = '0.6';
  const body = { clientOrderId: name, symbol: 'ETH-BTC', ...order };
  return { type: 'PlaceOrder', accountId: 'cat', body };
}

export function drawPair({ random, accountId, name, nowMs }: Drawing): Ask {
  const setup = pickMarket(random);
  const waiting = random.pick([stop, stopLimit, trailing])?.(random, setup, nowMs);
  const { stopPrice, price, trailingOffset, type = 'stop' } = waiting ?? {};
  const body: PlaceOco = {
    symbol: setup.definition.symbol,
    side: random.pick(SIDES),
    quantity: lotsOf(setup, usualLots(random, setup)),
    ...strategy(random),
    ...(life(random, nowMs) as Pick<PlaceOco, 'timeInForce' | 'expiresAt'>),
    limit: { clientOrderId: `${name}a`, price: priceAt(setup, near(random, setup)) },
    stop: {
      clientOrderId: `${name}b`,
      type: type as PlaceOco['stop']['type'],
      ...(stopPrice === undefined ? {} : { stopPrice }),
      ...(price === undefined ? {} : { price }),
      ...(trailingOffset === undefined ? {} : { trailingOffset }),
    },
  };
  return { type: 'PlaceOco', accountId, body };
}

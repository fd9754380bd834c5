import { strictEqual } from 'node:assert';
import {
  epochMs,
  type Instrument,
  lots,
  type MarketInput,
  minor,
  type Outcome,
  orderIdOf,
  placeOf,
  rateE8,
  type TimeInForce,
  ticks,
} from '@truetape/domain';
import { apply, emptyMarket, type Market } from '../src/engine/index.ts';
import { type Ladder, LEVEL_LOTS, LEVEL_PRICE, OLDEST, WORSE } from '../src/engine/ladder.ts';
import {
  ACCOUNT,
  MAKER_RATE,
  NEWER,
  NONE,
  ORDER_NUMBER,
  QUANTITY,
  REMAINING,
  REVISION,
  TAKER_RATE,
} from '../src/engine/orders.ts';

export const instrument: Instrument = {
  units: { symbol: 'T-T', base: 'T', quote: 'U', notionalUnit: 1n, lotUnit: 1n },
  revision: 0,
  minQuantity: lots(1),
  maxQuantity: lots(Number.MAX_SAFE_INTEGER),
  minNotional: minor(0n),
  maxNotional: minor(10n ** 30n),
  feeTiers: [{ tier: 'standard', makerRate: rateE8(0), takerRate: rateE8(0) }],
  selfTradePrevention: 'none',
  protectionRate: rateE8(0),
};

const at = epochMs(0);

export function openMarket(): Market {
  const market = emptyMarket('T-T');
  apply(market, { type: 'InstrumentListed', at, instrument });
  return market;
}

/**
 * Reads one line: `buy a 10 @ 99`, `sell b 5 @ 101 IOC`, `buy c 5 @ 99 post`, `market buy d 5 to 103`, `cancel a`,
 * `replace a 7 @ 98`, `cancel all of ann`. The owner of an order is `ann` unless `by bob` stands at the end.
 */
export function inputOf(line: string): MarketInput {
  const [text = '', accountId = 'ann'] = line.split(' by ');
  const words = text.trim().split(/\s+/);
  if (text.startsWith('cancel all of ')) {
    return { type: 'OrdersCancelRequested', at, accountId: words[3] ?? '' };
  }
  if (words[0] === 'cancel') {
    return { type: 'OrderCancelRequested', at, accountId, orderId: idOf(accountId, words[1]) };
  }
  if (words[0] === 'replace') {
    const [, name, quantity, , price] = words;
    const orderId = idOf(accountId, name);
    const terms = { price: ticks(Number(price)), quantity: lots(Number(quantity)) };
    return { type: 'OrderReplaceRequested', at, accountId, orderId, ...terms };
  }
  const isMarket = words[0] === 'market';
  const [side, name, quantity, , price, flag] = isMarket ? words.slice(1) : words;
  const timeInForce = (flag === 'IOC' || flag === 'FOK' ? flag : 'GTC') as TimeInForce;
  return {
    type: 'OrderPlaced',
    at,
    accountId,
    orderId: idOf(accountId, name),
    limit: ticks(Number(price)),
    makerRate: rateE8(0),
    takerRate: rateE8(0),
    terms: {
      symbol: 'T-T',
      side: side as 'buy' | 'sell',
      type: isMarket ? 'market' : 'limit',
      timeInForce: isMarket && flag !== 'FOK' ? 'IOC' : timeInForce,
      postOnly: flag === 'post',
      selfTradePrevention: 'none',
      quantity: lots(Number(quantity)),
      ...(isMarket ? {} : { price: ticks(Number(price)) }),
    },
  };
}

/** The names of orders in a table are numbers with 36 digits. */
const idOf = (accountId: string, name = '') => orderIdOf(accountId, Number.parseInt(name, 36));
const nameOf = (orderId: string) => (placeOf(orderId)?.revision ?? NONE).toString(36);

/** One line per outcome, as short as it can be and still say everything that differs. */
export function lineOf(outcome: Outcome): string {
  switch (outcome.type) {
    case 'OrderAccepted':
      return `accepted ${nameOf(outcome.orderId)} #${outcome.orderNumber}`;
    case 'OrderRejected':
    case 'OrderCancelRejected':
    case 'OrderReplaceRejected':
      return `${outcome.type} ${nameOf(outcome.orderId)} ${outcome.code}`;
    case 'TradeExecuted': {
      const { maker, taker, quantity, price, tradeNumber } = outcome;
      return `trade ${tradeNumber}: ${quantity} @ ${price} ${nameOf(maker.orderId)}(${maker.remaining}) ${nameOf(taker.orderId)}(${taker.remaining})`;
    }
    case 'OrderCancelled':
      return `cancelled ${nameOf(outcome.orderId)} ${outcome.quantity} ${outcome.reason}`;
    case 'OrderReplaced':
      return `replaced ${nameOf(outcome.orderId)} ${outcome.remaining}/${outcome.quantity} @ ${outcome.price}${outcome.priorityKept ? ' kept' : ''}`;
    case 'OrdersCancelApplied':
      return `cancelled ${outcome.cancelled} of ${outcome.accountId}`;
    case 'MarketStateChanged':
      return `${outcome.from} → ${outcome.to}`;
  }
}

/** The book as people draw it: asks above bids, best prices in the middle, oldest order first. */
export function draw(market: Market): string {
  const side = (ladder: Ladder) =>
    levelsOf(market, ladder).map(({ price, slots }) => {
      const orders = slots.map((slot) => {
        const { revision, remaining } = orderAt(market, slot);
        return `${revision.toString(36)}:${remaining}`;
      });
      return `${price} | ${orders.join(' ')}`;
    });
  return [...side(market.asks).reverse(), '---', ...side(market.bids)].join('\n');
}

/** All that a market knows: counters, levels with their lots, every order, and those of each account in its order. */
export function drawWhole(market: Market): string {
  const { state, lastOrderNumber, lastTradeNumber, live, accounts } = market;
  const names = new Set<string>();
  const idAt = (slot: number) => {
    const { account, revision } = orderAt(market, slot);
    return orderIdOf(accounts.nameOf(account), revision);
  };
  const side = (ladder: Ladder) =>
    levelsOf(market, ladder).map(({ price, lots, slots }) => {
      const orders = slots.map((slot) => {
        const { account, orderNumber, remaining, quantity, rates } = orderAt(market, slot);
        names.add(accounts.nameOf(account));
        return `${idAt(slot)}#${orderNumber}:${remaining}/${quantity}(${rates})`;
      });
      return `${price} | ${lots} = ${orders.join(' ')}`;
    });
  return [
    `${state}, order ${lastOrderNumber}, trade ${lastTradeNumber}, ${live.size} live`,
    ...side(market.asks).reverse(),
    '---',
    ...side(market.bids),
    ...[...names].sort().map((name) => {
      const own = [...accounts.restingOf(accounts.find(name))].map(idAt);
      return `${name}: ${own.join(' ')}`;
    }),
  ].join('\n');
}

/** The levels with orders from the best to the worst, and the slots at each, oldest first. */
function levelsOf({ orders }: Market, ladder: Ladder) {
  const levels: { price: number; lots: number; slots: number[] }[] = [];
  let level = ladder.best;
  for (; level !== NONE; level = ladder.levelInts[(level << 3) | WORSE] as number) {
    const slots: number[] = [];
    let slot = ladder.levelInts[(level << 3) | OLDEST] as number;
    for (; slot !== NONE; slot = orders.ints[(slot << 4) | NEWER] as number) slots.push(slot);
    const price = ladder.levelNumbers[(level << 2) | LEVEL_PRICE] as number;
    const lots = ladder.levelNumbers[(level << 2) | LEVEL_LOTS] as number;
    if (slots.length > 0 || lots !== 0) levels.push({ price, lots, slots });
  }
  return levels;
}

function orderAt({ orders }: Market, slot: number) {
  const { numbers, ints, rates } = orders;
  return {
    account: ints[(slot << 4) | ACCOUNT] as number,
    revision: numbers[(slot << 3) | REVISION] as number,
    remaining: numbers[(slot << 3) | REMAINING] as number,
    quantity: numbers[(slot << 3) | QUANTITY] as number,
    orderNumber: numbers[(slot << 3) | ORDER_NUMBER] as number,
    rates: `${rates[(slot << 1) | MAKER_RATE]},${rates[(slot << 1) | TAKER_RATE]}`,
  };
}

/** Runs `given`, then one line, and compares every outcome and the whole book. The only code that touches the engine. */
export function check(table: {
  readonly given?: readonly string[];
  readonly when: string;
  readonly gives: readonly string[];
  readonly book?: string;
}): void {
  const market = openMarket();
  for (const line of table.given ?? []) apply(market, inputOf(line));
  const outcomes = apply(market, inputOf(table.when)).map(lineOf);
  strictEqual(outcomes.join('\n'), table.gives.join('\n'));
  if (table.book !== undefined) {
    const want = table.book.split('\n').map((line) => line.trim());
    strictEqual(draw(market), want.filter((line) => line !== '').join('\n'));
  }
}

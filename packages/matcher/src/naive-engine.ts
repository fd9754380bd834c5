import {
  type Instrument,
  lots,
  type MarketInput,
  type MarketRejection,
  type MarketState,
  type OrderAccepted,
  type OrderCancelInput,
  type OrderCancelled,
  type OrderPlacedInput,
  type OrderReplaceInput,
  type OrdersCancelInput,
  type Outcome,
  orderIdOf,
  PRICE_TICKS_MAX,
  type PriceTicks,
  placeOf,
  type QuantityLots,
  type RateE8,
  type Side,
} from '@truetape/domain';

/** An order of the naive market. */
export interface NaiveOrder {
  readonly accountId: string;
  readonly orderId: string;
  readonly orderNumber: number;
  readonly side: Side;
  readonly makerRate: RateE8;
  readonly takerRate: RateE8;
  /** The worst price it may trade at. */
  price: PriceTicks;
  /** Fills included. */
  quantity: QuantityLots;
  remaining: QuantityLots;
}

/**
 * All rules of a market once more, as plainly as they can be written, for comparison with the engine: one list of
 * orders, which is searched from its beginning to its end for whatever is asked. Slow, and meant to be.
 */
export class NaiveMarket {
  readonly symbol = 'T-T';
  state: MarketState = 'closed';
  instrument: Instrument | undefined;
  lastOrderNumber = 0;
  lastTradeNumber = 0;
  /** In the order in which they came to rest: of two at one price, and of two of one account, the first goes first. */
  resting: NaiveOrder[] = [];

  apply(input: MarketInput): Outcome[] {
    switch (input.type) {
      case 'InstrumentListed':
        return this.#list(input.instrument);
      case 'OrderPlaced':
        return this.#place(input);
      case 'OrderCancelRequested':
        return this.#cancel(input);
      case 'OrderReplaceRequested':
        return this.#replace(input);
      case 'OrdersCancelRequested':
        return this.#cancelAll(input);
    }
  }

  #list(instrument: Instrument): Outcome[] {
    this.instrument = instrument;
    if (this.state === 'open') return [];
    this.state = 'open';
    return [{ type: 'MarketStateChanged', from: 'closed', to: 'open' }];
  }

  #place(input: OrderPlacedInput): Outcome[] {
    const { accountId, orderId, terms, limit, makerRate, takerRate } = input;
    const code = this.#placeRejection(input);
    if (code !== undefined) return [{ type: 'OrderRejected', accountId, orderId, code }];
    const order: NaiveOrder = {
      accountId,
      orderId,
      orderNumber: ++this.lastOrderNumber,
      side: terms.side,
      makerRate,
      takerRate,
      price: limit,
      quantity: terms.quantity,
      remaining: terms.quantity,
    };
    const accepted: OrderAccepted = {
      type: 'OrderAccepted',
      ...idsOf(order),
      side: terms.side,
      orderType: terms.type,
      timeInForce: terms.timeInForce,
      postOnly: terms.postOnly,
      ...(terms.price === undefined ? {} : { price: terms.price }),
      quantity: terms.quantity,
    };
    if (terms.timeInForce === 'FOK' && this.#lotsFor(order) < BigInt(order.quantity)) {
      return [accepted, cancelled(order, 'fill-or-kill')];
    }
    const trades = this.#trade(order);
    if (order.remaining === 0) return [accepted, ...trades];
    if (terms.type === 'market' || terms.timeInForce !== 'GTC') {
      return [accepted, ...trades, cancelled(order, 'immediate-or-cancel')];
    }
    this.resting.push(order);
    return [accepted, ...trades];
  }

  #cancel({ accountId, orderId }: OrderCancelInput): Outcome[] {
    const order = this.#find(accountId, orderId);
    if (order === undefined) {
      return [{ type: 'OrderCancelRejected', accountId, orderId, code: 'ORDER_CLOSED' }];
    }
    this.#remove(order);
    return [cancelled(order, 'requested')];
  }

  #cancelAll({ accountId, symbol = this.symbol }: OrdersCancelInput): Outcome[] {
    if (symbol !== this.symbol) return [];
    const own = this.resting.filter((order) => order.accountId === accountId);
    this.resting = this.resting.filter((order) => order.accountId !== accountId);
    const each = own.map((order) => cancelled(order, 'mass-cancel'));
    return [...each, { type: 'OrdersCancelApplied', accountId, cancelled: own.length }];
  }

  #replace(input: OrderReplaceInput): Outcome[] {
    const { accountId, orderId, price, quantity } = input;
    const order = this.#find(accountId, orderId);
    const code = order === undefined ? 'ORDER_CLOSED' : this.#replaceRejection(order, input);
    if (order === undefined || code !== undefined) {
      return [{ type: 'OrderReplaceRejected', accountId, orderId, code: code ?? 'ORDER_CLOSED' }];
    }
    const priorityKept = keepsPriority(order, input);
    order.remaining = lots(quantity - filledOf(order));
    order.quantity = quantity;
    order.price = price;
    const { remaining } = order;
    const ids = idsOf(order);
    const terms = { price, quantity, remaining, priorityKept };
    const replaced: Outcome = { type: 'OrderReplaced', ...ids, ...terms };
    if (priorityKept) return [replaced];
    this.#remove(order);
    const trades = this.#trade(order);
    if (order.remaining > 0) this.resting.push(order);
    return [replaced, ...trades];
  }

  /** Trades an order until nothing is left of it or nobody is there to trade with. */
  #trade(taker: NaiveOrder): Outcome[] {
    const trades: Outcome[] = [];
    for (;;) {
      const maker = this.#makerFor(taker);
      if (maker === undefined || taker.remaining === 0) return trades;
      const quantity = lots(Math.min(maker.remaining, taker.remaining));
      maker.remaining = lots(maker.remaining - quantity);
      taker.remaining = lots(taker.remaining - quantity);
      if (maker.remaining === 0) this.#remove(maker);
      trades.push({
        type: 'TradeExecuted',
        tradeNumber: ++this.lastTradeNumber,
        price: maker.price,
        quantity,
        takerSide: taker.side,
        maker: { ...idsOf(maker), rate: maker.makerRate, remaining: maker.remaining },
        taker: { ...idsOf(taker), rate: taker.takerRate, remaining: taker.remaining },
      });
    }
  }

  /** Of those that would trade with this order: the best price, and the first of those at it. */
  #makerFor(taker: { readonly side: Side; readonly price: number }): NaiveOrder | undefined {
    let best: NaiveOrder | undefined;
    for (const order of this.resting) {
      if (!crosses(taker, order)) continue;
      if (best === undefined || isBetter(order, best)) best = order;
    }
    return best;
  }

  /** All that an order could trade with. */
  #lotsFor(taker: NaiveOrder): bigint {
    return sumOf(this.resting.filter((order) => crosses(taker, order)));
  }

  #placeRejection(input: OrderPlacedInput): MarketRejection | undefined {
    const { terms, limit: price, accountId, orderId } = input;
    const { side, quantity } = terms;
    if (this.state !== 'open') return 'MARKET_CLOSED';
    const outOfBounds = this.#outOfBounds(price, quantity);
    if (outOfBounds !== undefined) return outOfBounds;
    if (terms.postOnly && this.#makerFor({ side, price }) !== undefined) {
      return 'ORDER_POST_ONLY_WOULD_TAKE';
    }
    if (!hasRoomAmong(this.resting, side, price, quantity)) return 'MARKET_CAPACITY';
    const place = placeOf(orderId);
    const isOwn = place !== undefined && orderId === orderIdOf(accountId, place.revision);
    const isFree = this.#find(accountId, orderId) === undefined;
    return isOwn && isFree ? undefined : 'ORDER_DUPLICATE_ID';
  }

  #replaceRejection(order: NaiveOrder, input: OrderReplaceInput): MarketRejection | undefined {
    const { price, quantity } = input;
    const filled = filledOf(order);
    const outOfBounds = this.#outOfBounds(price, quantity);
    if (outOfBounds !== undefined) return outOfBounds;
    if (quantity <= filled) return 'ORDER_REPLACE_BELOW_FILLED';
    if (keepsPriority(order, input)) return undefined;
    const others = this.resting.filter((each) => each !== order);
    const hasRoom = hasRoomAmong(others, order.side, price, quantity - filled);
    return hasRoom ? undefined : 'MARKET_CAPACITY';
  }

  #outOfBounds(price: number, quantity: number): MarketRejection | undefined {
    const { minQuantity, maxQuantity } = this.instrument as Instrument;
    if (!Number.isSafeInteger(price)) return 'ORDER_PRICE_BOUNDS';
    if (price < 1 || price > PRICE_TICKS_MAX) return 'ORDER_PRICE_BOUNDS';
    if (!Number.isSafeInteger(quantity)) return 'ORDER_QUANTITY_TOO_SMALL';
    if (quantity < minQuantity) return 'ORDER_QUANTITY_TOO_SMALL';
    if (quantity > maxQuantity) return 'ORDER_QUANTITY_TOO_LARGE';
    return undefined;
  }

  #find(accountId: string, orderId: string): NaiveOrder | undefined {
    return this.resting.find((order) => order.orderId === orderId && order.accountId === accountId);
  }

  #remove(gone: NaiveOrder): void {
    this.resting = this.resting.filter((order) => order !== gone);
  }
}

/** Whether what rests at a price, and so many lots more, is a safe integer. */
function hasRoomAmong(
  orders: readonly NaiveOrder[],
  side: Side,
  price: number,
  quantity: number,
): boolean {
  const there = orders.filter((order) => order.side === side && order.price === price);
  return sumOf(there) + BigInt(quantity) <= BigInt(Number.MAX_SAFE_INTEGER);
}

/** Less, or as much as before, at the same price. */
function keepsPriority(order: NaiveOrder, to: { price: number; quantity: number }): boolean {
  return to.price === order.price && to.quantity <= order.quantity;
}

function crosses(taker: { side: Side; price: number }, order: NaiveOrder): boolean {
  if (taker.side === order.side) return false;
  return taker.side === 'buy' ? order.price <= taker.price : order.price >= taker.price;
}

function isBetter(one: NaiveOrder, other: NaiveOrder): boolean {
  return one.side === 'buy' ? one.price > other.price : one.price < other.price;
}

const filledOf = ({ quantity, remaining }: NaiveOrder) => quantity - remaining;

const sumOf = (orders: readonly NaiveOrder[]) =>
  orders.reduce((sum, { remaining }) => sum + BigInt(remaining), 0n);

const idsOf = ({ accountId, orderId, orderNumber }: NaiveOrder) => ({
  accountId,
  orderId,
  orderNumber,
});

function cancelled(order: NaiveOrder, reason: OrderCancelled['reason']): Outcome {
  return { type: 'OrderCancelled', ...idsOf(order), quantity: order.remaining, reason };
}

/** The whole market as text, in the form of `drawWhole`. */
export function drawNaive(market: NaiveMarket): string {
  const { state, lastOrderNumber, lastTradeNumber, resting } = market;
  const levels = (side: Side) => {
    const own = resting.filter((order) => order.side === side);
    const prices = [...new Set(own.map(({ price }) => price))].sort((a, b) => b - a);
    return prices.map((price) => {
      const orders = own.filter((order) => order.price === price);
      const each = orders.map(
        ({ orderId, orderNumber, remaining, quantity, makerRate, takerRate }) =>
          `${orderId}#${orderNumber}:${remaining}/${quantity}(${makerRate},${takerRate})`,
      );
      return `${price} | ${sumOf(orders)} = ${each.join(' ')}`;
    });
  };
  const accounts = [...new Set(resting.map(({ accountId }) => accountId))].sort();
  return [
    `${state}, order ${lastOrderNumber}, trade ${lastTradeNumber}, ${resting.length} live`,
    ...levels('sell'),
    '---',
    ...levels('buy'),
    ...accounts.map((accountId) => {
      const own = resting.filter((order) => order.accountId === accountId);
      return `${accountId}: ${own.map(({ orderId }) => orderId).join(' ')}`;
    }),
  ].join('\n');
}

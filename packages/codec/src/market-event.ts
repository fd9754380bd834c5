import { type Data, type EventType, idOf, NEWEST_VERSIONS } from '@truetape/contracts';
import type { OrderAccepted, Outcome, PreventedSide, TradeSide } from '@truetape/domain';
import { assert, type RecordedEvent } from '@truetape/kernel';
import type { WireEvent } from './account-event.ts';
import { type Catalogue, type ListedMarket, marketIn } from './catalogue.ts';
import { formatMinor, formatRate, minorOf, rateOf } from './decimal.ts';
import { rememberTwin, twinOf } from './decoded.ts';
import { type Grid, priceOf, quantityOf } from './grid.ts';
import { present, when } from './optional.ts';
import { formatTime, timeOf } from './time.ts';

/** Where an outcome stands among those of its input. */
export interface Place {
  /** Counted from 0. */
  readonly index: number;
  /** The input is complete with this one. */
  readonly last: boolean;
  /** The time of the input, as it is written there. */
  readonly at: string;
}

/** An outcome with its place. */
export interface PlacedOutcome {
  readonly outcome: Outcome;
  readonly place: Place;
}

/** What the numbers of a market's outcomes are written with. */
export type Scales = Pick<ListedMarket, 'grid' | 'quoteScale'>;

export function encodeOutcome(outcome: Outcome, place: Place, scales: Scales): WireEvent {
  const data = outcomeData(outcome, place, scales);
  const { type } = outcome;
  const twin = rememberTwin(data, { outcome, place });
  return { type, schemaVersion: NEWEST_VERSIONS[type], data: twin };
}

function outcomeData(outcome: Outcome, place: Place, { grid, quoteScale }: Scales): object {
  const { at, index, last } = place;
  switch (outcome.type) {
    case 'MarketStateChanged':
      return {
        at,
        dueAt: when(outcome.dueAt, formatTime),
        from: outcome.from,
        index,
        last,
        reason: outcome.reason,
        to: outcome.to,
      };
    case 'MarketRulesetChanged':
      return { at, from: outcome.from, index, last, to: outcome.to };
    case 'AuctionIndicated':
      return {
        at,
        index,
        last,
        price: when(outcome.price, grid.formatPrice),
        quantity: grid.formatQuantity(outcome.quantity),
        surplus: grid.formatQuantity(outcome.surplus),
        surplusSide: outcome.surplusSide,
      };
    case 'OrderAccepted':
      return {
        accountId: outcome.accountId,
        at,
        displayQuantity: when(outcome.displayQuantity, grid.formatQuantity),
        dueAt: when(outcome.dueAt, formatTime),
        index,
        last,
        orderId: outcome.orderId,
        orderNumber: outcome.orderNumber,
        postOnly: outcome.postOnly,
        price: when(outcome.price, grid.formatPrice),
        quantity: when(outcome.quantity, grid.formatQuantity),
        quoteQuantity: when(outcome.quoteQuantity, (money) => formatMinor(money, quoteScale)),
        side: outcome.side,
        stopPrice: when(outcome.stopPrice, grid.formatPrice),
        timeInForce: outcome.timeInForce,
        trailingOffset: when(outcome.trailingOffset, grid.formatPrice),
        type: outcome.orderType,
      };
    case 'StopTriggered': {
      const { accountId, orderId, orderNumber } = outcome;
      const stopPrice = grid.formatPrice(outcome.stopPrice);
      return { accountId, at, index, last, orderId, orderNumber, stopPrice };
    }
    case 'TradeExecuted':
      return {
        at,
        auction: outcome.auction,
        index,
        last,
        maker: tradeSideData(outcome.maker, grid),
        price: grid.formatPrice(outcome.price),
        quantity: grid.formatQuantity(outcome.quantity),
        taker: tradeSideData(outcome.taker, grid),
        takerSide: outcome.takerSide,
        tradeNumber: outcome.tradeNumber,
      };
    case 'TradePrevented':
      return {
        at,
        index,
        last,
        maker: preventedSideData(outcome.maker, grid),
        mode: outcome.mode,
        price: grid.formatPrice(outcome.price),
        quantity: grid.formatQuantity(outcome.quantity),
        taker: preventedSideData(outcome.taker, grid),
        takerSide: outcome.takerSide,
      };
    case 'OrderRefreshed': {
      const { accountId, orderId, orderNumber } = outcome;
      const displayed = grid.formatQuantity(outcome.displayed);
      return { accountId, at, displayed, index, last, orderId, orderNumber };
    }
    case 'OrderExpired': {
      const { accountId, orderId, orderNumber } = outcome;
      const quantity = grid.formatQuantity(outcome.quantity);
      return { accountId, at, index, last, orderId, orderNumber, quantity };
    }
    case 'OrderCancelled': {
      const { accountId, orderId, orderNumber, reason } = outcome;
      const quantity = grid.formatQuantity(outcome.quantity);
      return { accountId, at, index, last, orderId, orderNumber, quantity, reason };
    }
    case 'OrderReplaced':
      return {
        accountId: outcome.accountId,
        at,
        index,
        last,
        orderId: outcome.orderId,
        orderNumber: outcome.orderNumber,
        price: grid.formatPrice(outcome.price),
        priorityKept: outcome.priorityKept,
        quantity: grid.formatQuantity(outcome.quantity),
        remaining: grid.formatQuantity(outcome.remaining),
      };
    case 'OrderRejected':
    case 'OrderCancelRejected':
    case 'OrderReplaceRejected': {
      const { accountId, code, orderId } = outcome;
      return { accountId, at, code, index, last, orderId };
    }
    case 'OrdersCancelApplied': {
      const { accountId, cancelled } = outcome;
      return { accountId, at, cancelled, index, last };
    }
    case 'MarketCheckpoint': {
      const { inputs, stateHash } = outcome;
      return { at, index, inputs, last, stateHash };
    }
  }
}

function tradeSideData(side: TradeSide, grid: Grid) {
  const { accountId, orderId, orderNumber, rate, remaining } = side;
  const left = grid.formatQuantity(remaining);
  return { accountId, orderId, orderNumber, rate: formatRate(rate), remaining: left };
}

function preventedSideData(
  { accountId, orderId, orderNumber, remaining }: PreventedSide,
  grid: Grid,
) {
  return { accountId, orderId, orderNumber, remaining: grid.formatQuantity(remaining) };
}

/**
 * The domain form of an event of a market stream; undefined for what its matcher says of itself, which answers no input.
 *
 * @throws InvariantError for a type or version that is not known
 */
export function decodeOutcome(
  event: RecordedEvent,
  catalogue: Catalogue,
): PlacedOutcome | undefined {
  const twin = twinOf(event.data);
  if (twin !== undefined) return twin as PlacedOutcome;
  if (ANSWERS_NOTHING.has(event.type)) return undefined;
  const decode = DECODERS[event.type as Outcome['type']];
  const symbol = idOf('market', event.stream);
  assert(
    decode !== undefined &&
      event.schemaVersion === NEWEST_VERSIONS[event.type as Outcome['type']] &&
      symbol !== undefined,
    `${event.type} v${event.schemaVersion} is a market event (${event.stream} ${event.revision}, position ${event.position})`,
  );
  const { at, index, last } = event.data as Data<'OrdersCancelApplied'>;
  const outcome = decode(event.data as never, marketIn(catalogue, symbol));
  return { outcome, place: { at, index, last } };
}

const ANSWERS_NOTHING: ReadonlySet<string> = new Set([
  'MarketMatcherStarted',
  'MarketCheckpointsScheduled',
]);

type Decoders = {
  readonly [Type in Outcome['type']]: (
    data: Data<Type & EventType>,
    scales: Scales,
  ) => Extract<Outcome, { type: Type }>;
};

const DECODERS: Decoders = {
  MarketStateChanged: ({ from, to, dueAt, reason }) => ({
    type: 'MarketStateChanged',
    from,
    to,
    ...present({ reason, dueAt: when(dueAt, timeOf) }),
  }),
  MarketRulesetChanged: ({ from, to }) => ({ type: 'MarketRulesetChanged', from, to }),
  AuctionIndicated: ({ price, quantity, surplus, surplusSide }, { grid }) => ({
    type: 'AuctionIndicated',
    ...present({ price: when(price, (decimal) => priceOf(grid, decimal)), surplusSide }),
    quantity: quantityOf(grid, quantity),
    surplus: quantityOf(grid, surplus),
  }),
  OrderAccepted: acceptedOf,
  StopTriggered: ({ stopPrice, ...data }, { grid }) => ({
    type: 'StopTriggered',
    ...knownOf(data),
    stopPrice: priceOf(grid, stopPrice),
  }),
  TradeExecuted: (data, { grid }) => ({
    type: 'TradeExecuted',
    tradeNumber: data.tradeNumber,
    price: priceOf(grid, data.price),
    quantity: quantityOf(grid, data.quantity),
    takerSide: data.takerSide,
    maker: tradeSideOf(data.maker, grid),
    taker: tradeSideOf(data.taker, grid),
    ...present({ auction: data.auction }),
  }),
  TradePrevented: (data, { grid }) => ({
    type: 'TradePrevented',
    mode: data.mode,
    price: priceOf(grid, data.price),
    quantity: quantityOf(grid, data.quantity),
    takerSide: data.takerSide,
    maker: preventedSideOf(data.maker, grid),
    taker: preventedSideOf(data.taker, grid),
  }),
  OrderRefreshed: ({ displayed, ...data }, { grid }) => ({
    type: 'OrderRefreshed',
    ...knownOf(data),
    displayed: quantityOf(grid, displayed),
  }),
  OrderCancelled: ({ quantity, reason, ...data }, { grid }) => ({
    type: 'OrderCancelled',
    ...knownOf(data),
    quantity: quantityOf(grid, quantity),
    reason,
  }),
  OrderExpired: ({ quantity, ...data }, { grid }) => ({
    type: 'OrderExpired',
    ...knownOf(data),
    quantity: quantityOf(grid, quantity),
  }),
  OrderReplaced: ({ priorityKept, ...data }, { grid }) => ({
    type: 'OrderReplaced',
    ...knownOf(data),
    price: priceOf(grid, data.price),
    quantity: quantityOf(grid, data.quantity),
    remaining: quantityOf(grid, data.remaining),
    priorityKept,
  }),
  OrderRejected: (data) => ({ type: 'OrderRejected', ...rejectionOf(data) }),
  OrderCancelRejected: (data) => ({ type: 'OrderCancelRejected', ...rejectionOf(data) }),
  OrderReplaceRejected: (data) => ({ type: 'OrderReplaceRejected', ...rejectionOf(data) }),
  OrdersCancelApplied: ({ accountId, cancelled }) => ({
    type: 'OrdersCancelApplied',
    ...present({ accountId }),
    cancelled,
  }),
  MarketCheckpoint: ({ inputs, stateHash }) => ({ type: 'MarketCheckpoint', inputs, stateHash }),
};

function acceptedOf(data: Data<'OrderAccepted'>, { grid, quoteScale }: Scales): OrderAccepted {
  const { side, timeInForce, postOnly, type } = data;
  const price = (decimal: string) => priceOf(grid, decimal);
  const quantity = (decimal: string) => quantityOf(grid, decimal);
  return {
    type: 'OrderAccepted',
    ...knownOf(data),
    side,
    orderType: type,
    timeInForce,
    postOnly,
    ...present({
      price: when(data.price, price),
      stopPrice: when(data.stopPrice, price),
      trailingOffset: when(data.trailingOffset, price),
      quantity: when(data.quantity, quantity),
      quoteQuantity: when(data.quoteQuantity, (money) => minorOf(money, quoteScale)),
      displayQuantity: when(data.displayQuantity, quantity),
      dueAt: when(data.dueAt, timeOf),
    }),
  };
}

type KnownOrder = Pick<Data<'OrderExpired'>, 'accountId' | 'orderId' | 'orderNumber'>;

function knownOf({ accountId, orderId, orderNumber }: KnownOrder): KnownOrder {
  return { accountId, orderId, orderNumber };
}

function preventedSideOf(side: Data<'TradePrevented'>['maker'], grid: Grid): PreventedSide {
  return { ...knownOf(side), remaining: quantityOf(grid, side.remaining) };
}

function rejectionOf({ accountId, orderId, code }: Data<'OrderRejected'>) {
  type Code = Extract<Outcome, { type: 'OrderRejected' }>['code'];
  return { accountId, orderId, code: code as Code };
}

function tradeSideOf(side: Data<'TradeExecuted'>['maker'], grid: Grid): TradeSide {
  return {
    ...knownOf(side),
    rate: rateOf(side.rate),
    remaining: quantityOf(grid, side.remaining),
  };
}

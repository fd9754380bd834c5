import type { Data, EventType } from '@truetape/contracts';
import { idOf } from '@truetape/contracts';
import {
  type AccountEvent,
  type MarketInput,
  type Outcome,
  orderIdOf,
  type TradeSide,
} from '@truetape/domain';
import { assert, type EventRef, type RecordedEvent } from '@truetape/kernel';
import { decodeAccountEvent, type WireEvent } from './account-event.ts';
import { type Catalogue, marketIn } from './catalogue.ts';
import { formatRate, rateOf } from './decimal.ts';
import { rememberTwin, twinOf } from './decoded.ts';
import { type Grid, priceOf, quantityOf } from './grid.ts';
import { timeOf } from './time.ts';

/** Where an outcome stands among those of its input. */
export interface Place {
  /** Counted from 0. */
  readonly index: number;
  /** The input is complete with this one. */
  readonly last: boolean;
  /** The time of the input, as it is written there. */
  readonly at: string;
}

/** An outcome with its place, and the market it came from. */
export interface PlacedOutcome {
  readonly outcome: Outcome;
  readonly place: Place;
}

export function encodeOutcome(outcome: Outcome, place: Place, grid: Grid): WireEvent {
  const data = outcomeData(outcome, place, grid);
  return { type: outcome.type, schemaVersion: 1, data: rememberTwin(data, { outcome, place }) };
}

function outcomeData(outcome: Outcome, { at, index, last }: Place, grid: Grid): object {
  switch (outcome.type) {
    case 'MarketStateChanged':
      return { at, from: outcome.from, index, last, to: outcome.to };
    case 'OrderAccepted':
      return {
        accountId: outcome.accountId,
        at,
        index,
        last,
        orderId: outcome.orderId,
        orderNumber: outcome.orderNumber,
        postOnly: outcome.postOnly,
        price: outcome.price === undefined ? undefined : grid.formatPrice(outcome.price),
        quantity: grid.formatQuantity(outcome.quantity),
        side: outcome.side,
        timeInForce: outcome.timeInForce,
        type: outcome.orderType,
      };
    case 'TradeExecuted':
      return {
        at,
        index,
        last,
        maker: tradeSideData(outcome.maker, grid),
        price: grid.formatPrice(outcome.price),
        quantity: grid.formatQuantity(outcome.quantity),
        taker: tradeSideData(outcome.taker, grid),
        takerSide: outcome.takerSide,
        tradeNumber: outcome.tradeNumber,
      };
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
  }
}

function tradeSideData(side: TradeSide, grid: Grid) {
  const { accountId, orderId, orderNumber, rate, remaining } = side;
  const left = grid.formatQuantity(remaining);
  return { accountId, orderId, orderNumber, rate: formatRate(rate), remaining: left };
}

/**
 * The domain form of an event of a market stream; undefined for `MarketMatcherStarted`, which answers no input.
 *
 * @throws InvariantError for a type or version that is not known
 */
export function decodeOutcome(
  event: RecordedEvent,
  catalogue: Catalogue,
): PlacedOutcome | undefined {
  const twin = twinOf(event.data);
  if (twin !== undefined) return twin as PlacedOutcome;
  if (event.type === 'MarketMatcherStarted') return undefined;
  const decode = DECODERS[event.type as Outcome['type']];
  const symbol = idOf('market', event.stream);
  assert(
    decode !== undefined && event.schemaVersion === 1 && symbol !== undefined,
    `${event.type} v${event.schemaVersion} is a market event (${event.stream} ${event.revision}, position ${event.position})`,
  );
  const { at, index, last } = event.data as Data<'OrdersCancelApplied'>;
  const outcome = decode(event.data as never, marketIn(catalogue, symbol).grid);
  return { outcome, place: { at, index, last } };
}

type Decoders = {
  readonly [Type in Outcome['type']]: (
    data: Data<Type & EventType>,
    grid: Grid,
  ) => Extract<Outcome, { type: Type }>;
};

const DECODERS: Decoders = {
  MarketStateChanged: ({ from, to }) => ({ type: 'MarketStateChanged', from, to }),
  OrderAccepted: (
    { accountId, orderId, orderNumber, side, timeInForce, postOnly, ...data },
    grid,
  ) => ({
    type: 'OrderAccepted',
    accountId,
    orderId,
    orderNumber,
    side,
    orderType: data.type,
    timeInForce,
    postOnly,
    ...(data.price === undefined ? {} : { price: priceOf(grid, data.price) }),
    quantity: quantityOf(grid, data.quantity),
  }),
  TradeExecuted: (data, grid) => ({
    type: 'TradeExecuted',
    tradeNumber: data.tradeNumber,
    price: priceOf(grid, data.price),
    quantity: quantityOf(grid, data.quantity),
    takerSide: data.takerSide,
    maker: tradeSideOf(data.maker, grid),
    taker: tradeSideOf(data.taker, grid),
  }),
  OrderCancelled: ({ accountId, orderId, orderNumber, quantity, reason }, grid) => ({
    type: 'OrderCancelled',
    accountId,
    orderId,
    orderNumber,
    quantity: quantityOf(grid, quantity),
    reason,
  }),
  OrderReplaced: ({ accountId, orderId, orderNumber, priorityKept, ...data }, grid) => ({
    type: 'OrderReplaced',
    accountId,
    orderId,
    orderNumber,
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
    accountId,
    cancelled,
  }),
};

function rejectionOf({ accountId, orderId, code }: Data<'OrderRejected'>) {
  type Code = Extract<Outcome, { type: 'OrderRejected' }>['code'];
  return { accountId, orderId, code: code as Code };
}

function tradeSideOf(side: Data<'TradeExecuted'>['maker'], grid: Grid): TradeSide {
  const { accountId, orderId, orderNumber } = side;
  const remaining = quantityOf(grid, side.remaining);
  return { accountId, orderId, orderNumber, rate: rateOf(side.rate), remaining };
}

/** What a matcher reads as an input, and of which markets; undefined for every other event. */
export interface ReadInput {
  readonly input: MarketInput;
  /** Undefined: of every market. */
  readonly symbol: string | undefined;
  readonly ref: EventRef;
  /** As written in the event; outcomes repeat it. */
  readonly at: string;
}

export function readInput(event: RecordedEvent, catalogue: Catalogue): ReadInput | undefined {
  const ref = { stream: event.stream, revision: event.revision };
  if (event.type === 'InstrumentListed') {
    const { symbol, at } = event.data as Data<'InstrumentListed'>;
    const { instrument } = marketIn(catalogue, symbol);
    return { input: { type: event.type, at: timeOf(at), instrument }, symbol, ref, at };
  }
  if (!INPUT_TYPES.has(event.type)) return undefined;
  const accountId = idOf('account', event.stream);
  assert(accountId !== undefined, `${event.type} stands in an account stream`);
  const { at } = event.data as Data<'OrderCancelRequested'>;
  const decoded = decodeAccountEvent(event, catalogue);
  const input = inputOf(decoded, accountId, event.revision);
  const symbol = input.type === 'OrderPlaced' ? input.terms.symbol : symbolOf(decoded);
  return { input, symbol, ref, at };
}

const INPUT_TYPES: ReadonlySet<string> = new Set([
  'OrderPlaced',
  'OrderCancelRequested',
  'OrderReplaceRequested',
  'OrdersCancelRequested',
]);

const symbolOf = (event: AccountEvent) => (event as { readonly symbol?: string }).symbol;

function inputOf(event: AccountEvent, accountId: string, revision: number): MarketInput {
  switch (event.type) {
    case 'OrderPlaced': {
      const { at, terms, makerRate, takerRate, protection } = event;
      const limit = protection?.price ?? terms.price;
      assert(limit !== undefined, 'an order has a limit or a protection price');
      const orderId = orderIdOf(accountId, revision);
      return { type: 'OrderPlaced', at, accountId, orderId, terms, limit, makerRate, takerRate };
    }
    case 'OrderCancelRequested':
      return { type: event.type, at: event.at, accountId, orderId: event.orderId };
    case 'OrderReplaceRequested': {
      const { type, at, orderId, price, quantity } = event;
      return { type, at, accountId, orderId, price, quantity };
    }
    case 'OrdersCancelRequested': {
      const { type, at, symbol } = event;
      return symbol === undefined ? { type, at, accountId } : { type, at, accountId, symbol };
    }
    default:
      assert(false, `${event.type} is an input of a market`);
  }
}

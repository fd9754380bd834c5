import { type Data, NEWEST_VERSIONS } from '@truetape/contracts';
import type { AccountEvent, OrderPlaced, OrderTerms, TradeSettled } from '@truetape/domain';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { type Catalogue, marketIn, scaleIn } from './catalogue.ts';
import { formatMinor, formatRate, minorOf, rateOf } from './decimal.ts';
import { rememberTwin, twinOf } from './decoded.ts';
import { priceOf, quantityOf } from './grid.ts';
import { present, when } from './optional.ts';
import { formatTime, timeOf } from './time.ts';

/** The wire form of an account event: type, version and data, keys in canonical order. */
export interface WireEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
}

export function encodeAccountEvent(event: AccountEvent, catalogue: Catalogue): WireEvent {
  const data = rememberTwin(dataOf(event, catalogue), event);
  return { type: event.type, schemaVersion: NEWEST_VERSIONS[event.type], data };
}

function dataOf(event: AccountEvent, catalogue: Catalogue): Data<AccountEvent['type']> {
  const at = formatTime(event.at);
  switch (event.type) {
    case 'AccountOpened':
      return { accountId: event.accountId, at, ownerGroup: event.ownerGroup };
    case 'FundsDeposited':
    case 'FundsWithdrawn': {
      const { amount, asset, reference } = event;
      return { amount: formatMinor(amount, scaleIn(catalogue, asset)), asset, at, reference };
    }
    case 'OrderPlaced':
      return placedData(event, catalogue, at);
    case 'OrderCancelRequested': {
      const { idempotencyKey, orderId, symbol } = event;
      return { at, idempotencyKey, orderId, receivedAt: formatTime(event.receivedAt), symbol };
    }
    case 'OrderReplaceRequested': {
      const { grid, instrument, quoteScale, baseScale } = marketIn(catalogue, event.symbol);
      const { idempotencyKey, orderId, symbol } = event;
      const buys = event.holdAsset === instrument.units.quote;
      return {
        at,
        hold: {
          amount: formatMinor(event.hold, buys ? quoteScale : baseScale),
          asset: event.holdAsset,
        },
        idempotencyKey,
        orderId,
        price: grid.formatPrice(event.price),
        quantity: grid.formatQuantity(event.quantity),
        receivedAt: formatTime(event.receivedAt),
        symbol,
      };
    }
    case 'OrdersCancelRequested': {
      const { idempotencyKey, symbol } = event;
      return { at, idempotencyKey, receivedAt: formatTime(event.receivedAt), symbol };
    }
    case 'TradeSettled':
      return tradeData(event, catalogue, at);
    case 'TradePreventionSettled': {
      const { grid } = marketIn(catalogue, event.symbol);
      const { legs, marketRevision, symbol } = event;
      return {
        at,
        legs: legs.map(({ orderId, quantity, remaining }) => ({
          orderId,
          quantity: grid.formatQuantity(quantity),
          remaining: grid.formatQuantity(remaining),
        })),
        marketRevision,
        price: grid.formatPrice(event.price),
        symbol,
      };
    }
    case 'OrderClosed': {
      const { marketRevision, orderId, reason, status, symbol } = event;
      return { at, marketRevision, orderId, reason, status, symbol };
    }
    case 'OrderReplaceSettled': {
      const { grid } = marketIn(catalogue, event.symbol);
      const { marketRevision, orderId, replaced, requestRevision, symbol } = event;
      return {
        at,
        marketRevision,
        orderId,
        price: grid.formatPrice(event.price),
        quantity: grid.formatQuantity(event.quantity),
        replaced,
        requestRevision,
        symbol,
      };
    }
  }
}

function placedData(event: OrderPlaced, catalogue: Catalogue, at: string): Data<'OrderPlaced'> {
  const { terms, protection, units } = event;
  const { grid, baseScale, quoteScale } = marketIn(catalogue, terms.symbol);
  const buys = terms.side === 'buy';
  return {
    at,
    clientOrderId: event.clientOrderId,
    displayQuantity: when(terms.displayQuantity, grid.formatQuantity),
    dueAt: when(event.dueAt, formatTime),
    expiresAt: when(terms.expiresAt, formatTime),
    feeTier: event.feeTier,
    hold: {
      amount: formatMinor(event.hold, buys ? quoteScale : baseScale),
      asset: buys ? units.quote : units.base,
    },
    instrumentRevision: event.instrumentRevision,
    makerRate: formatRate(event.makerRate),
    partnerId: event.partnerId,
    postOnly: terms.postOnly,
    price: when(terms.price, grid.formatPrice),
    protectionPrice: protection && grid.formatPrice(protection.price),
    quantity: when(terms.quantity, grid.formatQuantity),
    quoteQuantity: when(terms.quoteQuantity, (money) => formatMinor(money, quoteScale)),
    receivedAt: formatTime(event.receivedAt),
    referencePrice: protection && grid.formatPrice(protection.reference),
    ruleset: event.ruleset,
    selfTradePrevention: terms.selfTradePrevention,
    side: terms.side,
    stopPrice: when(terms.stopPrice, grid.formatPrice),
    symbol: terms.symbol,
    takerRate: formatRate(event.takerRate),
    timeInForce: terms.timeInForce,
    trailingOffset: when(terms.trailingOffset, grid.formatPrice),
    type: terms.type,
  };
}

function tradeData(event: TradeSettled, catalogue: Catalogue, at: string): Data<'TradeSettled'> {
  const { grid, quoteScale } = marketIn(catalogue, event.symbol);
  const { marketRevision, symbol, tradeNumber } = event;
  return {
    at,
    legs: event.legs.map(({ fee, liquidity, orderId, remaining, side }) => ({
      fee: formatMinor(fee, quoteScale),
      liquidity,
      orderId,
      remaining: grid.formatQuantity(remaining),
      side,
    })),
    marketRevision,
    notional: formatMinor(event.notional, quoteScale),
    price: grid.formatPrice(event.price),
    quantity: grid.formatQuantity(event.quantity),
    symbol,
    tradeNumber,
  };
}

/**
 * The domain form of an event of an account stream. It belongs to all who read this event: nobody changes it.
 *
 * @throws InvariantError for a type or version that is not known: never guess
 */
export function decodeAccountEvent(event: RecordedEvent, catalogue: Catalogue): AccountEvent {
  const twin = twinOf(event.data);
  if (twin !== undefined) return twin as AccountEvent;
  const decode = DECODERS[event.type as AccountEvent['type']];
  assert(
    decode !== undefined &&
      event.schemaVersion === NEWEST_VERSIONS[event.type as AccountEvent['type']],
    `${event.type} v${event.schemaVersion} is an account event (${event.stream} ${event.revision}, position ${event.position})`,
  );
  const decoded = decode(event.data as never, catalogue);
  // A matcher reads the intents that its accounts have read.
  rememberTwin(event.data as object, decoded);
  return decoded;
}

type Decoders = {
  readonly [Type in AccountEvent['type']]: (
    data: Data<Type>,
    catalogue: Catalogue,
  ) => Extract<AccountEvent, { type: Type }>;
};

const DECODERS: Decoders = {
  AccountOpened: ({ accountId, at, ownerGroup }) => ({
    type: 'AccountOpened',
    at: timeOf(at),
    accountId,
    ownerGroup,
  }),
  FundsDeposited: (data, catalogue) => ({ type: 'FundsDeposited', ...fundsOf(data, catalogue) }),
  FundsWithdrawn: (data, catalogue) => ({ type: 'FundsWithdrawn', ...fundsOf(data, catalogue) }),
  OrderPlaced: placedOf,
  OrderCancelRequested: ({ orderId, symbol, ...data }) => ({
    type: 'OrderCancelRequested',
    ...requestOf(data),
    orderId,
    symbol,
  }),
  OrderReplaceRequested: ({ orderId, symbol, price, quantity, hold, ...data }, catalogue) => {
    const { grid } = marketIn(catalogue, symbol);
    return {
      type: 'OrderReplaceRequested',
      ...requestOf(data),
      orderId,
      symbol,
      price: priceOf(grid, price),
      quantity: quantityOf(grid, quantity),
      holdAsset: hold.asset,
      hold: minorOf(hold.amount, scaleIn(catalogue, hold.asset)),
    };
  },
  OrdersCancelRequested: ({ symbol, ...data }) => ({
    type: 'OrdersCancelRequested',
    ...requestOf(data),
    ...(symbol === undefined ? {} : { symbol }),
  }),
  TradeSettled: (data, catalogue) => {
    const { grid, quoteScale } = marketIn(catalogue, data.symbol);
    return {
      type: 'TradeSettled',
      ...settledOf(data),
      tradeNumber: data.tradeNumber,
      price: priceOf(grid, data.price),
      quantity: quantityOf(grid, data.quantity),
      notional: minorOf(data.notional, quoteScale),
      legs: data.legs.map(({ orderId, side, liquidity, remaining, fee }) => ({
        orderId,
        side,
        liquidity,
        remaining: quantityOf(grid, remaining),
        fee: minorOf(fee, quoteScale),
      })),
    };
  },
  TradePreventionSettled: (data, catalogue) => {
    const { grid } = marketIn(catalogue, data.symbol);
    return {
      type: 'TradePreventionSettled',
      ...settledOf(data),
      price: priceOf(grid, data.price),
      legs: data.legs.map(({ orderId, quantity, remaining }) => ({
        orderId,
        quantity: quantityOf(grid, quantity),
        remaining: quantityOf(grid, remaining),
      })),
    };
  },
  OrderClosed: ({ orderId, status, reason, ...data }) => ({
    type: 'OrderClosed',
    ...settledOf(data),
    orderId,
    status,
    reason: reason as Extract<AccountEvent, { type: 'OrderClosed' }>['reason'],
  }),
  OrderReplaceSettled: ({ orderId, requestRevision, replaced, ...data }, catalogue) => {
    const { grid } = marketIn(catalogue, data.symbol);
    return {
      type: 'OrderReplaceSettled',
      ...settledOf(data),
      orderId,
      requestRevision,
      replaced,
      price: priceOf(grid, data.price),
      quantity: quantityOf(grid, data.quantity),
    };
  },
};

function fundsOf(data: Data<'FundsDeposited'>, catalogue: Catalogue) {
  const { asset, reference } = data;
  const amount = minorOf(data.amount, scaleIn(catalogue, asset));
  return { at: timeOf(data.at), asset, amount, reference };
}

function requestOf(data: { at: string; receivedAt: string; idempotencyKey?: string | undefined }) {
  const times = { at: timeOf(data.at), receivedAt: timeOf(data.receivedAt) };
  const { idempotencyKey } = data;
  return idempotencyKey === undefined ? times : { ...times, idempotencyKey };
}

function settledOf({ at, symbol, marketRevision }: SettledData) {
  return { at: timeOf(at), symbol, marketRevision };
}

type SettledData = { at: string; symbol: string; marketRevision: number };

function placedOf(data: Data<'OrderPlaced'>, catalogue: Catalogue): OrderPlaced {
  const { grid, instrument, quoteScale } = marketIn(catalogue, data.symbol);
  const price = (decimal: string) => priceOf(grid, decimal);
  const quantity = (decimal: string) => quantityOf(grid, decimal);
  const { symbol, side, type, timeInForce, postOnly, selfTradePrevention } = data;
  const terms: OrderTerms = {
    symbol,
    side,
    type,
    timeInForce,
    postOnly,
    selfTradePrevention,
    ...present({
      price: when(data.price, price),
      stopPrice: when(data.stopPrice, price),
      trailingOffset: when(data.trailingOffset, price),
      quantity: when(data.quantity, quantity),
      quoteQuantity: when(data.quoteQuantity, (money) => minorOf(money, quoteScale)),
      displayQuantity: when(data.displayQuantity, quantity),
      expiresAt: when(data.expiresAt, timeOf),
    }),
  };
  return {
    type: 'OrderPlaced',
    at: timeOf(data.at),
    receivedAt: timeOf(data.receivedAt),
    clientOrderId: data.clientOrderId,
    terms,
    units: instrument.units,
    instrumentRevision: data.instrumentRevision,
    ...(data.protectionPrice === undefined || data.referencePrice === undefined
      ? {}
      : {
          protection: {
            reference: price(data.referencePrice),
            price: price(data.protectionPrice),
          },
        }),
    ...present({ dueAt: when(data.dueAt, timeOf), partnerId: data.partnerId }),
    feeTier: data.feeTier,
    makerRate: rateOf(data.makerRate),
    takerRate: rateOf(data.takerRate),
    hold: minorOf(data.hold.amount, scaleIn(catalogue, data.hold.asset)),
    ruleset: data.ruleset,
  };
}

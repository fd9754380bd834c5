import { idOf } from '@truetape/contracts';
import { orderIdOf } from '@truetape/domain';
import { assert } from '@truetape/kernel';
import type { EventOf, LogEvent } from '../framework/log-event.ts';
import type { ReadModel } from '../framework/read-model.ts';
import { recordedAt } from '../framework/recorded-at.ts';
import type { RowOf } from '../framework/table.ts';
import { orderEventsTable } from './order-events-table.ts';

type OrderEventRow = RowOf<typeof orderEventsTable.columns>;

/** Each event by itself: this fold remembers nothing. */
export const orderEvents: ReadModel = {
  name: 'order_events',
  tables: [orderEventsTable],
  start: () => ({
    apply: (event, rows) => {
      for (const row of rowsOf(event)) rows.put(orderEventsTable, row);
    },
  }),
};

function rowsOf(event: LogEvent): readonly OrderEventRow[] {
  switch (event.type) {
    case 'OrderPlaced': {
      const { data, stream, revision } = event;
      const accountId = idOf('account', stream);
      assert(accountId !== undefined, 'an order is placed in the stream of an account');
      const { price = null, quantity = null } = data;
      const orderId = orderIdOf(accountId, revision);
      return [rowOf(event, orderId, data.symbol, { price, quantity, remaining: quantity })];
    }
    case 'OrderCancelRequested':
      return [rowOf(event, event.data.orderId, event.data.symbol, {})];
    case 'OrderReplaceRequested': {
      const { orderId, symbol, price, quantity } = event.data;
      return [rowOf(event, orderId, symbol, { price, quantity })];
    }
    case 'OrderAccepted': {
      const { price = null, quantity = null } = event.data;
      return [inMarket(event, { price, quantity, remaining: quantity })];
    }
    case 'OrderRejected':
    case 'OrderCancelRejected':
    case 'OrderReplaceRejected':
      return [inMarket(event, { reason: event.data.code })];
    case 'StopTriggered':
      return [inMarket(event, { price: event.data.stopPrice })];
    case 'OrderRefreshed':
      return [inMarket(event, { quantity: event.data.displayed })];
    case 'OrderReplaced': {
      const { price, quantity, remaining } = event.data;
      return [inMarket(event, { price, quantity, remaining })];
    }
    case 'OrderCancelled':
      return [inMarket(event, { quantity: event.data.quantity, reason: event.data.reason })];
    case 'OrderExpired':
      return [inMarket(event, { quantity: event.data.quantity })];
    case 'TradeExecuted':
      return bothSides(event, { trade_number: event.data.tradeNumber });
    case 'TradePrevented':
      return bothSides(event, { reason: event.data.mode });
    default:
      return [];
  }
}

/** What only some events say. */
type Detail = Partial<Pick<OrderEventRow, keyof typeof NO_DETAIL>>;

const NO_DETAIL = {
  price: null,
  quantity: null,
  remaining: null,
  trade_number: null,
  reason: null,
};

function bothSides(
  event: EventOf<'TradeExecuted'> | EventOf<'TradePrevented'>,
  detail: Detail,
): readonly OrderEventRow[] {
  const { maker, taker, price, quantity } = event.data;
  const symbol = symbolOf(event);
  return [maker, taker].map(({ orderId, remaining }) =>
    rowOf(event, orderId, symbol, { price, quantity, remaining, ...detail }),
  );
}

const inMarket = (
  event: LogEvent & { readonly data: { readonly at: string; readonly orderId: string } },
  detail: Detail,
) => rowOf(event, event.data.orderId, symbolOf(event), detail);

function symbolOf({ stream }: LogEvent): string {
  const symbol = idOf('market', stream);
  assert(symbol !== undefined, 'an outcome stands in the stream of a market');
  return symbol;
}

function rowOf(
  event: LogEvent & { readonly data: { readonly at: string } },
  orderId: string,
  symbol: string,
  detail: Detail,
): OrderEventRow {
  const { type, stream, revision, causation, position } = event;
  return {
    order_id: orderId,
    position,
    recorded_at: recordedAt(event),
    account_id: orderId.slice(0, orderId.lastIndexOf('.')),
    symbol,
    type,
    at: event.data.at,
    stream,
    revision,
    cause_stream: causation?.stream ?? null,
    cause_revision: causation?.revision ?? null,
    ...NO_DETAIL,
    ...detail,
  };
}

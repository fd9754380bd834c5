import { type Catalogue, decodeOutcome, marketIn } from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import { lots, orderIdOf } from '@truetape/domain';
import { assert } from '@truetape/kernel';
import type { EventOf, LogEvent } from '../framework/log-event.ts';
import type { ReadModel } from '../framework/read-model.ts';
import { recordedAt } from '../framework/recorded-at.ts';
import type { RowOf } from '../framework/table.ts';
import { ordersTable } from './orders-table.ts';

type OrderRow = RowOf<typeof ordersTable.columns>;

/** What its market said is what an order is; what its account asked makes it `pending` until then. */
export const orders: ReadModel = {
  name: 'orders',
  tables: [ordersTable],
  start: (catalogue) => {
    /** The orders that may still change. */
    const unfinished = new Map<string, OrderRow>();
    return {
      apply: (event, rows) => {
        for (const row of changedBy(event, unfinished, catalogue)) {
          if (row.status === 'pending' || row.status === 'open') unfinished.set(row.order_id, row);
          else unfinished.delete(row.order_id);
          rows.put(ordersTable, row);
        }
      },
      restore: (_table, row) => {
        unfinished.set(row.order_id as string, row as OrderRow);
      },
    };
  },
};

type Unfinished = ReadonlyMap<string, OrderRow>;

function changedBy(
  event: LogEvent,
  unfinished: Unfinished,
  catalogue: Catalogue,
): readonly OrderRow[] {
  switch (event.type) {
    case 'OrderPlaced':
      return [placed(event)];
    case 'OrderAccepted': {
      const { orderId, orderNumber } = event.data;
      const row = rowIn(unfinished, orderId);
      const matched_at = row.matched_at ?? recordedAt(event);
      return [{ ...row, status: 'open', order_number: orderNumber, matched_at }];
    }
    case 'OrderRejected': {
      const { orderId, code } = event.data;
      const row = rowIn(unfinished, orderId);
      const matched_at = row.matched_at ?? recordedAt(event);
      return [{ ...row, status: 'rejected', reason: code, matched_at }];
    }
    case 'TradeExecuted':
      return traded(event, unfinished, catalogue);
    case 'OrderCancelled': {
      const { orderId, reason } = event.data;
      return [{ ...rowIn(unfinished, orderId), status: 'cancelled', reason }];
    }
    case 'OrderReplaced': {
      const { orderId, price, quantity, remaining } = event.data;
      return [{ ...rowIn(unfinished, orderId), price, quantity, remaining }];
    }
    default:
      return [];
  }
}

function placed(event: EventOf<'OrderPlaced'>): OrderRow {
  const { data, stream, revision } = event;
  const accountId = idOf('account', stream);
  assert(accountId !== undefined, 'an order is placed in the stream of an account');
  return {
    order_id: orderIdOf(accountId, revision),
    account_id: accountId,
    placed_revision: revision,
    client_order_id: data.clientOrderId,
    symbol: data.symbol,
    side: data.side,
    type: data.type,
    time_in_force: data.timeInForce,
    post_only: data.postOnly,
    self_trade_prevention: data.selfTradePrevention,
    price: data.price ?? null,
    quantity: data.quantity,
    filled: '0',
    remaining: data.quantity,
    status: 'pending',
    reason: null,
    order_number: null,
    received_at: data.receivedAt,
    decided_at: data.at,
    recorded_at: recordedAt(event),
    matched_at: null,
  };
}

function traded(
  event: EventOf<'TradeExecuted'>,
  unfinished: Unfinished,
  catalogue: Catalogue,
): readonly OrderRow[] {
  const outcome = decodeOutcome(event, catalogue)?.outcome;
  assert(outcome?.type === 'TradeExecuted', 'a trade decodes to a trade');
  const { grid } = marketIn(catalogue, idOf('market', event.stream) ?? '');
  return [outcome.maker, outcome.taker].map(({ orderId, remaining }) => {
    const row = rowIn(unfinished, orderId);
    const quantity = grid.parseQuantity(row.quantity);
    assert(typeof quantity === 'number', 'the quantity of an order is a whole number of lots');
    return {
      ...row,
      filled: grid.formatQuantity(lots(quantity - remaining)),
      remaining: grid.formatQuantity(remaining),
      status: remaining === 0 ? 'filled' : row.status,
    };
  });
}

function rowIn(unfinished: Unfinished, orderId: string): OrderRow {
  const row = unfinished.get(orderId);
  assert(
    row !== undefined,
    `order ${orderId} is placed and not closed when its market speaks of it`,
  );
  return row;
}

import { type Catalogue, decodeOutcome, marketIn } from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import { lots, NO_LOTS, orderIdOf } from '@truetape/domain';
import { assert } from '@truetape/kernel';
import type { EventOf, LogEvent } from '../framework/log-event.ts';
import type { ReadModel } from '../framework/read-model.ts';
import { recordedAt } from '../framework/recorded-at.ts';
import type { RowOf } from '../framework/table.ts';
import { QUALITY_TABLES, Quality } from '../quality/quality.ts';
import { ordersTable } from './orders-table.ts';

type OrderRow = RowOf<typeof ordersTable.columns>;

/**
 * What its market said is what an order is; what its account asked makes it `pending` until then. Open orders are the book,
 * so where markets are and how well they work is told from the same rows.
 */
export const orders: ReadModel = {
  name: 'orders',
  tables: [ordersTable, ...QUALITY_TABLES],
  start: (catalogue) => {
    /** The orders that may still change. */
    const unfinished = new Map<string, OrderRow>();
    const quality = new Quality(catalogue);
    return {
      apply: (event, rows) => {
        const changes = changedBy(event, unfinished, catalogue).map((after) => {
          return { before: unfinished.get(after.order_id), after };
        });
        for (const { after } of changes) {
          if (isUnfinished(after)) unfinished.set(after.order_id, after);
          else unfinished.delete(after.order_id);
          rows.put(ordersTable, after);
        }
        quality.apply(event, changes, rows);
      },
      restore: (table, row) => {
        if (table.name !== ordersTable.name) {
          quality.restore(table, row);
          return;
        }
        unfinished.set(row.order_id as string, row as OrderRow);
        quality.restoreOrder(row as OrderRow);
      },
    };
  },
};

const isUnfinished = ({ status }: OrderRow) => status === 'pending' || status === 'open';

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
    case 'StopTriggered':
      return [{ ...rowIn(unfinished, event.data.orderId), triggered_at: recordedAt(event) }];
    case 'TradeExecuted':
      return bothSides(event, unfinished, catalogue);
    case 'TradePrevented':
      return event.data.mode === 'decrement' ? bothSides(event, unfinished, catalogue) : [];
    case 'OrderCancelled': {
      const { orderId, reason } = event.data;
      return [{ ...rowIn(unfinished, orderId), status: 'cancelled', reason }];
    }
    case 'OrderExpired': {
      const row = rowIn(unfinished, event.data.orderId);
      return [{ ...row, status: 'expired', reason: 'expired' }];
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
    stop_price: data.stopPrice ?? null,
    trailing_offset: data.trailingOffset ?? null,
    quantity: data.quantity ?? '0',
    quote_quantity: data.quoteQuantity ?? null,
    display_quantity: data.displayQuantity ?? null,
    filled: '0',
    remaining: data.quantity ?? '0',
    expires_at: data.dueAt ?? null,
    partner_id: data.partnerId ?? null,
    strategy: data.strategy ?? null,
    status: 'pending',
    reason: null,
    order_number: null,
    received_at: data.receivedAt,
    decided_at: data.at,
    recorded_at: recordedAt(event),
    matched_at: null,
    triggered_at: null,
  };
}

/** What two orders traded, or are both less by, because they must not. The total of an order is what is filled and left. */
function bothSides(
  event: EventOf<'TradeExecuted'> | EventOf<'TradePrevented'>,
  unfinished: Unfinished,
  catalogue: Catalogue,
): readonly OrderRow[] {
  const outcome = decodeOutcome(event, catalogue)?.outcome;
  assert(
    outcome?.type === 'TradeExecuted' || outcome?.type === 'TradePrevented',
    'an outcome decodes to one of its own type',
  );
  const { grid } = marketIn(catalogue, idOf('market', event.stream) ?? '');
  const hasTraded = outcome.type === 'TradeExecuted';
  return [outcome.maker, outcome.taker].map(({ orderId, remaining }) => {
    const row = rowIn(unfinished, orderId);
    const before = grid.parseQuantity(row.filled);
    assert(typeof before === 'number', 'what is filled is a whole number of lots');
    const filled = lots(before + (hasTraded ? outcome.quantity : NO_LOTS));
    return {
      ...row,
      quantity: grid.formatQuantity(lots(filled + remaining)),
      filled: grid.formatQuantity(filled),
      remaining: grid.formatQuantity(remaining),
      status: hasTraded && remaining === 0 ? 'filled' : row.status,
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

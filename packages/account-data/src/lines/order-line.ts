import type { OrderRow } from '@truetape/contracts';
import { ordersTable } from '@truetape/read-models/tables';
import { type LineForm, lineMaker } from './line.ts';

export const ORDER_LINE: LineForm<OrderRow> = {
  table: ordersTable,
  columns: {
    orderId: 'order_id',
    clientOrderId: 'client_order_id',
    accountId: 'account_id',
    symbol: 'symbol',
    side: 'side',
    type: 'type',
    timeInForce: 'time_in_force',
    postOnly: 'post_only',
    price: 'price',
    stopPrice: 'stop_price',
    trailingOffset: 'trailing_offset',
    quantity: 'quantity',
    quoteQuantity: 'quote_quantity',
    displayQuantity: 'display_quantity',
    filled: 'filled',
    remaining: 'remaining',
    expiresAt: 'expires_at',
    partnerId: 'partner_id',
    strategy: 'strategy',
    status: 'status',
    reason: 'reason',
    receivedAt: 'received_at',
    decidedAt: 'decided_at',
    recordedAt: 'recorded_at',
    matchedAt: 'matched_at',
    triggeredAt: 'triggered_at',
  },
  optional: [
    'price',
    'stopPrice',
    'trailingOffset',
    'quoteQuantity',
    'displayQuantity',
    'expiresAt',
    'partnerId',
    'strategy',
    'reason',
    'triggeredAt',
  ],
};

export const orderLine = lineMaker(ORDER_LINE);

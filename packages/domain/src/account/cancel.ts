import { ok } from '@truetape/kernel';
import type { EpochMs, MarketSymbol } from '../value/units.ts';
import type { CancelOrder, CancelOrders } from './command.ts';
import { type Decided, denied } from './denied.ts';
import { keyOf } from './key.ts';
import { type Account, orderOf } from './state.ts';

export function cancelOrder(state: Account, command: CancelOrder, at: EpochMs): Decided {
  const { receivedAt, orderId } = command;
  const order = orderOf(state, orderId);
  if (order === undefined) return denied('ORDER_NOT_FOUND');
  if (order.status !== 'open') return denied('ORDER_CLOSED');
  const { symbol } = order.asked;
  return ok([{ type: 'OrderCancelRequested', at, receivedAt, orderId, symbol, ...keyOf(command) }]);
}

export function cancelOrders(_state: Account, command: CancelOrders, at: EpochMs): Decided {
  const scope: { symbol?: MarketSymbol } =
    command.symbol === undefined ? {} : { symbol: command.symbol };
  const { receivedAt } = command;
  return ok([{ type: 'OrdersCancelRequested', at, receivedAt, ...scope, ...keyOf(command) }]);
}

import type { ListedMarket } from '@truetape/codec';
import { baseAmount, notional } from '@truetape/domain';
import { onGrid } from '../balances/asked-cell.ts';
import type { EventOf, LogEvent } from '../framework/log-event.ts';
import type { Count, MarketHour } from './market-hour.ts';

const COUNTED: { readonly [Type in LogEvent['type']]?: Count } = {
  OrderAccepted: 'accepted',
  OrderRejected: 'rejected',
  OrderReplaced: 'replaced',
  OrderCancelled: 'cancelled',
  OrderExpired: 'expired',
  TradeExecuted: 'trades',
};

/** What an outcome counts as, and an order for each that it fills. */
export function countsIn(
  event: LogEvent,
  orders: readonly { readonly status: string }[],
): readonly Count[] {
  const count = COUNTED[event.type];
  if (count === undefined) return [];
  if (count !== 'trades') return [count];
  return [
    count,
    ...orders.filter(({ status }) => status === 'filled').map(() => 'filled' as const),
  ];
}

export function addTrade(
  { sums }: MarketHour,
  { data }: EventOf<'TradeExecuted'>,
  { grid, instrument: { units } }: ListedMarket,
): void {
  const side = data.auction ? 'auction' : data.takerSide;
  const quantity = onGrid(grid.parseQuantity(data.quantity));
  sums[`${side}_volume`] += baseAmount(quantity, units.lotUnit);
  sums[`${side}_notional`] += notional(
    onGrid(grid.parsePrice(data.price)),
    quantity,
    units.notionalUnit,
  );
}

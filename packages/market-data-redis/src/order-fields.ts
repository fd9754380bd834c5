import { gridOf } from '@truetape/codec';
import type { BookOrder } from '@truetape/contracts';
import type { BookOrders, MarketHead, OrderChanges } from '@truetape/market-data';

/*
 * The field `o<number>` of an order is its quantity, which a script changes alone, then side, price, the sequence of the
 * market when it was put there, and which of those it was that were put there with it. At one price who has the lower two
 * stands before who has the higher.
 */

/** Fields and values, in turn. */
export function orderFields(added: OrderChanges['added'], sequence: number): string[] {
  return added.flatMap(([number, side, price, quantity], index) => [
    `o${number}`,
    `${quantity} ${side} ${price} ${sequence} ${index}`,
  ]);
}

/** All orders of a state as if they were added to an empty book. */
export function addedAll({ bids, asks }: BookOrders): OrderChanges['added'] {
  return [
    ...bids.map(([number, ...terms]): OrderChanges['added'][number] => [number, 'buy', ...terms]),
    ...asks.map(([number, ...terms]): OrderChanges['added'][number] => [number, 'sell', ...terms]),
  ];
}

/**
 * The best price first, at one price the oldest order first.
 *
 * @param fields without their first letter, in no order
 * @throws RangeError for what no market says
 */
export function ordersIn(
  fields: readonly (readonly [name: string, value: string])[],
  { tick, lot }: Pick<MarketHead, 'tick' | 'lot'>,
): BookOrders {
  const { parsePrice, parseQuantity } = gridOf(tick, lot);
  const placed = fields.map(([name, value]) => {
    const [quantity = '', side, price = '', sequence, index] = value.split(' ');
    const ticks = parsePrice(price);
    if (ticks === 'OFF_GRID' || parseQuantity(quantity) === 'OFF_GRID') {
      throw new RangeError(`order ${name} is not on the grid of its market`);
    }
    return {
      order: [Number(name), price, quantity] as BookOrder,
      rank: side === 'buy' ? -ticks : Number(ticks),
      isBid: side === 'buy',
      sequence: Number(sequence),
      index: Number(index),
    };
  });
  placed.sort((a, b) => a.rank - b.rank || a.sequence - b.sequence || a.index - b.index);
  const orders: BookOrders = { bids: [], asks: [] };
  for (const { isBid, order } of placed) orders[isBid ? 'bids' : 'asks'].push(order);
  return orders;
}

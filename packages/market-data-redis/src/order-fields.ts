import type { BookOrders, OrderChanges } from '@truetape/market-data';

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

/** @param fields without their first letter; in no order. At each price the oldest order is first. */
export function ordersIn(fields: readonly (readonly [name: string, value: string])[]): BookOrders {
  const orders: BookOrders = { bids: [], asks: [] };
  const placed = fields.map(([name, value]) => {
    const [quantity = '', side, price = '', sequence, index] = value.split(' ');
    const order: [number, string, string] = [Number(name), price, quantity];
    return { order, side, sequence: Number(sequence), index: Number(index) };
  });
  placed.sort((a, b) => a.sequence - b.sequence || a.index - b.index);
  for (const { side, order } of placed) orders[side === 'buy' ? 'bids' : 'asks'].push(order);
  return orders;
}

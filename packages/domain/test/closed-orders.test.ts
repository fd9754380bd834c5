import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import { ClosedOrders, type Order, REMEMBERED } from '../src/index.ts';

const order = (number: number) =>
  ({ orderId: `a-${number}`, clientOrderId: `client-${number}` }) as Order;

const orders = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => order(from + index));

/** Closed orders of which the first `count` were closed before a snapshot, and how often those were read. */
function after(count: number) {
  const reads = { count: 0 };
  const closed = new ClosedOrders({
    count,
    read: () => {
      reads.count += 1;
      return orders(0, count);
    },
  });
  return { closed, reads };
}

const idsOf = (closed: ClosedOrders) => [...closed.values()].map(({ orderId }) => orderId);

describe('closed orders', () => {
  test('are found by both ids, oldest first', () => {
    const closed = new ClosedOrders();
    for (const each of orders(0, 3)) closed.add(each);
    equal(idsOf(closed), ['a-0', 'a-1', 'a-2']);
    equal(closed.get('a-1'), order(1));
    equal(closed.named('client-2'), order(2));
    equal(closed.get('a-3'), undefined);
    equal(closed.named('client-3'), undefined);
  });

  test('from before a snapshot are read once, when one is asked for, and come before the others', () => {
    for (const ask of [
      (closed: ClosedOrders) => equal(closed.get('a-1'), order(1)),
      (closed: ClosedOrders) => equal(closed.named('client-1'), order(1)),
      (closed: ClosedOrders) => equal(closed.named('client-99'), undefined),
      (closed: ClosedOrders) => equal(idsOf(closed)[1], 'a-1'),
    ]) {
      const { closed, reads } = after(3);
      closed.add(order(3));
      equal(reads.count, 0);
      ask(closed);
      equal(idsOf(closed), ['a-0', 'a-1', 'a-2', 'a-3']);
      equal(closed.named('client-3'), order(3));
      equal(reads.count, 1);
    }
  });

  test('beyond what is remembered push the oldest out, also those from before a snapshot', () => {
    const { closed, reads } = after(REMEMBERED - 1);
    closed.add(order(REMEMBERED));
    equal(reads.count, 0);
    closed.add(order(REMEMBERED + 1));
    const ids = idsOf(closed);
    equal(ids.length, REMEMBERED);
    equal(ids[0], 'a-1');
    equal(ids.at(-1), `a-${REMEMBERED + 1}`);
    equal(closed.get('a-0'), undefined);
    equal(closed.named('client-0'), undefined);
  });

  test('are all forgotten, also those that were not read yet', () => {
    const { closed, reads } = after(3);
    closed.clear();
    closed.add(order(5));
    equal(idsOf(closed), ['a-5']);
    equal(reads.count, 0);
  });
});

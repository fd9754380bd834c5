import { strictEqual } from 'node:assert';
import { describe, test } from 'vitest';
import { BUY, Ladder } from '../src/engine/ladder.ts';
import { Orders, PRICE } from '../src/engine/orders.ts';

describe('a ladder', () => {
  test('needs no more room for levels, however often thousands come and go behind the best', () => {
    const orders = new Orders(16);
    const ladder = new Ladder(BUY, orders);
    const rest = (price: number) => {
      const slot = orders.allocate();
      orders.numbers[(slot << 3) | PRICE] = price;
      ladder.rest(slot, 1);
      return slot;
    };
    rest(1_000_000);
    const rooms = new Set<number>();
    for (let round = 0; round < 20; round++) {
      const slots = Array.from({ length: 3_000 }, (_, i) => rest(1 + round * 3_000 + i));
      for (const slot of slots) {
        ladder.unrest(slot, 1);
        orders.free(slot);
      }
      rooms.add(ladder.levelNumbers.length / 4);
      strictEqual(ladder.top, 1_000_000);
    }
    // For 3,001 levels, and 1,024 empty ones at most.
    strictEqual([...rooms].join(), '4096');
  });
});

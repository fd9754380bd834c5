import { describe, test } from 'vitest';
import { dieAndComeBack } from './die-and-come-back.ts';
import { tradeEveryKindOfOrder } from './every-kind-of-order.ts';
import type { Shape } from './shapes.ts';

/** What must be so however the system runs. */
export function describeShape(shape: Shape): void {
  describe(`the system ${shape.name}`, { timeout: 180_000 }, () => {
    test('takes every kind of order its whole way, and the log proves it', () =>
      tradeEveryKindOfOrder(shape));
    test('starts again what dies, and loses nothing that was acknowledged', () =>
      dieAndComeBack(shape));
  });
}

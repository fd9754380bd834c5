import type { CancelOrder, CancelOrders, ReplaceOrder } from './command.ts';

/** The idempotency key of a request, as its event records it. */
export function keyOf({ idempotencyKey }: CancelOrder | ReplaceOrder | CancelOrders) {
  return idempotencyKey === undefined ? {} : { idempotencyKey };
}

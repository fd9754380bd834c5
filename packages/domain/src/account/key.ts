/** The idempotency key of a request, as its event records it. */
export function keyOf({ idempotencyKey }: { readonly idempotencyKey?: string }) {
  return idempotencyKey === undefined ? {} : { idempotencyKey };
}

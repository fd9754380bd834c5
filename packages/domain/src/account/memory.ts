import { REMEMBERED } from './closed-orders.ts';
import type { KnownRequest } from './known.ts';
import type { Account } from './state.ts';

/** Keeps what was remembered last. */
export function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  memory.set(key, value);
  if (memory.size <= REMEMBERED) return;
  const [oldest] = memory.keys();
  if (oldest !== undefined) memory.delete(oldest);
}

/** Remembers a request that its client named. */
export function rememberKey(
  { keys }: Account,
  { idempotencyKey }: { readonly idempotencyKey?: string },
  known: KnownRequest,
): void {
  if (idempotencyKey !== undefined) remember(keys, idempotencyKey, known);
}

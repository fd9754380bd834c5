import type { Database, PutOptions } from 'lmdb';

let last: Promise<boolean> | undefined;

/**
 * Puts a value in the batch or transaction under way, which tells of every failure. The promise of the put is of no
 * use beside it, but rejected and unheeded it would end the process. Puts of one commit may share a promise.
 */
export function put<Value, Key extends Uint8Array | string>(
  database: Database<Value, Key>,
  key: Key,
  value: Value,
  options?: PutOptions,
): void {
  const stored = database.put(key, value, options as never);
  if (stored === last) return;
  last = stored;
  stored.catch(() => {});
}

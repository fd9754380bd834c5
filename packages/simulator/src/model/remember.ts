import { holds } from '../violation.ts';
import type { KnownRequest } from './model-account.ts';

/** Keeps what a request was named: nothing is named twice. */
export function remember(
  memory: Map<string, KnownRequest>,
  name: string | undefined,
  request: KnownRequest,
): void {
  if (name === undefined) return;
  holds(!memory.has(name), 'one effect per key and reference', () => name);
  memory.set(name, request);
}

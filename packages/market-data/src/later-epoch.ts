import { randomUUID } from 'node:crypto';
import type { Epoch } from './market-board.ts';

/** Sixteen digits of milliseconds compare as text until long after everybody. */
const DIGITS = 16;

/** An epoch of its own that is later than the last one, also when its clock is behind. */
export function laterEpoch(last: Epoch | undefined, nowMs: number): Epoch {
  const lastMs = last === undefined ? 0 : Number(last.slice(0, DIGITS));
  const ms = Math.max(nowMs, lastMs + 1);
  return `${String(ms).padStart(DIGITS, '0')}-${randomUUID()}`;
}

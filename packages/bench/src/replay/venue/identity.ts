import { createHash } from 'node:crypto';
import type { RecordedRow, Recording } from '../recording/flow.ts';

/**
 * Eight hex digits that name this recording in this market. The same recording in the same market has the same tag,
 * so that a replay that was cut short is continued, not doubled, by running it again.
 */
export function replayTag(symbol: string, recording: Recording): string {
  const digest = createHash('sha256').update(symbol);
  for (const row of recording.rows) digest.update(JSON.stringify(row));
  return digest.digest('hex').slice(0, 8);
}

/** At most 36 characters: tag, row, and as much of the recorded id as there is room for. */
export function clientOrderIdOf(tag: string, row: RecordedRow): string {
  return `${tag}-${row.name}-${row.orderId}`.slice(0, 36);
}

export function idempotencyKeyOf(tag: string, row: RecordedRow): string {
  return `${tag}-${row.name}-${row.orderId}`.slice(0, 64);
}

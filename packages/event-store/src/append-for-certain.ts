import type { NewEvent, Result } from '@truetape/kernel';
import type { Appended, AppendFailure, EventLog } from './log.ts';

/**
 * Appends, and sends the identical batch again while its outcome is unknown, at most `retries` times. Never regrouped:
 * only the same batch is recognised by the log.
 */
export async function appendForCertain(
  log: EventLog,
  stream: string,
  expectedRevision: number,
  events: readonly NewEvent[],
  retries: number,
): Promise<Result<Appended, AppendFailure>> {
  let result = await log.append(stream, expectedRevision, events);
  for (let retry = 0; retry < retries; retry++) {
    if (result.ok || result.failure.code !== 'UNKNOWN_OUTCOME') break;
    result = await log.append(stream, expectedRevision, events);
  }
  return result;
}

import type { AnsweredAppend } from './appender.ts';
import type { StreamReader } from './stream-reader.ts';

/**
 * How far the server's clock is ahead of ours, in milliseconds, negative when it is behind: measured on the last event
 * that this process appended. The server wrote its time somewhere between sending and answer, so a difference smaller
 * than that is none. Undefined when nothing was appended yet.
 */
export async function measureClockSkew(
  append: AnsweredAppend | undefined,
  reader: StreamReader,
): Promise<number | undefined> {
  if (append === undefined) return undefined;
  const event = await reader.at(append.stream, append.revision);
  if (event === undefined) return undefined;
  const { recordedAtMs } = event;
  if (recordedAtMs < append.sentAtMs) return recordedAtMs - append.sentAtMs;
  return Math.max(0, recordedAtMs - append.answeredAtMs);
}

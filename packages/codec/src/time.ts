import { type EpochMs, epochMs } from '@truetape/domain';

let latestMs = -1;
let latestText = '';

/** RFC 3339 in UTC with milliseconds. Commands of the same millisecond share the text. */
export function formatTime(time: EpochMs): string {
  if (time !== latestMs) {
    latestText = new Date(time).toISOString();
    latestMs = time;
  }
  return latestText;
}

export function timeOf(text: string): EpochMs {
  return text === latestText ? epochMs(latestMs) : epochMs(Date.parse(text));
}

import { type EpochMs, epochMs } from '../value/units.ts';

const SECOND_MS = 1_000;

/** When the last messages came, oldest first: as many as the limit counts. */
export type Pace = EpochMs[];

/** Remembers a message where somebody counts them. */
export function tick(pace: Pace, at: EpochMs, most: number): void {
  pace.push(at);
  while (pace.length > most) pace.shift();
}

/** Whether more messages would be more than so many within a second. */
export function isTooFast(pace: Pace, messages: number, most: number, at: EpochMs): boolean {
  if (messages > most) return true;
  const first = pace[pace.length + messages - 1 - most];
  return first !== undefined && first > epochMs(at - SECOND_MS);
}

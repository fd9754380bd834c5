import { type EpochMs, epochMs } from '../value/units.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** The first Monday after the epoch. */
const A_MONDAY_MS = 4 * DAY_MS;

/** The times that a candle spans, with their length and one moment at which each of them begins. All in UTC. */
export const CANDLE_INTERVALS = [
  { interval: '1s', lengthMs: SECOND_MS, originMs: 0 },
  { interval: '1m', lengthMs: MINUTE_MS, originMs: 0 },
  { interval: '5m', lengthMs: 5 * MINUTE_MS, originMs: 0 },
  { interval: '15m', lengthMs: 15 * MINUTE_MS, originMs: 0 },
  { interval: '1h', lengthMs: HOUR_MS, originMs: 0 },
  { interval: '4h', lengthMs: 4 * HOUR_MS, originMs: 0 },
  { interval: '1d', lengthMs: DAY_MS, originMs: 0 },
  { interval: '1w', lengthMs: WEEK_MS, originMs: A_MONDAY_MS },
] as const;

export type CandleInterval = (typeof CANDLE_INTERVALS)[number];

/** When the candle begins that a time belongs to. A week begins on Monday. */
export function openingOf(
  { lengthMs, originMs }: Pick<CandleInterval, 'lengthMs' | 'originMs'>,
  at: EpochMs,
): EpochMs {
  return epochMs(originMs + Math.floor((at - originMs) / lengthMs) * lengthMs);
}

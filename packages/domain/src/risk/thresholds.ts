/** Shares of a limit that are worth being told of, in percent. */
export const THRESHOLDS = [50, 75, 90, 100] as const;
export type Threshold = (typeof THRESHOLDS)[number];

/** The highest threshold that has been reached: 0 for none. */
export type Level = 0 | Threshold;

/** How far a measure has come. Nothing is never too much, even where nothing is allowed. */
export function levelOf(value: bigint, limit: bigint): Level {
  if (value <= 0n) return 0;
  return THRESHOLDS.findLast((percent) => value * 100n >= limit * BigInt(percent)) ?? 0;
}

/** The thresholds that are crossed on the way up; on the way down there are none. */
export function crossed(from: Level, to: Level): readonly Threshold[] {
  return THRESHOLDS.filter((percent) => percent > from && percent <= to);
}

/**
 * The deadline of an append is a time of day, which the server compares with its own clock. Where that clock may be any,
 * our own timer alone counts.
 */
export const ANY_CLOCK_MS = 365 * 24 * 60 * 60 * 1_000;

/** Clocks that differ by less do no harm: for appends that the server shall drop when they wait for too long. */
export const CLOCK_TOLERANCE_MS = 60_000;

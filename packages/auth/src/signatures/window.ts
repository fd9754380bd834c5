/** For how long a signature counts that does not say until when. */
export const WINDOW_MS = 5_000;
/** For how long at most one counts that does. */
export const WINDOW_MS_MAX = 60_000;
/** How far the clock of whoever signs may be ahead of ours. */
export const CLOCK_AHEAD_MS = 1_000;

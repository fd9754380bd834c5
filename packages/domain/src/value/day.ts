import { type EpochMs, epochMs } from './units.ts';

const DAY_MS = 86_400_000;

/** The day of trading that a time belongs to, counted from the epoch. A day begins at 00:00 UTC. */
export const dayOf = (at: EpochMs): number => Math.floor(at / DAY_MS);

/** When a day begins. */
export const startOfDay = (day: number): EpochMs => epochMs(day * DAY_MS);

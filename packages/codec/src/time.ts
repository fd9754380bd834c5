import { dayOf, type EpochMs, epochMs, startOfDay } from '@truetape/domain';
import { remembering } from './remembering.ts';

/** RFC 3339 in UTC with milliseconds. */
export const formatTime = remembering((time: EpochMs) => new Date(time).toISOString());

/** A day of trading, counted from the epoch, as `2026-11-21`. */
export const formatDay = remembering((day: number) => formatTime(startOfDay(day)).slice(0, 10));

/** A day as {@link formatDay} writes it. */
export const dayIn = remembering((text: string) => dayOf(timeOf(`${text}T00:00:00.000Z`)));

export const timeOf = remembering((text: string): EpochMs => epochMs(Date.parse(text)));

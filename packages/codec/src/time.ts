import { type EpochMs, epochMs, startOfDay } from '@truetape/domain';
import { remembering } from './remembering.ts';

/** RFC 3339 in UTC with milliseconds. */
export const formatTime = remembering((time: EpochMs) => new Date(time).toISOString());

/** A day of trading, counted from the epoch, as a date. */
export const formatDay = (day: number): string => formatTime(startOfDay(day)).slice(0, 10);

export const timeOf = remembering((text: string): EpochMs => epochMs(Date.parse(text)));

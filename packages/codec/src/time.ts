import { type EpochMs, epochMs } from '@truetape/domain';
import { remembering } from './remembering.ts';

/** RFC 3339 in UTC with milliseconds. */
export const formatTime = remembering((time: EpochMs) => new Date(time).toISOString());

export const timeOf = remembering((text: string): EpochMs => epochMs(Date.parse(text)));

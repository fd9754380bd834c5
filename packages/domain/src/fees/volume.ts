import { type Minor, minor } from '../value/units.ts';

/** Volume counts for so many days, that of today not among them: a tier holds for a whole day. */
export const VOLUME_DAYS = 30;

/** What was traded on one day, in minor units of the quote asset. */
export interface DayVolume {
  readonly day: number;
  amount: Minor;
}

/** Adds what was traded to the volume of a day, and forgets what will never count again. */
export function addVolume(days: DayVolume[], day: number, amount: Minor): void {
  const last = days.at(-1);
  if (last?.day === day) {
    last.amount = minor(last.amount + amount);
    return;
  }
  days.push({ day, amount });
  while ((days[0]?.day ?? day) < day - VOLUME_DAYS) days.shift();
}

/** What was traded on the 30 days before this one. */
export function volumeBefore(days: readonly DayVolume[], day: number): Minor {
  return minor(
    days.reduce(
      (sum, { day: of, amount }) => (of < day && of >= day - VOLUME_DAYS ? sum + amount : sum),
      0n,
    ),
  );
}

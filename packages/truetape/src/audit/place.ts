import { Trouble } from './trouble.ts';

/** A log position or a revision, as it is written on a command line. */
export function positionIn(option: string, text: string): number {
  if (/^(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  throw new Trouble(`${option} ${text} is not a whole number such as 0 or 4711.`);
}

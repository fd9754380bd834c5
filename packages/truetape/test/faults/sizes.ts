import { randomInt } from 'node:crypto';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly isShare: boolean;
  }
}

/** A share that takes about a minute and a half, for CI, or everything. */
export const isShare = inject('isShare');

export const CUTS = isShare ? 1 : 30;
export const CUTS_WITHOUT_SYNC = isShare ? 1 : 5;
/**
 * Every so many calls kill a script once. The data reaches the disk with the one call; the other writes single pages, and
 * the meta page that makes them count.
 */
export const KILL_EVERY = isShare
  ? { fdatasync: 120, pwrite64: 600 }
  : { fdatasync: 1, pwrite64: 5 };

/** Of what is drawn; the moments themselves are those of the machine. */
export const SEED = Number(process.env.TRUETAPE_SEED ?? randomInt(2 ** 31));

/** How many random services are killed, at most so long after each other. */
export const KILLS = isShare ? 4 : 100;
export const KILL_PAUSE_MS_MAX = isShare ? 800 : 6_000;

/** How often what reads stand on is killed, at most so long after each other. */
export const READ_KILLS = isShare ? 4 : 30;
export const READ_KILL_PAUSE_MS_MAX = isShare ? 1_500 : 6_000;

/** So many keys, and the service is killed at the latest after so many answers. */
export const KEYS = isShare ? 150 : 10_000;
export const ANSWERS_PER_KILL_MAX = isShare ? 1_500 : 4_000;

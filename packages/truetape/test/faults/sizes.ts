import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly isShare: boolean;
  }
}

/** A share that takes a minute and a half, for CI, or everything. */
const isShare = inject('isShare');

export const CUTS = isShare ? 4 : 30;
export const CUTS_WITHOUT_SYNC = isShare ? 1 : 5;
/**
 * Every so many calls kill a script once. The data reaches the disk with the one call; the other writes single pages, and
 * the meta page that makes them count.
 */
export const KILL_EVERY = isShare
  ? { fdatasync: 20, pwrite64: 100 }
  : { fdatasync: 1, pwrite64: 5 };

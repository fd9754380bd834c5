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
/** Of all the syncs of a script, every so many kills it once. */
export const KILL_EVERY = isShare ? 20 : 1;

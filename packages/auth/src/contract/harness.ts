import type { Nonces } from '../signatures/nonces.ts';

/** How the suite gets at one adapter. */
export interface NoncesHarness {
  /** Nothing is taken, and it is known that nothing was since then. */
  readonly open: (since: 'long ago' | 'now') => Promise<NoncesUnderTest>;
}

export interface NoncesUnderTest {
  readonly nonces: Nonces;
  readonly dispose: () => Promise<void>;
}

/** One promise of the port. */
export interface NoncesRule {
  readonly title: string;
  readonly since: 'long ago' | 'now';
  readonly check: (nonces: Nonces) => Promise<void>;
}

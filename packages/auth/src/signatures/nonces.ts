import type { Result } from '@truetape/kernel';

/** One use of a key: what makes it different from every other one, and how long it could be used. */
export interface Use {
  readonly keyId: string;
  readonly nonce: string;
  readonly createdAtMs: number;
  /** The last millisecond at which its signature counts. */
  readonly validUntilMs: number;
}

export type NonceFailure =
  /** It was taken before. */
  | 'REPLAYED'
  /** It may have been taken when nobody here remembered: sign again. */
  | 'TOO_OLD'
  /** Nothing more can be remembered, or not now: nothing is forgotten for it. */
  | 'UNAVAILABLE';

/** Takes each nonce of a key once. */
export interface Nonces {
  /** Call it for signatures that are right only: what a stranger invents would use it up. */
  readonly take: (use: Use) => Result<void, NonceFailure> | Promise<Result<void, NonceFailure>>;
}

import type { Result } from '@truetape/kernel';

/**
 * Hashes of passwords, slow on purpose. `BUSY`: too many wait already, or the work could not be done now; nothing is
 * wrong with the password, ask again later.
 */
export interface Passwords {
  /** A PHC string with a new salt, to store. The password has been accepted by the policy: its length is asserted. */
  hash(password: string): Promise<Result<string, 'BUSY'>>;
  /**
   * Whether the password is the one of the hash. `undefined` is nobody's: it takes the same work, and is false.
   *
   * Of any password, whatever a client sends: one that is too long is nobody's too.
   */
  verify(password: string, hash: string | undefined): Promise<Result<boolean, 'BUSY'>>;
  /** Whether the hash was made with less work than a new one: make it again when its password is there. */
  isOutdated(hash: string): boolean;
  /** Whoever still waits is told `BUSY`. */
  stop(): Promise<void>;
}

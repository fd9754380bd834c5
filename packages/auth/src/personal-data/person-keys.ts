import type { KeyObject } from 'node:crypto';
import type { Result } from '@truetape/kernel';

/**
 * One random key of 256 bits for each person whose data lies sealed in the log. A person is any id: a user's, or
 * `addresses-2026-11` for the addresses of nobody in particular in one month. Whoever throws the key away erases the
 * person, and the log stays as it is.
 */
export interface PersonKeys {
  /**
   * Makes the key of a person, once: asked again, it changes nothing. When it resolves the key is on disk, so that an
   * event that was sealed with it can be read after a power cut too.
   *
   * @throws Error when the key cannot be stored, or is there and cannot be read
   */
  create(personId: string): Promise<Result<void, 'ERASED'>>;
  /**
   * The key, without waiting. An erasure by another process is seen within a second.
   *
   * `MISSING`: never made, or kept elsewhere. `DAMAGED`: not as it was written, or written under another master key.
   */
  keyOf(personId: string): Result<KeyObject, NoKey>;
  /**
   * Throws the key away, for ever: no other one is made for this person. On disk when it resolves. A person who never
   * had a key gets none any more.
   */
  erase(personId: string): Promise<void>;
}

export type NoKey = 'ERASED' | 'MISSING' | 'DAMAGED';

export const PERSON_ID_LENGTH_MAX = 200;

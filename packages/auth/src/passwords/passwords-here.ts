import type { Passwords } from './passwords.ts';
import { type PasswordOptions, queuedPasswords } from './queued-passwords.ts';
import { doPasswordJob } from './scrypt.ts';

/** Passwords hashed on the threads of this process: for tests, and for processes that no order waits for. */
export function passwordsHere(options?: PasswordOptions): Passwords {
  return queuedPasswords({ work: doPasswordJob, stop: async () => undefined }, options);
}

import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As `nice` counts: 0 is what other processes have, 19 the least. */
const LOW = 10;
/** Linux may weigh the sessions of a machine against each other first, and processes only within their session. */
const SESSION = '/proc/self/autogroup';

/** Lets other processes have the processor first. Where the system does not allow it, nothing changes. */
export function lowerPriority(): void {
  for (const lower of [() => setPriority(LOW), () => writeFileSync(SESSION, String(LOW))]) {
    try {
      lower();
    } catch {
      // Not this system's way, or not allowed: it is a courtesy.
    }
  }
}

import { readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As `nice` counts: 0 is what other processes have, 19 the least. */
const LOW = 10;
/** For work that anybody can ask for without being known. */
export const VERY_LOW = 15;
/** Linux may weigh the sessions of a machine against each other first, and processes only within their session. */
const SESSION = '/proc/self/autogroup';

/** Lets other processes have the processor first. Where the system does not allow it, nothing changes. */
export function lowerPriority(to = LOW): void {
  for (const lower of [() => setPriority(to), () => lowerSession(to)]) {
    try {
      lower();
    } catch {
      // Not this system's way, or not allowed: it is a courtesy.
    }
  }
}

/** Only its own: in a session that somebody else has begun, those would come last too to whom this is a courtesy. */
function lowerSession(to: number): void {
  if (sessionOf(readFileSync('/proc/self/stat', 'utf8')) === process.pid) {
    writeFileSync(SESSION, String(to));
  }
}

/** proc(5): state, parent, group and session come after the name, which may hold spaces and brackets. */
function sessionOf(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
}

import { existsSync, readFileSync } from 'node:fs';

const FILE = '/proc/self/autogroup';

/** How Linux weighs the session of this process against others, as `nice` counts; null where it weighs none. */
export function sessionWeight(): number | null {
  if (!existsSync(FILE)) return null;
  return Number(readFileSync(FILE, 'utf8').trim().split(' ').at(-1));
}

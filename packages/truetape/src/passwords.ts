import { servePasswords } from '@truetape/auth/serve-passwords';
import { lowerPriority, VERY_LOW } from '@truetape/service/low-priority';

/**
 * The process that hashes passwords for the one that has started it, and ends with it. Each costs a core half a second or
 * more: orders go first.
 */
lowerPriority(VERY_LOW);
servePasswords();

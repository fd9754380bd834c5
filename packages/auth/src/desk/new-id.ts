import { randomBytes } from 'node:crypto';

/** Crockford's base32 in small letters: no i, l, o and u, which people read as something else. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** So many random letters of five bits each. */
const letters = (count: number) =>
  [...randomBytes(count)].map((byte) => ALPHABET.charAt(byte % 32)).join('');

export const newSessionId = () => letters(26);
export const newKeyId = () => letters(20);
export const newUserId = () => `u-${letters(16)}`;

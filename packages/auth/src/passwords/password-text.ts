/** Unicode characters. NIST SP 800-63B asks that at least 64 are allowed; more than this is no password. */
export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 128;

/** UTF-16 units as they are sent. Whatever has more is longer than allowed, however it is counted. */
const UNITS_MAX = 4 * PASSWORD_LENGTH_MAX;

/**
 * A password as it is judged and hashed: one form (NFKC) for what keyboards and systems write differently. Undefined
 * when it is too long, or no text that could be written as UTF-8.
 */
export function passwordText(password: string): string | undefined {
  if (password.length > UNITS_MAX || /\p{Surrogate}/u.test(password)) return undefined;
  const text = password.normalize('NFKC');
  return lengthOf(text) > PASSWORD_LENGTH_MAX ? undefined : text;
}

/** A character is what Unicode has a number for, not what JavaScript needs to store it. */
export const lengthOf = (text: string) => [...text].length;

import { failed, ok, type Result } from '@truetape/kernel';
import { lengthOf, PASSWORD_LENGTH_MIN, passwordText } from './password-text.ts';

/** Why a password is refused, in the order in which it is asked. */
export type PasswordRefusal =
  /** More than 128 characters, or no text at all (half of a surrogate pair). */
  | 'TOO_LONG'
  /** Fewer than 10 characters. */
  | 'TOO_SHORT'
  /** It is the e-mail address or its first part, or that with little around it. */
  | 'IS_EMAIL'
  /** It is one that many people use, or that with little around it, or the same again and again. */
  | 'COMMON';

/** So many characters before and after it together make a password no other one. */
const AROUND_MAX = 6;

/**
 * Whether a person may have this password. There are no rules about kinds of characters, which make passwords neither
 * longer nor less common (NIST SP 800-63B, 3.1.1.2).
 *
 * @param email as `values.email` has it
 */
export async function acceptPassword(
  password: string,
  email: string,
): Promise<Result<void, PasswordRefusal>> {
  const text = passwordText(password)?.toLowerCase();
  if (text === undefined) return failed('TOO_LONG');
  if (lengthOf(text) < PASSWORD_LENGTH_MIN) return failed('TOO_SHORT');
  const guessed = guessesIn(text);
  if (guessed.some((guess) => isOfEmail(guess, email))) return failed('IS_EMAIL');
  const common = await commonPasswords();
  return guessed.some((guess) => common.has(guess) || isOneCharacter(guess))
    ? failed('COMMON')
    : ok(undefined);
}

function isOfEmail(guess: string, email: string): boolean {
  const [local = ''] = email.split('@');
  return guess === email || guess === local;
}

const isOneCharacter = (text: string) => new Set(text).size === 1;

/** What somebody who guesses would try first that comes to this password. */
function guessesIn(text: string): readonly string[] {
  const once = /^(.+?)\1+$/su.exec(text)?.[1] ?? text;
  return [...new Set([text, once, ...[text, once].map(withoutWhatIsAround)])];
}

/** `password` of `!password2026`; the whole when what is around is longer than what people add. */
function withoutWhatIsAround(text: string): string {
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return text.length - core.length <= AROUND_MAX ? core : text;
}

let loaded: Promise<ReadonlySet<string>> | undefined;

/** Read when the first password is chosen: a third of a megabyte that no order needs. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  loaded ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return loaded;
}

import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

const CODES = 10;
const CHARACTERS = 16;
const GROUP = /.{4}(?=.)/g;
/** Crockford's base32: no I, L, O and U, which people read as something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten codes of 80 bits, each `XXXX-XXXX-XXXX-XXXX`, to show once; and what to keep of them. */
export function newRecoveryCodes(): {
  readonly codes: readonly string[];
  /** SHA-256 in lower-case hex, in the order of the codes. */
  readonly digests: readonly string[];
} {
  const codes = Array.from({ length: CODES }, newCode);
  return { codes, digests: codes.map((code) => digestOf(lettersOf(code))) };
}

/**
 * Which of the codes it is; undefined when it is none. Small letters, spaces, missing hyphens and letters that look like
 * others are fine. That a code was used before is for the caller to know.
 */
export function recoveryIndexOf(code: string, digests: readonly string[]): number | undefined {
  const letters = lettersOf(code.slice(0, LENGTH_MAX));
  if (letters.length !== CHARACTERS) return undefined;
  const digest = Buffer.from(digestOf(letters));
  const found = digests.map((each) => {
    const other = Buffer.from(each);
    return other.length === digest.length && timingSafeEqual(other, digest);
  });
  const index = found.indexOf(true);
  return index === -1 ? undefined : index;
}

/** Longer ones are not looked at whole. */
const LENGTH_MAX = 64;

function newCode(): string {
  const letters = [...randomBytes(CHARACTERS)].map((byte) => ALPHABET.charAt(byte % 32)).join('');
  return letters.replace(GROUP, '$&-');
}

/** As Crockford reads what people write. */
function lettersOf(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}

// Random enough that nothing is gained by making it slow.
const digestOf = (letters: string) => hash('sha256', letters, 'hex');

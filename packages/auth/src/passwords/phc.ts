import { assert } from '@truetape/kernel';

/** Of scrypt (RFC 7914): 128 × r × 2^ln bytes of memory, p times one after the other. */
export interface ScryptCost {
  /** log2 of N. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** What OWASP asks for at least (Password Storage Cheat Sheet): N = 2^17, r = 8, p = 1, which is 128 MiB. */
export const OWASP_COST: ScryptCost = { ln: 17, r: 8, p: 1 };

export interface PasswordHash {
  readonly cost: ScryptCost;
  readonly salt: Buffer;
  readonly digest: Buffer;
}

const FORM =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** More would take minutes, or more memory than there is. */
const LN_MAX = 20;

/** The PHC string format, as passlib and others write scrypt: `$scrypt$ln=17,r=8,p=1$salt$digest`. */
export function writePhc({ cost: { ln, r, p }, salt, digest }: PasswordHash): string {
  return `$scrypt$ln=${ln},r=${r},p=${p}$${base64(salt)}$${base64(digest)}`;
}

/** Asserts that it is one: nothing else is ever stored. */
export function readPhc(text: string): PasswordHash {
  const [, ln, r, p, salt = '', digest = ''] = FORM.exec(text) ?? [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  assert(
    cost.ln > 0 && cost.ln <= LN_MAX && cost.r > 0 && cost.p > 0,
    'a stored hash is a PHC string',
  );
  return { cost, salt: Buffer.from(salt, 'base64'), digest: Buffer.from(digest, 'base64') };
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

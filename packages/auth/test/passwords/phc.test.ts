import { describe, expect, test } from 'vitest';
import { passwordsHere } from '../../src/index.ts';
import { OWASP_COST, readPhc, writePhc } from '../../src/passwords/phc.ts';

describe('a stored hash', () => {
  test('costs what OWASP asks for when nothing else is said', async () => {
    expect(OWASP_COST).toEqual({ ln: 17, r: 8, p: 1 });
    const made = await passwordsHere().hash('correct horse battery');
    const hash = made.ok ? made.value : '';
    expect(hash).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await passwordsHere().verify('correct horse battery', hash)).toEqual({
      ok: true,
      value: true,
    });
  });

  test('that another program has made is understood', async () => {
    // From the documentation of passlib.
    const hash =
      '$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E';
    const passwords = passwordsHere();
    expect(await passwords.verify('password', hash)).toEqual({ ok: true, value: true });
    expect(await passwords.verify('passworD', hash)).toEqual({ ok: true, value: false });
    expect(passwords.isOutdated(hash)).toBe(true);
  });

  test('is written as it was read', () => {
    const hash = writePhc({
      cost: { ln: 12, r: 8, p: 3 },
      salt: Buffer.alloc(16, 255),
      digest: Buffer.alloc(32, 251),
    });
    expect(hash).toBe(`$scrypt$ln=12,r=8,p=3$${'/'.repeat(21)}w$${'+/v7'.repeat(10)}+/s`);
    expect(writePhc(readPhc(hash))).toBe(hash);
  });

  const valid = `$scrypt$ln=17,r=8,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
  test.each([
    '',
    'password',
    `${valid}A`,
    `${valid}\n`,
    valid.replace('ln=17', 'ln=0'),
    valid.replace('ln=17', 'ln=21'),
    valid.replace('r=8', 'r=0'),
    valid.replace('p=1', 'p=-1'),
    valid.replace('scrypt', 'argon2id'),
  ])('is nothing else, and what it is not stands in no message: %j', (text) => {
    expect(readPhc(valid).cost).toEqual(OWASP_COST);
    expect(() => readPhc(text)).toThrow(/^Invariant: a stored hash is a PHC string$/);
  });
});

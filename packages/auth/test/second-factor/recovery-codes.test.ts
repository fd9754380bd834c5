import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newRecoveryCodes, recoveryIndexOf } from '../../src/second-factor/index.ts';

const { codes, digests } = newRecoveryCodes();

describe('recovery codes', () => {
  test('are ten, of sixteen letters that nobody mistakes for others', () => {
    expect(codes).toHaveLength(10);
    const form = /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/;
    for (const code of codes) expect(code).toMatch(form);
    expect(new Set(codes).size).toBe(10);
  });

  test('use every letter at every place', () => {
    const many = Array.from({ length: 100 }, newRecoveryCodes).flatMap((each) => each.codes);
    for (const at of [0, 8, 18]) expect(new Set(many.map((code) => code[at])).size).toBe(32);
  });

  test('are kept as digests of their letters', () => {
    const expected = codes.map((code) => hash('sha256', code.replaceAll('-', '')));
    expect(digests).toEqual(expected);
  });

  test('are found each at its place', () => {
    expect(codes.map((code) => recoveryIndexOf(code, digests))).toEqual([...codes.keys()]);
  });

  test('may be written as people write them', () => {
    const code = '0123-ABCD-1100-XYZ9';
    const known = [...digests, hash('sha256', '0123ABCD1100XYZ9')];
    for (const written of [
      code,
      '0123abcd1100xyz9',
      'o123 abcd 1LO0 xyz9',
      ' O123-ABCD-IiO0-XYZ9\n',
    ]) {
      expect([written, recoveryIndexOf(written, known)]).toEqual([written, 10]);
    }
  });

  test('are nothing else', () => {
    const [first = ''] = codes;
    for (const wrong of ['', '-', first.slice(1), `${first}0`, first.repeat(9), digests[0] ?? '']) {
      expect(recoveryIndexOf(wrong, digests)).toBeUndefined();
    }
    for (let at = 0; at < first.length; at += 1) {
      if (first[at] === '-') continue;
      const other = first[at] === 'Z' ? 'Y' : 'Z';
      expect(recoveryIndexOf(first.slice(0, at) + other + first.slice(at + 1), digests)).toBe(
        undefined,
      );
    }
    expect(recoveryIndexOf(first, [])).toBeUndefined();
    expect(recoveryIndexOf(first, ['short', first])).toBeUndefined();
  });
});

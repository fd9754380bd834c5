import { describe, expect, test } from 'vitest';
import { acceptPassword } from '../../src/index.ts';

const EMAIL = 'ann.archer@example.com';
const refusal = async (password: string, email = EMAIL) => {
  const result = await acceptPassword(password, email);
  return result.ok ? undefined : result.failure;
};

describe('a password', () => {
  test.each([
    'correct horse battery staple',
    'kD8#vQ2!mZ',
    'wbpvjsktle',
    'xxxxxxxxxy',
    '人間万事塞翁が馬の如し',
    '\u{1f40e}\u{1f50b}\u{1f4ce}\u{1f9f2}\u{1f40e}\u{1f50b}\u{1f4ce}\u{1f9f2}\u{1f40e}\u{1f40e}',
    `${'x1'.repeat(60)}y3`,
    '-correct-horse-',
    'not ann but somebody else',
  ])('may be %s', async (password) => {
    expect(await refusal(password)).toBeUndefined();
  });

  test.each([
    ['', 'TOO_SHORT'],
    ['kD8#vQ2!m', 'TOO_SHORT'],
    ['\u{1f40e}\u{1f50b}\u{1f4ce}\u{1f9f2}\u{1f40e}', 'TOO_SHORT'],
    // Nine characters once each is one.
    ['cafe\u0301 aula', 'TOO_SHORT'],
    [`${'correct horse battery staple '.repeat(4)}is long!!!!!!!`, 'TOO_LONG'],
    ['x'.repeat(1_000_000), 'TOO_LONG'],
    ['half of a \ud83d pair', 'TOO_LONG'],
    // One character that becomes eighteen.
    ['\ufdfa'.repeat(10), 'TOO_LONG'],
    [EMAIL, 'IS_EMAIL'],
    [EMAIL.toUpperCase(), 'IS_EMAIL'],
    ['ann.archer', 'IS_EMAIL'],
    ['Ann.Archer2026', 'IS_EMAIL'],
    ['ann.archerann.archer', 'IS_EMAIL'],
    ['1234567890', 'COMMON'],
    ['qwertyuiop', 'COMMON'],
    ['Qwertyuiop', 'COMMON'],
    ['ｑｗｅｒｔｙｕｉｏｐ', 'COMMON'],
    ['Password2026', 'COMMON'],
    ['!!letmein!!', 'COMMON'],
    ['passwordpassword', 'COMMON'],
    ['password1password1', 'COMMON'],
    ['aaaaaaaaaaaa', 'COMMON'],
    ['          ', 'COMMON'],
    ['1qaz2wsx3edc', 'COMMON'],
  ])('is refused when it is %j: %s', async (password, code) => {
    expect(await refusal(password)).toBe(code);
  });

  test('is judged by its characters, of which 128 are allowed', async () => {
    const text = (length: number) =>
      Array.from({ length }, (_, n) => String.fromCodePoint(0x1f300 + n)).join('');
    expect(await refusal(text(128))).toBeUndefined();
    expect(await refusal(text(129))).toBe('TOO_LONG');
    expect(await refusal(text(10))).toBeUndefined();
    expect(await refusal(text(9))).toBe('TOO_SHORT');
  });
});

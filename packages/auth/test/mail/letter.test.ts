import { values } from '@truetape/contracts';
import { describe, expect, test } from 'vitest';
import { folderMail, type Letter, smtpMail } from '../../src/index.ts';
import { temporaryFolder } from '../support/folders.ts';

const LETTER: Letter = { to: 'ann@example.com', subject: 'Your code', text: 'It is 123456.' };

describe('an address', () => {
  test.each([
    ['ann@example.com', 'ann@example.com'],
    ['Ann.Archer+Desk@Example.CO.UK', 'ann.archer+desk@example.co.uk'],
    [`${'a'.repeat(64)}@a-b.example.museum`, `${'a'.repeat(64)}@a-b.example.museum`],
    ["o'hara_1/x=y@xn--bcher-kva.example", "o'hara_1/x=y@xn--bcher-kva.example"],
    ['a@b.xn--p1ai', 'a@b.xn--p1ai'],
  ])('may be %s', (given, kept) => {
    expect(values.email.safeParse(given)).toEqual({ success: true, data: kept });
  });

  test.each([
    '',
    'ann',
    '@example.com',
    'ann@',
    'ann@example',
    'ann@@example.com',
    'ann@example.com@evil.example',
    'ann@example..com',
    '.ann@example.com',
    'ann.@example.com',
    'a..b@example.com',
    'ann@-example.com',
    'ann@example-.com',
    'ann@example.c',
    'ann@example.123',
    'ann@127.0.0.1',
    'ann@[127.0.0.1]',
    '"ann"@example.com',
    'ann(comment)@example.com',
    'Ann <ann@example.com>',
    'ann@example.com, eve@example.com',
    'ann@example.com;eve@example.com',
    'ann @example.com',
    ' ann@example.com',
    'ann@example.com ',
    'ann@example.com\n',
    'ann@example.com\r\nBcc: eve@example.com',
    'ann\r\n@example.com',
    'ann\0@example.com',
    // Cyrillic a, Greek o, Kelvin sign, long s, full width, a soft hyphen, a bidirectional override.
    '\u0430nn@example.com',
    'ann@ex\u0430mple.com',
    'ann@example.c\u03bfm',
    '\u212aate@example.com',
    'u\u017fer@example.com',
    'ann\uff20example.com',
    'ann@exam\u00adple.com',
    '\u202eann@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@${'b.'.repeat(125)}example.com`,
  ])('is not %j', (given) => {
    expect(values.email.safeParse(given).success).toBe(false);
  });

  test('is refused at once, however long', () => {
    for (const long of [`${'a.'.repeat(500_000)}@`, `a@${'a-'.repeat(500_000)}`]) {
      expect(values.email.safeParse(long).success).toBe(false);
    }
  });
});

describe('a letter', () => {
  test.each<[string, Partial<Letter>]>([
    ['a line end in the address', { to: 'ann@example.com\nBcc: eve@example.com' }],
    ['a name', { to: 'Ann <ann@example.com>' }],
    ['two addresses', { to: 'ann@example.com,eve@example.com' }],
    ['a line end in the subject', { subject: 'Hello\nBcc: eve@example.com' }],
    ['a carriage return in the subject', { subject: 'Hello\rBcc: eve@example.com' }],
    ['a line separator in the subject', { subject: 'Hello\u2028Bcc: eve@example.com' }],
    ['a next line in the subject', { subject: 'Hello\u0085Bcc: eve@example.com' }],
    ['a NUL in the subject', { subject: 'Hello\0' }],
    ['no subject', { subject: '' }],
    ['half a character in the subject', { subject: '\ud83d' }],
    ['a long subject', { subject: 'x'.repeat(151) }],
    ['a long text', { text: 'x'.repeat(20_001) }],
    ['another header', { cc: 'eve@example.com' } as Partial<Letter>],
  ])('is not sent with %s, and not quoted', async (_, wrong) => {
    const mails = [
      folderMail(temporaryFolder()),
      await smtpMail({ url: 'smtp://127.0.0.1:1', from: 'desk@example.com' }),
    ];
    for (const mail of mails) {
      await expect(mail.send({ ...LETTER, ...wrong })).rejects.toThrow(
        /^Invariant: a letter has an address, one line of subject, and text$/,
      );
    }
  });
});

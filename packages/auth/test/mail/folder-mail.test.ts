import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { folderMail } from '../../src/index.ts';
import { temporaryFolder } from '../support/folders.ts';

const LETTER = {
  to: 'ann@example.com',
  subject: 'Grüße',
  text: 'Es ist 123456.\n\nBcc: no header',
};

let folder: string;
beforeEach(() => {
  folder = join(temporaryFolder(), 'mail');
});

describe('a folder of mails', () => {
  test('has a file for each, for its owner only', async () => {
    await folderMail(folder, () => Date.UTC(2026, 10, 22, 9, 30)).send(LETTER);
    const [name = '', ...others] = readdirSync(folder);
    expect([name, others]).toEqual([
      expect.stringMatching(/^2026-11-22T09-30-00\.000Z-[0-9a-f]{8}\.eml$/),
      [],
    ]);
    expect(readFileSync(join(folder, name), 'utf8').split('\n')).toEqual([
      'Date: Sun, 22 Nov 2026 09:30:00 GMT',
      'To: ann@example.com',
      'Subject: Grüße',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Es ist 123456.',
      '',
      'Bcc: no header',
      '',
    ]);
    expect([folder, join(folder, name)].map((path) => statSync(path).mode & 0o777)).toEqual([
      0o700, 0o600,
    ]);
  });

  test('keeps the newest two hundred, and touches nothing else', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, '0-notes.txt'), '');
    let ms = 0;
    const mail = folderMail(folder, () => {
      ms += 1;
      return ms;
    });
    await Promise.all(Array.from({ length: 250 }, () => mail.send(LETTER)));
    const names = readdirSync(folder).sort();
    expect(names).toHaveLength(201);
    expect(names.filter((name) => !name.endsWith('.eml'))).toEqual(['0-notes.txt']);
    expect(names.find((name) => name.endsWith('.eml'))).toMatch(/^1970-01-01T00-00-00\.051Z/);
  });

  test('that cannot be written is a failure without the address', async () => {
    writeFileSync(folder, '');
    await expect(folderMail(folder).send(LETTER)).rejects.toThrow(
      /^The mail was not written: EEXIST$/,
    );
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type KeysFile, keysPath, openKeysFile } from '../src/index.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truetape-auth-'));
  path = keysPath(folder);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

function opened(accountIds: readonly string[] = []): KeysFile {
  const result = openKeysFile(path, accountIds);
  if (!result.ok) throw new Error(result.failure);
  return result.value;
}

function refusal(text: string): string {
  writeFileSync(path, text);
  const result = openKeysFile(path, []);
  return result.ok ? 'it was taken' : result.failure;
}

describe('a missing keys file', () => {
  test('is made, with random tokens of 32 bytes', () => {
    const keys = opened(['trader-1', 'trader-2']);
    expect(keys.traders.map(({ accountId }) => accountId)).toEqual(['trader-1', 'trader-2']);
    const tokens = [keys.operator.token, ...keys.traders.map(({ token }) => token)];
    for (const token of tokens) {
      expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    }
    expect(new Set(tokens).size).toBe(3);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(keys);
  });

  test.each([0o000, 0o022, 0o277])('is of mode 0600 with umask %o', (mask) => {
    const before = process.umask(mask);
    try {
      opened();
    } finally {
      process.umask(before);
    }
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('leaves nothing else behind', () => {
    opened();
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  test('in a missing folder is one clear line', () => {
    const result = openKeysFile(join(folder, 'no', 'keys.json'), []);
    expect(result).toEqual({
      ok: false,
      failure: expect.stringContaining('cannot be written: ENOENT'),
    });
  });
});

describe('an existing keys file', () => {
  test('is read as it is, whatever accounts are asked for', () => {
    const keys = opened(['trader-1']);
    expect(opened(['trader-9'])).toEqual(keys);
  });

  const token = 'x'.repeat(43);
  const valid = { operator: { token }, traders: [] };

  test.each<[string, string]>([
    ['', 'is not JSON'],
    ['{"operator":{"token":"hunter2', 'is not JSON'],
    ['[]', 'is wrong at the top level'],
    [JSON.stringify({ traders: [] }), 'is wrong at operator'],
    [JSON.stringify({ ...valid, operator: { token: 'short' } }), 'is wrong at operator.token'],
    [
      JSON.stringify({ ...valid, traders: [{ accountId: 'A B', token }] }),
      'at traders.0.accountId',
    ],
    [JSON.stringify({ ...valid, admins: [] }), 'is wrong at the top level'],
    [
      JSON.stringify({ ...valid, traders: [{ accountId: 'a', token }] }),
      'one token stands in it twice',
    ],
  ])('that is broken is one clear line: %s', (text, says) => {
    const line = refusal(text);
    expect(line).toContain(`The keys file ${path}`);
    expect(line).toContain(says);
    expect(line).not.toContain('\n');
  });

  test('that is broken is never quoted', () => {
    const broken = `{"operator":{"token":"hunter2-${token}"},}`;
    expect(refusal(broken)).not.toContain('hunter2');
    const strange = JSON.stringify({ ...valid, operator: { token: `hunter2 ${token}` } });
    expect(refusal(strange)).not.toContain('hunter2');
  });

  test('that cannot be read is one clear line', () => {
    const result = openKeysFile(folder, []);
    expect(result).toEqual({
      ok: false,
      failure: expect.stringContaining('cannot be read: EISDIR'),
    });
  });
});

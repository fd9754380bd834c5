import { execSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPersonalData } from '../../src/index.ts';
import { personalDataIn, temporaryFolder } from '../support/folders.ts';
import { describePersonKeysContract } from './describe-contract.ts';

describePersonKeysContract('a folder', {
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'truetape-auth-'));
    return {
      keys: async () => (await personalDataIn(folder)).personKeys,
      dispose: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
});

const keysIn = (folder: string) => join(folder, 'person-keys');
const filesIn = (folder: string) =>
  readdirSync(keysIn(folder)).filter((name) => name.endsWith('.key'));
/** The file of the one person there is. */
const onlyFileIn = (folder: string) => join(keysIn(folder), filesIn(folder)[0] ?? '');

/** How another process has the key of `u-1`, and what making it says there. */
async function elsewhere(folder: string): Promise<readonly [string, string]> {
  const { personKeys } = await personalDataIn(folder);
  const key = personKeys.keyOf('u-1');
  const made = await personKeys.create('u-1').then(
    (result) => (result.ok ? 'ok' : result.failure),
    (error: Error) => error.message,
  );
  return [key.ok ? 'ok' : key.failure, made];
}

describe('a folder of keys', () => {
  test.each([0o000, 0o022, 0o077])('is for its owner only, with umask %o', async (mask) => {
    const folder = temporaryFolder();
    const before = process.umask(mask);
    try {
      const { personKeys } = await personalDataIn(folder);
      await personKeys.create('u-1');
      await personKeys.erase('u-2');
    } finally {
      process.umask(before);
    }
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    expect(modeOf(keysIn(folder))).toBe(0o700);
    for (const name of readdirSync(keysIn(folder))) {
      expect(modeOf(join(keysIn(folder), name))).toBe(0o600);
    }
    expect(modeOf(join(folder, 'master.key'))).toBe(0o600);
  });

  test('holds a file for each person, named by a digest, and nothing else', async () => {
    const folder = temporaryFolder();
    const { personKeys } = await personalDataIn(folder);
    for (const id of ['../../escaped', '/tmp/escaped', 'a/b/c']) await personKeys.create(id);
    await personKeys.erase('../erased');
    expect(readdirSync(folder).sort()).toEqual(['master.key', 'person-keys']);
    const names = readdirSync(keysIn(folder)).sort();
    expect(names.filter((name) => !/^[0-9a-f]{64}\.key$/.test(name))).toEqual(['master.check']);
    expect(names).toHaveLength(5);
  });

  test('holds no key in the clear', async () => {
    const folder = temporaryFolder();
    const { personKeys } = await personalDataIn(folder);
    await personKeys.create('u-1');
    const key = personKeys.keyOf('u-1');
    const bytes = key.ok ? key.value.export() : Buffer.alloc(0);
    expect(bytes).toHaveLength(32);
    const stored = readFileSync(onlyFileIn(folder), 'utf8');
    expect(stored).toMatch(/^w1\.[A-Za-z0-9_-]{80}\n$/);
    expect(Buffer.from(stored.slice(3), 'base64url').includes(bytes.subarray(0, 8))).toBe(false);
  });

  test('shows no key to whoever prints what has it', async () => {
    const folder = temporaryFolder();
    const data = await personalDataIn(folder);
    await data.personKeys.create('u-1');
    const key = data.personKeys.keyOf('u-1');
    const secrets = [
      key.ok ? key.value.export() : Buffer.alloc(0),
      Buffer.from(readFileSync(join(folder, 'master.key'), 'utf8'), 'base64url'),
    ];
    for (const each of [data, data.masterKey.wrapFor('x'), key]) {
      const printed = inspect(each, { depth: null, showHidden: true }) + JSON.stringify(each);
      for (const secret of secrets) {
        expect(secret).toHaveLength(32);
        for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const) {
          expect(printed).not.toContain(secret.toString(form));
        }
        expect(printed).not.toContain([...secret].join(', '));
      }
    }
  });

  test('makes no second key where the first one is damaged, whichever byte it is', async () => {
    const folder = temporaryFolder();
    await (await personalDataIn(folder)).personKeys.create('u-1');
    const file = onlyFileIn(folder);
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length - 1; at += 1) {
      const spoilt = Buffer.from(whole);
      spoilt[at] = whole.readUInt8(at) ^ 1;
      writeFileSync(file, spoilt);
      const [key, made] = await elsewhere(folder);
      expect([at, key]).toEqual([at, 'DAMAGED']);
      expect(made).toBe(`The key ${file} is there and cannot be read.`);
    }
    for (const part of [0, 1, 40, whole.length - 3]) {
      writeFileSync(file, whole.subarray(0, part));
      expect(await elsewhere(folder)).toEqual(['DAMAGED', expect.stringContaining('cannot be')]);
    }
    writeFileSync(file, whole);
    expect(await elsewhere(folder)).toEqual(['ok', 'ok']);
  });

  test('erases a key that is damaged', async () => {
    const folder = temporaryFolder();
    const { personKeys } = await personalDataIn(folder);
    await personKeys.create('u-1');
    writeFileSync(onlyFileIn(folder), 'nonsense');
    await personKeys.erase('u-1');
    expect(await elsewhere(folder)).toEqual(['ERASED', 'ERASED']);
  });

  test("takes nobody's key for another's", async () => {
    const folder = temporaryFolder();
    const { personKeys } = await personalDataIn(folder);
    await personKeys.create('u-2');
    const other = onlyFileIn(folder);
    await personKeys.create('u-1');
    const own = filesIn(folder).find((name) => !other.endsWith(name)) ?? '';
    copyFileSync(other, join(keysIn(folder), own));
    expect((await elsewhere(folder))[0]).toBe('DAMAGED');
  });

  test('leaves nothing of an erased key where it stood', async () => {
    const folder = temporaryFolder();
    const { personKeys } = await personalDataIn(folder);
    await personKeys.create('u-1');
    const before = readFileSync(onlyFileIn(folder));
    const file = openSync(onlyFileIn(folder), 'r');
    onTestFinished(() => closeSync(file));
    await personKeys.erase('u-1');
    expect(readFileSync(onlyFileIn(folder), 'utf8')).toBe('erased\n');
    // The file of before has no name any more, and is read through what was opened before.
    const after = Buffer.alloc(fstatSync(file).size);
    readSync(file, after, 0, after.length, 0);
    expect(after).toHaveLength(before.length);
    for (let at = 0; at + 6 <= before.length; at += 1) {
      expect(after.includes(before.subarray(at, at + 6))).toBe(false);
    }
  });
});

describe('the master key', () => {
  async function lineOf(dataDir: string, masterKeyFile?: string): Promise<string> {
    const opened = await openPersonalData(dataDir, masterKeyFile);
    return opened.ok ? 'it was opened' : opened.failure;
  }

  test('is made once for a folder, by however many open it first', async () => {
    const folder = temporaryFolder();
    const all = await Promise.all(Array.from({ length: 8 }, () => personalDataIn(folder)));
    await all[0]?.personKeys.create('u-1');
    for (const { personKeys } of all) expect(personKeys.keyOf('u-1').ok).toBe(true);
    expect(readFileSync(join(folder, 'master.key'), 'utf8')).toMatch(/^[A-Za-z0-9_-]{43}\n$/);
  });

  test('is another one for each folder', async () => {
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    for (const folder of [one, other]) await personalDataIn(folder);
    const keyIn = (folder: string) => readFileSync(join(folder, 'master.key'), 'utf8');
    expect(keyIn(one)).not.toBe(keyIn(other));
    copyFileSync(join(other, 'master.key'), join(one, 'master.key'));
    expect(await lineOf(one)).toBe(`The keys in ${keysIn(one)} were made with another master key.`);
  });

  test('is never made in place of one that is gone', async () => {
    const folder = temporaryFolder();
    await personalDataIn(folder);
    rmSync(join(folder, 'master.key'));
    expect(await lineOf(folder)).toContain('master.key cannot be used: ENOENT');
    expect(readdirSync(folder)).toEqual(['person-keys']);
  });

  test('may lie elsewhere, and is not made there', async () => {
    const [folder, elsewhereFolder] = [temporaryFolder(), temporaryFolder()];
    const path = join(elsewhereFolder, 'key');
    expect(await lineOf(folder, path)).toContain('cannot be used: ENOENT');
    writeFileSync(path, `${Buffer.alloc(32, 7).toString('base64url')}\n`);
    expect(await lineOf(folder, path)).toBe('it was opened');
    expect(readdirSync(folder)).toEqual(['person-keys']);
  });

  test('can be made as the page for operators says', async () => {
    const page = readFileSync(
      join(import.meta.dirname, '../../../../docs/personal-data.md'),
      'utf8',
    );
    const [, command = ''] = /`(node -p [^`]+)`/.exec(page) ?? [];
    const path = join(temporaryFolder(), 'key');
    writeFileSync(path, execSync(command));
    expect(await lineOf(temporaryFolder(), path)).toBe('it was opened');
  });

  test.each(['', 'short', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}B`, '='.repeat(43)])(
    'that is no key is one clear line, which does not quote it: %j',
    async (text) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'master.key'), text);
      const line = await lineOf(folder);
      expect(line).toBe(
        `The master key ${join(folder, 'master.key')} is not 32 bytes in base64url.`,
      );
    },
  );

  test('wraps for one context, and unwraps nothing that was changed', async () => {
    const { masterKey } = await personalDataIn(temporaryFolder());
    const { wrap, unwrap } = masterKey.wrapFor('token-key');
    const wrapped = wrap(Buffer.from('secret'));
    expect(unwrap(wrapped)?.toString()).toBe('secret');
    expect(masterKey.wrapFor('token-keys').unwrap(wrapped)).toBeUndefined();
    for (let at = 0; at < wrapped.length; at += 1) {
      const spoilt = Buffer.from(wrapped);
      spoilt[at] = wrapped.readUInt8(at) ^ 128;
      expect(unwrap(spoilt)).toBeUndefined();
      expect(unwrap(wrapped.subarray(0, at))).toBeUndefined();
    }
  });
});

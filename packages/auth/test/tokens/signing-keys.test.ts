import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createSigningKey,
  issueAccessToken,
  type MasterKey,
  openMasterKey,
  readSigningKeys,
  removeSigningKey,
  type SigningKey,
  signingKeysFolder,
  verifyAccessToken,
} from '../../src/index.ts';
import { keyring, NOW_MS, REALM, SESSION } from './support.ts';

type Wrap = ReturnType<MasterKey['wrapFor']>;

async function masterKeyIn(dataDir: string, name = 'master.key'): Promise<Wrap> {
  const masterKey = await openMasterKey(join(dataDir, name), { make: true });
  if (!masterKey.ok) throw new Error(masterKey.failure);
  return masterKey.value.wrapFor('token-keys');
}

async function open() {
  const dataDir = mkdtempSync(join(tmpdir(), 'truetape-token-keys-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const folder = signingKeysFolder(dataDir);
  const masterKey = await masterKeyIn(dataDir);
  return { dataDir, folder, masterKey, create: () => createSigningKey(folder, masterKey) };
}

const fileOf = (folder: string, { kid }: SigningKey) => join(folder, `${kid}.key`);

describe('the folder of signing keys', () => {
  test('gives back what was made, by another process too', async () => {
    const { folder, masterKey, create } = await open();
    const made = [create(), create()];
    const read = readSigningKeys(folder, masterKey);
    if (!read.ok) throw new Error(read.failure);
    const shown = (keys: readonly SigningKey[]) => keys.map(({ kid, x }) => `${kid} ${x}`).sort();
    expect(shown(read.value)).toEqual(shown(made));
    const [key] = read.value;
    if (key === undefined) throw new Error('there are two');
    const token = await issueAccessToken({ ...SESSION, nowMs: NOW_MS }, REALM, key);
    const { keyOf } = keyring(...made);
    expect(await verifyAccessToken(token, { ...REALM, keyOf, nowMs: NOW_MS })).toMatchObject({
      ok: true,
    });
  });

  test('names each by its thumbprint', async () => {
    const { kid, x } = (await open()).create();
    expect(kid).toBe(await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x }));
  });

  test('is empty before anything was made', async () => {
    const { folder, masterKey } = await open();
    expect(readSigningKeys(folder, masterKey)).toEqual({ ok: true, value: [] });
  });

  test('is for its owner alone, and holds no key in the clear', async () => {
    const { folder, create } = await open();
    const key = create();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(fileOf(folder, key)).mode & 0o777).toBe(0o600);
    const { d = '' } = key.privateKey.export({ format: 'jwk' });
    const written = readFileSync(fileOf(folder, key));
    const bytes = Buffer.from(written.toString(), 'base64url');
    expect(bytes.includes(Buffer.from(d, 'base64url'))).toBe(false);
    expect(written.includes(d)).toBe(false);
  });

  test('forgets what is removed, and removes nothing else', async () => {
    const { folder, masterKey, create } = await open();
    const [first, second] = [create(), create()];
    writeFileSync(join(folder, '..', 'other.key'), 'other');
    removeSigningKey(folder, first.kid);
    removeSigningKey(folder, first.kid);
    removeSigningKey(folder, '../other');
    expect(readSigningKeys(folder, masterKey)).toMatchObject({ value: [{ kid: second.kid }] });
    expect(readdirSync(join(folder, '..'))).toContain('other.key');
  });

  test('takes no notice of other files', async () => {
    const { folder, masterKey, create } = await open();
    const { kid } = create();
    writeFileSync(join(folder, `${kid}.key.99.draft`), 'in part');
    writeFileSync(join(folder, 'notes.txt'), 'notes');
    expect(readSigningKeys(folder, masterKey)).toMatchObject({ value: [{ kid }] });
  });

  test.each<[string, (folder: string, key: SigningKey, other: SigningKey) => void]>([
    [
      'is changed in one character',
      (folder, key) => {
        const bytes = readFileSync(fileOf(folder, key));
        bytes.writeUInt8(bytes.readUInt8(40) === 65 ? 66 : 65, 40);
        writeFileSync(fileOf(folder, key), bytes);
      },
    ],
    ['is cut', (folder, key) => writeFileSync(fileOf(folder, key), 'AAAA')],
    ['is empty', (folder, key) => writeFileSync(fileOf(folder, key), '')],
    ['is not text', (folder, key) => writeFileSync(fileOf(folder, key), Buffer.alloc(64, 0xff))],
    [
      'is that of another key',
      (folder, key, other) =>
        writeFileSync(fileOf(folder, key), readFileSync(fileOf(folder, other))),
    ],
  ])('says which file %s', async (_, damage) => {
    const { folder, masterKey, create } = await open();
    const [key, other] = [create(), create()];
    damage(folder, key, other);
    const read = readSigningKeys(folder, masterKey);
    expect(read).toMatchObject({ ok: false });
    if (!read.ok) expect(read.failure).toContain(fileOf(folder, key));
  });

  test('cannot be read with another master key', async () => {
    const { dataDir, folder, create } = await open();
    create();
    const other = await masterKeyIn(dataDir, 'other.key');
    expect(readSigningKeys(folder, other)).toMatchObject({ ok: false });
  });
});

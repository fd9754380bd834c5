import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createSigningKey,
  issueAccessToken,
  readSigningKeys,
  removeSigningKey,
  type SigningKey,
  signingKeysFolder,
  verifyAccessToken,
  type Wrap,
} from '../../src/index.ts';
import { keyring, NOW_MS, REALM, SESSION } from './support.ts';

/** As a master key does it. */
function wrapOf(key: Buffer): Wrap {
  return {
    wrap: (bytes) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
    },
    unwrap: (bytes) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(-16));
        return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}

function open() {
  const dataDir = mkdtempSync(join(tmpdir(), 'truetape-token-keys-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const folder = signingKeysFolder(dataDir);
  const wrap = wrapOf(randomBytes(32));
  return { folder, wrap, create: () => createSigningKey(folder, wrap) };
}

const fileOf = (folder: string, { kid }: SigningKey) => join(folder, `${kid}.key`);

describe('the folder of signing keys', () => {
  test('gives back what was made, by another process too', async () => {
    const { folder, wrap, create } = open();
    const made = [create(), create()];
    const read = readSigningKeys(folder, wrap);
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
    const { kid, x } = open().create();
    expect(kid).toBe(await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x }));
  });

  test('is empty before anything was made', () => {
    const { folder, wrap } = open();
    expect(readSigningKeys(folder, wrap)).toEqual({ ok: true, value: [] });
  });

  test('is for its owner alone, and holds no key in the clear', () => {
    const { folder, create } = open();
    const key = create();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(fileOf(folder, key)).mode & 0o777).toBe(0o600);
    const { d = '' } = key.privateKey.export({ format: 'jwk' });
    const written = readFileSync(fileOf(folder, key));
    const bytes = Buffer.from(written.toString(), 'base64url');
    expect(bytes.includes(Buffer.from(d, 'base64url'))).toBe(false);
    expect(written.includes(d)).toBe(false);
  });

  test('forgets what is removed, and removes nothing else', () => {
    const { folder, wrap, create } = open();
    const [first, second] = [create(), create()];
    writeFileSync(join(folder, '..', 'other.key'), 'other');
    removeSigningKey(folder, first.kid);
    removeSigningKey(folder, first.kid);
    removeSigningKey(folder, '../other');
    expect(readSigningKeys(folder, wrap)).toMatchObject({ value: [{ kid: second.kid }] });
    expect(readdirSync(join(folder, '..')).sort()).toEqual(['other.key', 'token-keys']);
  });

  test('takes no notice of other files', () => {
    const { folder, wrap, create } = open();
    const { kid } = create();
    writeFileSync(join(folder, `${kid}.key.99.draft`), 'in part');
    writeFileSync(join(folder, 'notes.txt'), 'notes');
    expect(readSigningKeys(folder, wrap)).toMatchObject({ value: [{ kid }] });
  });

  test.each<[string, (folder: string, key: SigningKey, other: SigningKey) => void]>([
    [
      'is changed in one bit',
      (folder, key) => {
        const bytes = Buffer.from(readFileSync(fileOf(folder, key), 'utf8'), 'base64url');
        bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
        writeFileSync(fileOf(folder, key), bytes.toString('base64url'));
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
  ])('says which file %s', (_, damage) => {
    const { folder, wrap, create } = open();
    const [key, other] = [create(), create()];
    damage(folder, key, other);
    const read = readSigningKeys(folder, wrap);
    expect(read).toMatchObject({ ok: false });
    if (!read.ok) expect(read.failure).toContain(fileOf(folder, key));
  });

  test('cannot be read with another master key', () => {
    const { folder, create } = open();
    create();
    expect(readSigningKeys(folder, wrapOf(randomBytes(32)))).toMatchObject({ ok: false });
  });
});

import { URI } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { newSecret, uriOf } from '../../src/second-factor/index.ts';

describe('a new secret', () => {
  test('is 160 random bits in base32', () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(new Set(secrets).size).toBe(100);
  });

  test('is taken by apps from its address, whatever the account is called', () => {
    const secret = newSecret();
    for (const account of ['ann@example.com', 'a b:c/d?e=f&g#h%', 'a'.repeat(254)]) {
      const uri = uriOf(secret, account);
      expect(uri).toMatch(/^otpauth:\/\/totp\/Truetape:/);
      const read = URI.parse(uri);
      expect(read).toMatchObject({ issuer: 'Truetape', algorithm: 'SHA1', digits: 6, period: 30 });
      expect([read.label, read.secret.base32]).toEqual([account, secret]);
    }
  });
});

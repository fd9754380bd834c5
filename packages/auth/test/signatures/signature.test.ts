import { createHmac, createSecretKey } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import { expect, test } from 'vitest';
import { hmacKeyOf, newSigningSecret, readSignature, verifySignature } from '../../src/index.ts';

test('what another library signs is accepted', async () => {
  const secret = newSigningSecret();
  const signed = await httpbis.signMessage(
    {
      key: {
        id: 'key-1',
        alg: 'hmac-sha256',
        sign: async (data) =>
          createHmac('sha256', createSecretKey(secret, 'utf8')).update(data).digest(),
      },
      name: 'sig1',
      fields: ['@method', '@path', '@query'],
      params: ['created', 'nonce', 'keyid', 'alg'],
      paramValues: { nonce: 'abcdefghijklmnop', created: new Date(1_800_000_000_000) },
    },
    { method: 'GET', url: 'https://h/v1/orders?symbol=BTC-USD', headers: {} },
  );
  const read = readSignature({
    method: 'GET',
    url: '/v1/orders?symbol=BTC-USD',
    headers: Object.fromEntries(
      Object.entries(signed.headers).map(([k, v]) => [k.toLowerCase(), v]),
    ),
  });
  if (!read.ok) throw new Error(read.failure);
  expect(verifySignature(read.value, hmacKeyOf(secret))).toBe(true);
});

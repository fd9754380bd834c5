import { describe, expect, test } from 'vitest';
import type { SignedRequest } from '../../src/index.ts';
import { KEYS, NOW_MS, openCheck, signed, type TestRequest } from './support.ts';

/** What a byte is replaced with: its neighbours, a flipped bit, another case, and what has a meaning somewhere. */
function replacementsOf(character: string): string[] {
  const code = character.charCodeAt(0);
  const near = [code ^ 1, code ^ 2, code ^ 0x20, code + 1, code - 1].map((other) =>
    String.fromCharCode(other & 0x7f),
  );
  const meant = ['0', '9', 'A', 'z', '/', '?', '&', '=', '"', ';', ':', ' ', '%', '#', '.', '\\'];
  return [...new Set([...near, ...meant, '\u0000', '\n', '\u00e9'])].filter(
    (other) => other !== character,
  );
}

type Change = (text: string) => SignedRequest;

/** Every text that differs from this one in one place: replaced, missing, or with one more. */
function* changesOf(text: string): Generator<{ readonly at: number; readonly changed: string }> {
  for (let at = 0; at < text.length; at += 1) {
    for (const other of replacementsOf(text.charAt(at))) {
      yield { at, changed: text.slice(0, at) + other + text.slice(at + 1) };
    }
    yield { at, changed: text.slice(0, at) + text.slice(at + 1) };
    for (const more of [text.charAt(at), '0', 'A', '?', '=']) {
      yield { at, changed: text.slice(0, at) + more + text.slice(at) };
    }
  }
}

const REQUESTS: readonly TestRequest[] = [
  { method: 'POST', url: '/v1/orders?dry=no', body: '{"side":"buy","quantity":"1"}' },
  { method: 'DELETE', url: '/v1/orders/trader-1.17?symbol=BTC-USD' },
  {
    method: 'POST',
    url: '/v1/orders/batch',
    body: '{}',
    covered: { 'account-id': 'ann', 'idempotency-key': 'batch-17', prefer: 'wait=5' },
  },
];

describe.each(KEYS)('of a request signed by %s', (_, key) => {
  describe.each(REQUESTS)('$method $url', (request) => {
    const right = signed(request, key, { expiresAtMs: NOW_MS + 30_000 });
    const { headers } = right;
    const withHeader = (name: keyof typeof headers) => (text: string) => ({
      ...right,
      headers: { ...headers, [name]: text },
    });
    const changed: Record<string, readonly [string, Change]> = {
      method: [right.method, (method) => ({ ...right, method })],
      'path and query': [right.url, (url) => ({ ...right, url })],
      parameters: [headers['signature-input'], withHeader('signature-input')],
      signature: [headers.signature, withHeader('signature')],
      ...Object.fromEntries(
        Object.entries(request.covered ?? {}).map(([name, text]) => [
          name,
          [text, withHeader(name as keyof typeof headers)] as const,
        ]),
      ),
      ...('content-digest' in headers && {
        'digest of the body': [headers['content-digest'] ?? '', withHeader('content-digest')],
      }),
    };

    test('nothing else is changed by these tests: unchanged it is accepted', async () => {
      for (const [text, change] of Object.values(changed)) {
        expect(await openCheck(key)(change(text), NOW_MS)).toMatchObject({ ok: true });
      }
    });

    test.each(Object.keys(changed))('no byte of its %s can be another one', async (name) => {
      const [text = '', change = () => right] = changed[name] ?? [];
      const check = openCheck(key);
      const accepted: string[] = [];
      let tried = 0;
      for (const { at, changed } of changesOf(text)) {
        tried += 1;
        const { ok } = await check(change(changed), NOW_MS);
        if (ok) accepted.push(`place ${at}: ${changed}`);
      }
      expect(accepted).toEqual([]);
      expect(tried).toBeGreaterThan(20 * text.length);
    });
  });
});

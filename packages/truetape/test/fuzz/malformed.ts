import fc from 'fast-check';
import type { Asked } from './http-client.ts';

/** Bytes that may be JSON no more, or a query that is none. */
export function malformedFrom(asked: Asked): fc.Arbitrary<Asked> {
  const { body } = asked;
  return body === undefined || body.length === 0
    ? fc
        .constantFrom(...QUERIES)
        .map((query) => ({ ...asked, url: `${asked.url.split('?')[0]}?${query}` }))
    : fc.tuple(fc.constantFrom(...WAYS), fc.nat(), fc.nat(255)).map(([way, at, byte]) => {
        const bytes = Buffer.from(body);
        return { ...asked, ...way(bytes, at % bytes.length, byte) };
      });
}

const QUERIES = [
  'limit=1&limit=2',
  'a[b]=1',
  '%',
  '%ff',
  '&&&',
  '=',
  'limit',
  '__proto__=1',
  'x'.repeat(3_000),
];

type Way = (bytes: Buffer, at: number, byte: number) => Partial<Asked>;

const WAYS: readonly Way[] = [
  (bytes, at) => ({ body: bytes.subarray(0, at) }),
  (bytes, at, byte) => ({
    body: Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at + 1)]),
  }),
  (bytes, at, byte) => ({
    body: Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at)]),
  }),
  (bytes, at) => ({ body: Buffer.concat([bytes.subarray(at), bytes]) }),
  (bytes) => ({ body: Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes]) }),
  (bytes) => ({ body: Buffer.from(bytes.toString(), 'utf16le') }),
  (_bytes, at) => ({ body: '['.repeat(at + 1) }),
  () => ({ body: '{"a":1,"a":2}' }),
  (bytes) => ({ body: bytes, headers: { 'content-type': 'text/plain' } }),
  (bytes) => ({ body: bytes, headers: { 'content-type': 'application/json; charset=utf-16' } }),
];

import { describe, expect, it } from 'vitest';
import { ResponseFormatError, responseReader } from '../../src/load/http/response-reader.ts';

const CREATED = 'HTTP/1.1 201 Created\r\nContent-Type: x\r\ncontent-length: 5\r\n\r\nhello';
const EMPTY = 'HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n';
const REFUSED = 'HTTP/1.1 503 Service Unavailable\r\nContent-Length:2\r\n\r\nno';

function read(chunks: readonly Buffer[]) {
  const seen: string[] = [];
  const reader = responseReader(({ status, body }) => seen.push(`${status} ${body}`));
  for (const chunk of chunks) reader.push(chunk);
  return seen;
}

describe('framing responses', () => {
  const bytes = Buffer.from(CREATED + EMPTY + REFUSED);
  const whole = ['201 hello', '204 ', '503 no'];

  it('takes several responses out of one piece', () => {
    expect(read([bytes])).toEqual(whole);
  });

  it('takes responses cut at every place', () => {
    for (let at = 1; at < bytes.length; at += 1) {
      expect(read([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
    }
    expect(read([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
  });

  it('tells nothing before the body is whole', () => {
    expect(read([Buffer.from(CREATED.slice(0, -1))])).toEqual([]);
  });

  it('counts the length in bytes, not in characters', () => {
    expect(read([Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n€')])).toEqual(['200 €']);
  });

  it.each([
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 'without Content-Length'],
    ['SSH-2.0-OpenSSH\r\n\r\n', 'not an HTTP/1.1 response'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n', 'too long'],
    [`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}`, 'does not end'],
  ])('refuses what it does not speak: %j', (text, reason) => {
    expect(() => read([Buffer.from(text)])).toThrow(ResponseFormatError);
    expect(() => read([Buffer.from(text)])).toThrow(reason);
  });
});

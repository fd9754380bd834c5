import type { IncomingMessage } from 'node:http';
import type { RequestFailure } from './problem.ts';

/** Headers of which Node takes the first and drops the others, while a proxy may have believed another one. */
const ONCE: ReadonlySet<string> = new Set(['authorization', 'content-type', 'host']);

/** RFC 3986 3.2.2, without commas, which only stand between two of them. */
const HOST = /^([\w.~!$&'()*+;=%-]*|\[[\da-f:.]+\])(:\d*)?$/i;

/** Node goes on without those that are more than it was told to take. */
export const HEADERS_MAX = 256;

const GO_ON = '100-continue';

/** What RFC 9112 does not allow and Node lets pass, and what nobody does here. */
export function wrongHttp(request: IncomingMessage): RequestFailure | undefined {
  const { headers, rawHeaders } = request;
  if (rawHeaders.length > 2 * HEADERS_MAX) {
    return { code: 'REQUEST_HEADERS_TOO_LARGE', detail: `There are more than ${HEADERS_MAX}.` };
  }
  const detail = malformation(request);
  if (detail !== undefined) return { code: 'REQUEST_MALFORMED_HTTP', detail };
  const again = headerTwice(rawHeaders);
  if (again !== undefined) {
    return { code: 'REQUEST_MALFORMED_HTTP', detail: `The header ${again} stands twice.` };
  }
  const { expect = GO_ON } = headers;
  if (expect !== GO_ON && expect.toLowerCase() !== GO_ON) return { code: 'REQUEST_EXPECTATION' };
  return undefined;
}

function malformation({ headers, httpVersion, url = '' }: IncomingMessage): string | undefined {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return 'The version is not 1.1 or 1.0.';
  const { host } = headers;
  if (host === undefined && httpVersion === '1.1') return 'There is no Host header.';
  if (host !== undefined && !HOST.test(host)) return 'The Host header names no host.';
  // The router would drop it, and what is behind it.
  if (url.includes('#')) return 'A fragment is not sent.';
  const { 'transfer-encoding': encoding } = headers;
  if (encoding === undefined) return undefined;
  if (httpVersion === '1.0') return 'HTTP/1.0 has no Transfer-Encoding.';
  return encoding.toLowerCase() === 'chunked'
    ? undefined
    : 'The only Transfer-Encoding is chunked.';
}

/** @param headers names and values in turn */
function headerTwice(headers: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at]?.toLowerCase() ?? '';
    if (!ONCE.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

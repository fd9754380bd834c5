import type { IncomingMessage } from 'node:http';
import type { RequestFailure } from './problem.ts';

/** Headers of which Node takes the first and drops the others, while a proxy may have believed another one. */
const ONCE: ReadonlySet<string> = new Set(['authorization', 'content-type', 'host']);

/** What RFC 9112 does not allow and Node lets pass, and an expectation that nobody meets here. */
export function wrongHttp({
  headers,
  httpVersion,
  rawHeaders,
  url = '',
}: IncomingMessage): RequestFailure | undefined {
  if (headers.host === undefined && httpVersion === '1.1') {
    return malformed('There is no Host header.');
  }
  // The router would drop it, and what is behind it.
  if (url.includes('#')) return malformed('A fragment is not sent.');
  const again = headerTwice(rawHeaders);
  if (again !== undefined) return malformed(`The header ${again} stands twice.`);
  const { expect = GO_ON } = headers;
  return expect === GO_ON || expect.toLowerCase() === GO_ON
    ? undefined
    : { code: 'REQUEST_EXPECTATION' };
}

const GO_ON = '100-continue';

const malformed = (detail: string): RequestFailure => ({ code: 'REQUEST_MALFORMED_HTTP', detail });

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

import { isUtf8 } from 'node:buffer';
import { failed, ok, type Result } from '@truetape/kernel';
import type { RequestFailure } from './problem.ts';

export const DEPTH_MAX = 16;

const QUOTE = 0x22;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Reads a body as I-JSON (RFC 7493): valid UTF-8 without byte order mark, no key twice in an object, no half of a
 * surrogate pair; at most 16 levels deep. Takes 2 to 3 µs for an order.
 *
 * A duplicate is found by counting: a text that parses has one colon outside its strings per key written, and its value
 * has one own key per key kept. The parser has then done all the comparing, escapes included.
 */
export function parseJson(bytes: Buffer): Result<unknown, RequestFailure> {
  if (bytes.length === 0) {
    return failed({ code: 'REQUEST_MALFORMED_JSON', detail: 'The body is empty.' });
  }
  if (!isUtf8(bytes)) return failed({ code: 'REQUEST_INVALID_UTF8' });
  const text = bytes.toString('utf8');
  const written = keysWritten(text);
  if (written === TOO_DEEP) return failed({ code: 'REQUEST_TOO_DEEP' });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, which may hold what should not be repeated.
    return failed({ code: 'REQUEST_MALFORMED_JSON' });
  }
  if (keysKept(value) !== written) return failed(duplicateIn(text));
  if (text.includes('\\u') && !isWellFormed(value)) {
    return failed({
      code: 'REQUEST_INVALID_UTF8',
      detail: 'A \\u escape stands for half of a surrogate pair.',
    });
  }
  return ok(value);
}

const TOO_DEEP = -1;

/** Colons outside strings, or TOO_DEEP. For text that is not JSON the count means nothing, and the depth still holds. */
function keysWritten(text: string): number {
  let colons = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COLON:
        colons += 1;
        break;
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        depth += 1;
        if (depth > DEPTH_MAX) return TOO_DEEP;
        break;
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
    }
  }
  return colons;
}

/** The place of the quote that ends the string begun at `start`, or the end of the text. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

/** Own keys of all objects in `value`. Not deeper than the text, so recursion is bounded. */
function keysKept(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += keysKept(item);
    return count;
  }
  for (const key of Object.keys(value)) {
    count += 1 + keysKept((value as Record<string, unknown>)[key]);
  }
  return count;
}

function isWellFormed(value: unknown): boolean {
  // Well-formed text survives UTF-8; half a pair becomes the replacement character.
  if (typeof value === 'string') return Buffer.from(value).toString() === value;
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isWellFormed(key) && isWellFormed(item));
}

/** Names the key that stands twice. Runs only when there is one. */
function duplicateIn(text: string): RequestFailure {
  const keysOf: Set<string>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === OPEN_OBJECT) keysOf.push(new Set());
    else if (character === CLOSE_OBJECT) keysOf.pop();
    else if (character === QUOTE) {
      const end = endOfString(text, at);
      const literal = text.slice(at, end + 1);
      at = end;
      if (!/^\s*:/.test(text.slice(end + 1, end + 64))) continue;
      const key = JSON.parse(literal) as string;
      const keys = keysOf.at(-1);
      if (keys?.has(key)) return { code: 'REQUEST_DUPLICATE_KEY', field: key.slice(0, 100) };
      keys?.add(key);
    }
  }
  return { code: 'REQUEST_DUPLICATE_KEY' };
}

import { assert } from '@truetape/kernel';

/**
 * RFC 8785 (JSON Canonicalization Scheme) of a JSON value made of strings, safe integers, booleans, null, arrays and
 * objects: keys in UTF-16 order, no white space, `JSON.stringify` escapes. Members that are undefined are left out.
 *
 * @throws InvariantError for anything else (fractions, BigInt, NaN, lone surrogates): none of it may be stored
 */
export function canonicalJson(value: unknown): string {
  if (isCanonical(value)) {
    const json = JSON.stringify(value);
    if (!json.includes('\\ud')) return json; // how a lone surrogate is written
  }
  return sortedJson(value);
}

/** Says whether `JSON.stringify` would write these bytes by itself, but for lone surrogates: it is much quicker. */
function isCanonical(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return isStorable(value);
    case 'object':
      if (value === null) return true;
      return Array.isArray(value) ? value.every(isCanonical) : isCanonicalObject(value);
    default:
      return false;
  }
}

function isCanonicalObject(value: object): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false; // a Date would write itself otherwise
  let previous = '';
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (key < previous || (member !== undefined && !isCanonical(member))) return false;
    previous = key;
  }
  return true;
}

function isStorable(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

function sortedJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      assert(isWellFormed(value), 'a stored string is well-formed Unicode');
      return JSON.stringify(value);
    case 'number':
      assert(isStorable(value), 'a stored number is a safe integer');
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value)
        ? `[${value.map(canonicalJson).join(',')}]`
        : canonicalObject(value);
    default:
      assert(false, `a stored value is JSON, not ${typeof value}`);
  }
}

function canonicalObject(value: object): string {
  let json = '';
  for (const key of sortedKeys(value)) {
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${json}}`;
}

/** The codec builds objects in key order already, so the sort is nearly always spared. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let i = 1; i < keys.length; i++) {
    if ((keys[i - 1] as string) > (keys[i] as string)) return keys.sort(); // UTF-16 order, as the RFC wants
  }
  return keys;
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const ASCII = /^[\x20-\x7e]*$/;

function isWellFormed(text: string): boolean {
  return ASCII.test(text) || !LONE_SURROGATE.test(text);
}

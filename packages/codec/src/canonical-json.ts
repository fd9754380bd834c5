import { assert } from '@truetape/kernel';

/**
 * RFC 8785 (JSON Canonicalization Scheme) of a JSON value made of strings, safe integers, booleans, null, arrays and
 * objects: keys in UTF-16 order, no white space, `JSON.stringify` escapes. Members that are undefined are left out.
 *
 * @throws InvariantError for anything else (fractions, BigInt, NaN, lone surrogates): none of it may be stored
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      assert(isWellFormed(value), 'a stored string is well-formed Unicode');
      return JSON.stringify(value);
    case 'number':
      assert(Number.isSafeInteger(value) && !Object.is(value, -0), 'a stored number is a safe integer');
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : canonicalObject(value);
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

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../src/index.ts';

const parse = (text: string | Uint8Array) => parseJson(Buffer.from(text as string));
const codeOf = (text: string | Uint8Array) => {
  const parsed = parse(text);
  return parsed.ok ? 'ok' : parsed.failure.code;
};

describe('a body', () => {
  test('that is JSON is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  test.each([
    ['', 'empty'],
    ['{', 'cut off'],
    ['{"a":1}x', 'followed by something'],
    ["{'a':1}", 'in single quotes'],
    ['{"a":1,}', 'with a trailing comma'],
    ['{"a":01}', 'with a leading zero'],
    ['{"a":NaN}', 'with NaN'],
    ['{"a":"\n"}', 'with a bare line break in a string'],
    ['{"a":"', 'with a string that never ends'],
    ['// a\n{}', 'with a comment'],
  ])('%j is refused: %s', (text) => {
    expect(codeOf(text)).toBe('REQUEST_MALFORMED_JSON');
  });

  test('that does not parse is refused without repeating it', () => {
    expect(parse('{"token":"secret"')).toEqual({
      ok: false,
      failure: { code: 'REQUEST_MALFORMED_JSON' },
    });
  });

  test('with a byte order mark is refused', () => {
    expect(codeOf('\uFEFF{}')).toBe('REQUEST_MALFORMED_JSON');
  });

  test.each([
    [[0x22, 0xff, 0x22], 'a byte that UTF-8 has not'],
    [[0x22, 0xc0, 0xaf, 0x22], 'an overlong form'],
    [[0x22, 0xed, 0xa0, 0x80, 0x22], 'an encoded surrogate'],
    [[0x22, 0xe2, 0x82, 0x22], 'a sequence cut off'],
  ])('of bytes %j is refused: %s', (bytes) => {
    expect(codeOf(Uint8Array.from(bytes))).toBe('REQUEST_INVALID_UTF8');
  });

  test('with valid UTF-8 beyond ASCII is taken', () => {
    expect(parse('{"a":"žluťoučký 🐎"}')).toEqual({ ok: true, value: { a: 'žluťoučký 🐎' } });
  });

  test('with half of a surrogate pair in an escape is refused, with a whole pair taken', () => {
    expect(codeOf('{"a":"\\ud83d"}')).toBe('REQUEST_INVALID_UTF8');
    expect(codeOf('{"\\udc34":1}')).toBe('REQUEST_INVALID_UTF8');
    expect(codeOf('["\\udc34\\ud83d"]')).toBe('REQUEST_INVALID_UTF8');
    expect(parse('["\\ud83d\\udc34"]')).toEqual({ ok: true, value: ['🐴'] });
  });
});

describe('a key that stands twice in one object', () => {
  test.each([
    ['{"a":1,"a":1}', 'a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"x":{"b":1,"c":[{"d":1 , "d" : 2}]}}', 'd'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"a\\"b":1,"c":"}{,:","a\\"b":2}', 'a"b'],
    ['{"\\\\":1,"\\\\":2}', '\\'],
    ['{"":1,"":2}', ''],
  ])('%s is refused and named', (text, field) => {
    expect(parse(text)).toEqual({ ok: false, failure: { code: 'REQUEST_DUPLICATE_KEY', field } });
  });

  test.each([
    ['{"a":{"a":1},"b":{"a":1}}'],
    ['[{"a":1},{"a":1}]'],
    ['{"a":"a","b":"a"}'],
    ['{"a":"\\"a\\":1,\\"a\\":1"}'],
    ['{"a\\\\":1,"a":":::{[\\\\"}'],
  ])('%s has none', (text) => {
    expect(codeOf(text)).toBe('ok');
  });

  test('is found wherever it is put', () => {
    const key = fc.string({ minLength: 0, maxLength: 6 });
    const other = fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(
        other,
        key,
        fc.jsonValue({ maxDepth: 2 }),
        fc.nat(),
        (object, name, value, at) => {
          const entry = (key: string, item: unknown) =>
            `${JSON.stringify(key)}:${JSON.stringify(item)}`;
          const entries = Object.entries({ ...object, [name]: value }).map(([k, v]) => entry(k, v));
          expect(codeOf(`[{${entries.join(',')}}]`)).toBe('ok');
          entries.splice(at % (entries.length + 1), 0, entry(name, 'again'));
          expect(codeOf(`[{${entries.join(',')}}]`)).toBe('REQUEST_DUPLICATE_KEY');
        },
      ),
    );
  });
});

describe('depth', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  test('of 16 is taken, of 17 is refused', () => {
    expect(codeOf(nested(16))).toBe('ok');
    expect(codeOf(nested(17))).toBe('REQUEST_TOO_DEEP');
    expect(codeOf(`${'{"a":'.repeat(17)}1${'}'.repeat(17)}`)).toBe('REQUEST_TOO_DEEP');
  });

  test('is refused before anything recurses, however much of it there is', () => {
    expect(codeOf('['.repeat(65_000))).toBe('REQUEST_TOO_DEEP');
  });

  test('does not count brackets in strings', () => {
    expect(codeOf(`["${'[{'.repeat(100)}"]`)).toBe('ok');
  });
});

test('the work grows with the body and not with its square: 1 MiB of the worst is done in no time', () => {
  // A square of it would take minutes, and the test would end before that.
  const worst = [
    `"${'\\"'.repeat(512_000)}"`,
    `["${'\\\\'.repeat(512_000)}"]`,
    `{${Array.from({ length: 100_000 }, (_, index) => `"${index}":1`).join(',')},"0":1}`,
    `"${'\\'.repeat(1_040_000)}`,
    `[${'"":'.repeat(320_000)}`,
  ];
  expect(worst.map(codeOf)).toEqual([
    'ok',
    'ok',
    'REQUEST_DUPLICATE_KEY',
    'REQUEST_MALFORMED_JSON',
    'REQUEST_MALFORMED_JSON',
  ]);
});

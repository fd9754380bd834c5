import type { ErrorCode } from '@truetape/contracts';

/** A body of the wrong form as JSON text, and how it is refused. */
export interface BadBody {
  readonly json: string;
  readonly code: ErrorCode;
  readonly field: string;
}

/** JSON texts that are not a decimal as a client may write it. */
export const NOT_DECIMALS: readonly string[] = [
  'null',
  'true',
  '1',
  '1.5',
  '1e2',
  '-1',
  '9007199254740993',
  '[]',
  '["1"]',
  '{}',
  '""',
  '" 1"',
  '"1 "',
  '"1\\n"',
  '"1\\u0000"',
  '"1e2"',
  '"1E2"',
  '"1e-2"',
  '"+1"',
  '"-1"',
  '"-0"',
  '"01"',
  '"00"',
  '".5"',
  '"5."',
  '"1.2.3"',
  '"1,5"',
  '"1_000"',
  '"0x1"',
  '"1n"',
  '"1USD"',
  '"NaN"',
  '"Infinity"',
  '"\u0661"',
  '"\uff11"',
  `"${'9'.repeat(20)}"`,
  `"0.${'0'.repeat(18)}1"`,
  `"${'1'.repeat(10_000)}"`,
];

/** JSON texts that are neither a name nor a word of a list. */
export const NOT_TEXTS: readonly string[] = ['null', 'true', '1', '[]', '{}', '""'];

/** `good` with each of these JSON texts as the value of each field; undefined leaves the field out. */
export function badValues(
  good: object,
  values: Readonly<Record<string, readonly (string | undefined)[]>>,
): readonly BadBody[] {
  return Object.entries(values).flatMap(([field, texts]) =>
    texts.map((text) => ({ json: withMember(good, field, text), code: 'REQUEST_INVALID', field })),
  );
}

export function unknownFields(good: object, fields: readonly string[]): readonly BadBody[] {
  return fields.map((field) => ({
    json: withMember(good, field, '"1"'),
    code: 'REQUEST_UNKNOWN_FIELD',
    field,
  }));
}

/** As text, because an object of JavaScript has no such members as `__proto__` or numbers above 2^53. */
function withMember(good: object, field: string, text: string | undefined): string {
  const members = Object.entries(good)
    .filter(([name]) => name !== field)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  if (text !== undefined) members.push(`${JSON.stringify(field)}:${text}`);
  return `{${members.join(',')}}`;
}

import { values } from '@truetape/contracts';
import { z } from 'zod';

/** One field of an event's data: its path (`legs[].fee`), its form, and whether it is always there. */
export interface Field {
  readonly path: string;
  readonly form: string;
  readonly required: boolean;
}

const NAMED = new Map<unknown, string>(
  // A form with two names has the first of them: `count` and `revision` are one. An object is the forms of its fields.
  Object.entries(values)
    .filter(([, schema]) => !(schema instanceof z.ZodObject))
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([name, schema]) => [schema, name]),
);

export function fieldsOf(schema: unknown, path = '', required = true): readonly Field[] {
  const named = NAMED.get(schema);
  if (named !== undefined) return [{ path, form: named, required }];
  if (schema instanceof z.ZodOptional) return fieldsOf(schema.unwrap(), path, false);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element, `${path}[]`, required);
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      fieldsOf(field, path === '' ? name : `${path}.${name}`, required),
    );
  }
  return [{ path, form: formOf(schema as z.ZodType), required }];
}

/** What the forms of these names allow, in order of their names. */
export function namedForms(used: ReadonlySet<string>): readonly (readonly [string, string])[] {
  return [...NAMED]
    .filter(([, name]) => used.has(name))
    .map(([schema, name]) => [name, formOf(schema as z.ZodType)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function formOf(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema);
  if (json.enum !== undefined) return json.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (json.pattern !== undefined) return `string: ${json.pattern}`;
  if (json.maxLength !== undefined) {
    return `string of ${json.minLength} to ${json.maxLength} characters`;
  }
  if (json.type !== 'integer') return String(json.type);
  const max = json.maximum === Number.MAX_SAFE_INTEGER ? '2^53 − 1' : json.maximum;
  return `integer from ${json.minimum} to ${max}`;
}

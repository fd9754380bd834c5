import { z } from 'zod';
import { CONDITIONS } from './conditions.ts';
import type { Json } from './json.ts';
import type { Named } from './named.ts';
import { SCHEMAS } from './schemas.ts';

export interface JsonSchemas {
  /** Those that have a name, for `#/components/schemas`. */
  readonly named: Readonly<Record<string, Json>>;
  /** Of any other schema, with references to those that have a name. */
  readonly of: (schema: z.core.$ZodType) => Json;
  readonly nameOf: (schema: z.ZodType) => Named & { readonly name: string };
}

const PREFIX = '#/components/schemas/';

/** The schemas of the wire as JSON Schema 2020-12, as clients write what they send and read what they get. */
export function jsonSchemas(): JsonSchemas {
  const names = new Map<z.core.$ZodType, string>(
    Object.entries(SCHEMAS).map(([name, { schema }]) => [schema, name]),
  );
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    override: asNumber,
    uri: (id) => `${PREFIX}${id}`,
  });
  const named = Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => {
      const { examples } = SCHEMAS[id] ?? unnamed();
      return [id, { ...bare(schema as Json), ...CONDITIONS[id], examples }];
    }),
  );
  return {
    named,
    of: (schema) => {
      const name = names.get(schema instanceof z.ZodOptional ? schema.unwrap() : schema);
      if (name !== undefined) return { $ref: `${PREFIX}${name}` };
      return bare(z.toJSONSchema(schema, { io: 'input', override: asNumber }));
    },
    nameOf: (schema) => {
      const name = names.get(schema) ?? unnamed();
      return { name, ...(SCHEMAS[name] ?? unnamed()) };
    },
  };
}

function unnamed(): never {
  throw new Error('http-api/schemas.ts has no name for a schema of a body or an answer');
}

const bare = ({ $id: _, id: __, $schema: ___, ...schema }: Json): Json => schema;

/** A whole number stands as digits in a URL, and is a number to whoever writes it there. */
function asNumber({ zodSchema, jsonSchema }: Overridden): void {
  const { bounds } = (z.globalRegistry.get(zodSchema) ?? {}) as { readonly bounds?: object };
  if (bounds === undefined) return;
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  Object.assign(jsonSchema, { type: 'integer', ...bounds });
}

type Overridden = Parameters<NonNullable<z.core.ToJSONSchemaParams['override']>>[0];

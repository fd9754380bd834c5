import { openApi } from '@truetape/contracts/http-api';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Schema } from './schema.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

/** An operation of the document, as whoever only has the document sees it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly required: boolean; readonly schema: Schema } | undefined;
  /** Whether nobody may call it without saying who they are. */
  readonly isGuarded: boolean;
  /** Whether it is looked at who asks. */
  readonly looksAtTokens: boolean;
}

interface Written {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: { readonly 'application/json': { readonly schema: Schema } };
  };
  readonly responses: Readonly<Record<string, unknown>>;
  readonly security: readonly object[];
}

const document = JSON.parse(JSON.stringify(openApi()));
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'document');

/** Every operation but those that become a WebSocket. */
export const OPERATIONS: readonly Operation[] = Object.entries(
  document.paths as Readonly<Record<string, Readonly<Record<string, Written>>>>,
).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { responses }]) => !('101' in responses))
    .map(([method, { operationId, parameters, requestBody, security }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody && {
        required: requestBody.required,
        schema: requestBody.content['application/json'].schema,
      },
      isGuarded: security.length > 0 && security.every((need) => Object.keys(need).length > 0),
      looksAtTokens: security.length > 0,
    })),
);

/** The schema that a reference leads to, with its name. */
export function named({ $ref }: Schema): readonly [name: string, schema: Schema] | undefined {
  const name = $ref?.split('/').at(-1);
  return name === undefined ? undefined : [name, document.components.schemas[name]];
}

const compiled = new Map<string, (value: unknown) => boolean>();

/** Whether a value is of a schema of the document. */
export function isValid(schema: Schema, value: unknown): boolean {
  const text = JSON.stringify(schema).replaceAll('"#/', '"document#/');
  const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text));
  compiled.set(text, validate);
  return validate(value);
}

import { errorsOf, type OpenApi, openApi, partsOf, routes } from '@truetape/contracts/http-api';
import openapiTs, { astToString } from 'openapi-typescript';

/** What `@truetape/client` knows of the routes. */
export const CLIENT_TYPES = 'packages/client/src/http/wire.ts';

const HEAD =
  '// Written by `npm run docs` from the OpenAPI document. A test compares them; change the source.\n\n';

/** For people, or of no type: with them there would be five times as much. */
const WORDS: ReadonlySet<string> = new Set(['description', 'examples', 'headers', 'pattern']);

interface Operation {
  readonly responses: Readonly<Record<string, unknown>>;
}

/** All paths, answers and schemas of the document as types; what a route may refuse is one type, by its codes. */
export async function clientTypes(): Promise<string> {
  const document = withoutWords(openApi()) as OpenApi;
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => {
    const { allOf: _conditions, ...fields } = schema;
    return [name, fields];
  });
  const paths: Record<string, Record<string, object>> = {};
  for (const [key, route] of routes) {
    const [method, path] = partsOf(key);
    const verb = method.toLowerCase();
    const operation = document.paths[path]?.[verb] as unknown as Operation;
    const responses = {
      ...Object.fromEntries(
        Object.entries(operation.responses).filter(([status]) => status < '400'),
      ),
      default: refusal([...errorsOf(method, route)].sort()),
    };
    paths[path] = { ...paths[path], [verb]: { ...operation, responses } };
  }
  const components = { schemas: Object.fromEntries(schemas) };
  const ast = await openapiTs(JSON.stringify({ ...document, paths, components }), {
    immutable: true,
  });
  return HEAD + astToString(ast);
}

function refusal(codes: readonly string[]) {
  const problem = { $ref: '#/components/schemas/Problem' };
  const code = { type: 'object', required: ['code'], properties: { code: { enum: codes } } };
  const schema = { allOf: [problem, code] };
  return { description: '', content: { 'application/problem+json': { schema } } };
}

function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !WORDS.has(key))
      .map(([key, member]) => [key, withoutWords(member)]),
  );
}

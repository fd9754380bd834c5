import { headerComponents } from './answer-headers.ts';
import type { Json } from './json.ts';
import { jsonSchemas } from './json-schemas.ts';
import { operationOf } from './operation.ts';
import { problemExamples } from './refusals.ts';
import { TOPICS } from './route.ts';
import { partsOf, routes } from './routes.ts';
import { SECURITY_SCHEMES } from './security.ts';

const DESCRIPTION = `Orders, accounts, markets and the log that all of them follow from.

Amounts, prices and quantities are decimal strings. Nothing is coerced and nothing is passed over: a field or parameter that does not
stand here is refused. Every refusal is a problem of RFC 9457 with a stable \`code\`. A command is answered when it is on disk; to
resolve a timeout, send the same request again. \`HEAD\` is answered as \`GET\`, without the body; a method that a path does not take is 405.

What changes by itself is told by [the feeds](/docs/feeds).`;

/** All routes of HTTP as an OpenAPI 3.1 document, made from the table of routes and the schemas that are used. */
export function openApi() {
  const schemas = jsonSchemas();
  const paths: Record<string, Record<string, Json>> = {};
  for (const [key, route] of routes) {
    const [method, path] = partsOf(key);
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(method, route, schemas) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Truetape',
      version: '1.0.0',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(TOPICS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: schemas.named,
      headers: headerComponents(),
      examples: problemExamples(),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
export type OpenApi = ReturnType<typeof openApi>;

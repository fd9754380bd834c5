import type { z } from 'zod';
import { type AnswerHeader, headersOf } from './answer-headers.ts';
import type { Json } from './json.ts';
import type { JsonSchemas } from './json-schemas.ts';
import { PATH_PARAMETERS, QUERY_PARAMETERS } from './parameters.ts';
import { refusalsOf } from './refusals.ts';
import { REQUEST_HEADERS } from './request-headers.ts';
import type { Method, Route, TextAnswer } from './route.ts';
import { SECURITY_SCHEMES } from './security.ts';

/** A route as an operation of the document. */
export function operationOf(method: Method, route: Route, schemas: JsonSchemas): Json {
  const { name, topic, summary, body, isBodyOptional } = route;
  return {
    operationId: name,
    tags: [topic],
    summary,
    security: securityOf(route),
    parameters: parametersOf(route, schemas),
    ...(body && {
      requestBody: { required: !isBodyOptional, content: jsonContent(body, schemas) },
    }),
    responses: merged(answersOf(route, schemas), refusalsOf(method, route)),
  };
}

/** Of a process that is not ready, and of one that takes no more requests, the status is the same. */
function merged(answers: Responses, refusals: Responses): Responses {
  const both = Object.keys(answers).filter((status) => status in refusals);
  const shared = both.map((status) => {
    const { content, ...answer } = answers[status] ?? {};
    const { content: refused } = refusals[status] ?? {};
    return [status, { ...answer, content: Object.assign({}, content, refused) }];
  });
  return { ...answers, ...refusals, ...Object.fromEntries(shared) };
}
type Responses = Readonly<Record<string, Json>>;

function securityOf({ credentials }: Route): readonly Json[] {
  if (credentials === 'ignored') return [];
  const schemes = Object.keys(SECURITY_SCHEMES).map((name) => ({ [name]: [] }));
  return credentials === 'optional' ? [{}, ...schemes] : schemes;
}

function parametersOf({ path, query, headers = [] }: Route, schemas: JsonSchemas): readonly Json[] {
  const inPath = Object.entries(path?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    description: PATH_PARAMETERS[name] ?? missing(name),
    schema: schemas.of(schema),
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    description: QUERY_PARAMETERS[name] ?? missing(name),
    schema: schemas.of(schema),
  }));
  const inHeader = [...headers, 'X-Request-Id' as const].map((name) => ({
    name,
    in: 'header',
    required: false,
    description: REQUEST_HEADERS[name].description,
    schema: schemas.of(REQUEST_HEADERS[name].schema),
  }));
  return [...inPath, ...inQuery, ...inHeader];
}

function missing(name: string): never {
  throw new Error(`http-api/parameters.ts does not say what the parameter ${name} is`);
}

function answersOf(route: Route, schemas: JsonSchemas): Readonly<Record<string, Json>> {
  const { answers, headers = [], list } = route;
  if (answers === 'webSocket') {
    return { 101: { description: 'The connection is a WebSocket from here on.' } };
  }
  const isTagged = headers.includes('If-None-Match');
  const tags: readonly AnswerHeader[] = isTagged
    ? ['Cache-Control', 'ETag', 'Truetape-Position']
    : [];
  const inCsv: readonly AnswerHeader[] = list?.csv ? ['Vary'] : [];
  const answered = Object.entries(answers).map(([status, answer]) => {
    const content = {
      ...(isText(answer) ? textContent(answer.mediaType) : jsonContent(answer, schemas)),
      ...(list?.csv ? textContent('text/csv') : {}),
    };
    const all = headersOf(['X-Request-Id', ...tags, ...inCsv], list?.csv ? ['Link'] : []);
    return [status, { description: DESCRIPTIONS[status], headers: all, content }];
  });
  const unchanged = { description: 'It is what the client has.', headers: headersOf(tags) };
  return { ...Object.fromEntries(answered), ...(isTagged ? { 304: unchanged } : {}) };
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  200: 'Done.',
  201: 'It is in the log, for good.',
  202: 'It is in the log; the market answers later.',
  503: 'Not now.',
};

function isText(answer: z.ZodType | TextAnswer): answer is TextAnswer {
  return 'mediaType' in answer;
}

const textContent = (mediaType: string) => ({ [mediaType]: { schema: { type: 'string' } } });

function jsonContent(schema: z.ZodType, schemas: JsonSchemas) {
  const { name, examples } = schemas.nameOf(schema);
  const shown = examples.map((value, index) => [`${name}${index + 1}`, { value }]);
  return {
    'application/json': {
      schema: { $ref: `#/components/schemas/${name}` },
      examples: Object.fromEntries(shown),
    },
  };
}

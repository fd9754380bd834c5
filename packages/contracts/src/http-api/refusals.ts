import { ERRORS, type ErrorCode } from '../errors.ts';
import { type AnswerHeader, headersOf } from './answer-headers.ts';
import { errorsOf } from './errors-of.ts';
import type { Json } from './json.ts';
import type { Method, Route } from './route.ts';

/** Also answered to what never became a request, with no headers of ours. */
const BEFORE_A_REQUEST: ReadonlySet<number> = new Set([400, 408, 413, 431]);

const OF_STATUS: Readonly<Record<number, readonly AnswerHeader[]>> = {
  401: ['WWW-Authenticate'],
  503: ['Retry-After'],
};

/** What a route may refuse, by status. */
export function refusalsOf(method: Method, route: Route): Readonly<Record<string, Json>> {
  const codes = [...errorsOf(method, route)].sort();
  const statuses = new Set(codes.map((code) => ERRORS[code].status));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const ofStatus = codes.filter((code) => ERRORS[code].status === status);
      return [status, refusal(status, ofStatus, route)];
    }),
  );
}

function refusal(status: number, codes: readonly ErrorCode[], { headers = [] }: Route): Json {
  const always: readonly AnswerHeader[] = ['Cache-Control', 'X-Request-Id'];
  const required = [...(BEFORE_A_REQUEST.has(status) ? [] : always), ...(OF_STATUS[status] ?? [])];
  const optional: readonly AnswerHeader[] = [
    ...(BEFORE_A_REQUEST.has(status) ? always : []),
    ...(status === 429 ? (['Retry-After'] as const) : []),
    ...(status === 503 && headers.includes('If-None-Match')
      ? (['Truetape-Position'] as const)
      : []),
  ];
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]);
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: headersOf(required, optional),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            {
              type: 'object',
              required: ['status', 'code'],
              properties: { status: { const: status }, code: { enum: codes } },
            },
          ],
        },
        examples: Object.fromEntries(examples),
      },
    },
  };
}

/** The problem of each code. */
export const problemExamples = () =>
  Object.fromEntries(
    Object.entries(ERRORS).map(([code, { title, status }]) => {
      const type = `urn:truetape:error:${code}`;
      return [code, { value: { type, title, status, code, requestId: '5f0c9a4be1d2-1x' } }];
    }),
  );

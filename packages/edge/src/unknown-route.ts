import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';

interface Pattern {
  readonly segments: readonly string[];
  readonly method: string;
}

/** Answers what no route took. */
export type RefuseUnknown = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/**
 * Makes what answers 405 with `Allow` where the path is known with other methods, else 404. It is asked for such requests
 * only, so it simply looks through all routes.
 */
export function refuseUnknownRoutes(app: FastifyInstance): RefuseUnknown {
  const patterns: Pattern[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    const segments = url.split('/');
    for (const each of [method].flat()) patterns.push({ segments, method: each });
  });
  const refuse: RefuseUnknown = (request, reply) => {
    const segments = (request.url.split('?', 1)[0] ?? '').split('/');
    const allowed = new Set(
      patterns.filter((pattern) => matches(pattern.segments, segments)).map(({ method }) => method),
    );
    if (allowed.size === 0) return sendProblem(reply, 'REQUEST_ROUTE_NOT_FOUND');
    const allow = [...allowed].sort().join(', ');
    return sendProblem(reply, 'REQUEST_METHOD_NOT_ALLOWED', { headers: { allow } });
  };
  app.setNotFoundHandler(refuse);
  return refuse;
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((segment, index) =>
      segment.startsWith(':') ? path[index] !== '' : segment === path[index],
    )
  );
}

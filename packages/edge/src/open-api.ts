import type { FastifyInstance } from 'fastify';

const PATH = '/openapi.json';

/**
 * `GET /openapi.json`: every route of HTTP, whichever process serves it. Once in an app, however many APIs it has. Made
 * when it is first asked for; it never changes.
 */
export function serveOpenApi(app: FastifyInstance): void {
  if (app.hasRoute({ method: 'GET', url: PATH })) return;
  let document: Promise<string> | undefined;
  app.get(PATH, async (_request, reply) => {
    document ??= written();
    return reply.type('application/json; charset=utf-8').send(await document);
  });
}

async function written(): Promise<string> {
  const { openApi } = await import('@truetape/contracts/http-api');
  return JSON.stringify(openApi());
}

import { asyncApi } from '@truetape/contracts';
import { sendProblem, serveOpenApi } from '@truetape/edge';
import type { FastifyInstance, FastifyReply } from 'fastify';
import {
  API_PAGE,
  API_PAGE_SCRIPT,
  PAGE_FILES,
  PAGE_POLICY,
  readPageFile,
} from '../answers/api-page.ts';
import { feedsPage } from '../answers/feeds-page.ts';

/** What HTTP and the feeds speak: for programs, and for people. Made when it is first asked for; it never changes. */
export function documentRoutes(app: FastifyInstance): void {
  let document: ReturnType<typeof asyncApi> | undefined;
  let page: string | undefined;
  const files = new Map<string, Buffer>();

  serveOpenApi(app);

  app.get('/asyncapi.json', (_request, reply) => {
    document ??= asyncApi();
    return reply.send(document);
  });

  app.get('/docs', (_request, reply) => sendPage(reply, API_PAGE, PAGE_POLICY));

  app.get('/docs/page.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(API_PAGE_SCRIPT),
  );

  app.get<{ Params: { name: string } }>('/docs/files/:name', async (request, reply) => {
    const { name } = request.params;
    const type = Object.hasOwn(PAGE_FILES, name) ? PAGE_FILES[name] : undefined;
    if (type === undefined) return sendProblem(reply, 'REQUEST_ROUTE_NOT_FOUND');
    const file = files.get(name) ?? (await readPageFile(name));
    files.set(name, file);
    return reply.type(type).header('cache-control', 'public, max-age=3600').send(file);
  });

  app.get('/docs/feeds', (_request, reply) => {
    document ??= asyncApi();
    page ??= feedsPage(document);
    return sendPage(reply, page, "default-src 'none'; style-src 'unsafe-inline'");
  });
}

function sendPage(reply: FastifyReply, page: string, policy: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .send(page);
}

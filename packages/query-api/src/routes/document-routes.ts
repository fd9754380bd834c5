import { asyncApi } from '@truetape/contracts';
import type { FastifyInstance } from 'fastify';
import { feedsPage } from '../answers/feeds-page.ts';

/** What the feeds speak: for programs, and for people. Made when it is first asked for; it never changes. */
export function documentRoutes(app: FastifyInstance): void {
  let document: ReturnType<typeof asyncApi> | undefined;
  let page: string | undefined;

  app.get('/asyncapi.json', (_request, reply) => {
    document ??= asyncApi();
    return reply.send(document);
  });

  app.get('/docs', (_request, reply) => {
    document ??= asyncApi();
    page ??= feedsPage(document);
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(page);
  });
}

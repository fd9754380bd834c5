import type { Metrics } from '@truetape/observability';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Bounds } from './bounds.ts';

/** Whether something works. */
export interface Check {
  readonly ok: boolean;
  readonly detail?: string;
  /** Requests are served without it: who watches should know, and nobody should be sent elsewhere. */
  readonly optional?: true;
}

/** What has to work before requests can be served, by its name in the answer. */
export type Checks = Readonly<Record<string, Check>>;

export interface Operations {
  readonly name: string;
  readonly metrics: Metrics;
  readonly ready: () => Checks;
  readonly bounds: Bounds;
}

/** What machines watch: `/health` and `/health/ready` (503 until every check is ok that is not optional), `/health/live`, `/metrics`. */
export function serveOperations(
  app: FastifyInstance,
  { name, metrics, ready, bounds }: Operations,
): void {
  const options = { config: { operations: true } };

  app.get('/health', options, (_request, reply) => {
    const checks = ready();
    answer(reply, checks, { name, uptimeSeconds: Math.floor(process.uptime()) });
  });
  app.get('/health/ready', options, (_request, reply) => answer(reply, ready(), {}));
  app.get('/health/live', options, (_request, reply) => {
    reply.header('cache-control', 'no-store').send({ status: 'alive' });
  });
  app.get('/metrics', options, async (_request, reply) => {
    for (const bound of Object.values(bounds)) {
      metrics.requestsInFlight.labels(bound.name).set(bound.inFlight);
    }
    const text = await metrics.text();
    return reply.header('content-type', metrics.contentType).send(text);
  });
}

function answer(reply: FastifyReply, checks: Checks, about: object): void {
  const isReady = Object.values(checks).every((check) => check.ok || check.optional);
  reply.header('cache-control', 'no-store');
  if (!isReady) reply.code(503).header('retry-after', '1');
  reply.send({ status: isReady ? 'ready' : 'not-ready', ...about, checks });
}

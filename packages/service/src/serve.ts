import type { Checks, SharedAllowances } from '@truetape/edge';
import type { FastifyPluginAsync, FastifyPluginCallback } from 'fastify';
import { PROCESSES } from './processes.ts';
import type { Service } from './run-service.ts';

export interface Served {
  /** Asked by `/health/ready`: cheap and synchronous. */
  readonly ready: () => Checks;
  /** What there is beside health and metrics. */
  readonly plugins?: readonly (FastifyPluginAsync | FastifyPluginCallback)[];
  /** Where processes like this one count together for rate limits. */
  readonly sharedAllowances?: SharedAllowances | undefined;
}

/** Serves on the port of this process, where it has one, until the process stops. */
export async function serve(
  service: Service,
  { ready, plugins = [], sharedAllowances }: Served,
): Promise<void> {
  const { name, config, logger, metrics } = service;
  const port = config.ports[PROCESSES[name]];
  if (port === undefined) return;
  // Not every process has a port: those start sooner.
  const { createEdge } = await import('@truetape/edge');
  const { connectionsPerAddressMax, ...edge } = config.edge;
  const limits = { connectionsPerAddressMax };
  const app = createEdge({ ...edge, name, logger, metrics, ready, limits, sharedAllowances });
  for (const plugin of plugins) await app.register(plugin);
  await app.listen({ port, host: config.host });
  service.onStop(() => app.close());
}

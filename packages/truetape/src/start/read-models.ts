import type { Service } from '@truetape/service';
import { type Supervised, say, supervise } from './supervise.ts';
import { supervisePostgres } from './supervise-postgres.ts';

export interface ReadModels {
  /** Undefined when there are none. */
  readonly url: string | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts Postgres, where none is named, and the projector. What fails is logged: orders go on without read models. */
export async function startReadModels(
  service: Service,
  environment: Readonly<Record<string, string>> = {},
): Promise<ReadModels> {
  const { config, logger } = service;
  try {
    const { databaseUrl } = config;
    const postgres =
      databaseUrl === undefined
        ? await supervisePostgres(service)
        : { url: databaseUrl, stop: async () => undefined };
    const projections = startProjections(service, { ...environment, DATABASE_URL: postgres.url });
    return {
      url: postgres.url,
      stop: async () => {
        await projections.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    logger.error({ error: (error as Error).message }, 'there are no read models');
    say(`no read models: ${(error as Error).message}`);
    return { url: undefined, stop: async () => undefined };
  }
}

/** Its lag is shown here too, where everything is on one port. */
function startProjections(
  service: Service,
  environment: Readonly<Record<string, string>>,
): Supervised {
  const { metrics } = service;
  const lagEvents = metrics.projectionLagEvents.labels('read-models');
  const lagSeconds = metrics.projectionLagSeconds.labels('read-models');
  return supervise(service, {
    name: 'projections',
    environment,
    onReport: (report) => {
      if (report.lagEvents !== undefined) lagEvents.set(report.lagEvents);
      if (report.lagMs !== undefined) lagSeconds.set(report.lagMs / 1_000);
    },
    onDown: say,
  });
}

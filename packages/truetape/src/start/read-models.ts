import type { Logger, Metrics } from '@truetape/observability';
import type { Config } from '../config.ts';
import { startProjectorProcess } from './projector-process.ts';

export interface ReadModels {
  /** Undefined when there are none. */
  readonly url: string | undefined;
  readonly position: () => number;
  readonly stop: () => Promise<void>;
}

/** Starts Postgres, where none is named, and the projector. What fails is logged: orders go on without read models. */
export async function startReadModels(options: {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
}): Promise<ReadModels> {
  const { config, logger, metrics } = options;
  const { dataDir } = config;
  try {
    const postgres =
      config.databaseUrl === undefined
        ? await (await import('@truetape/embedded-postgres')).startEmbeddedPostgres({
            dataDir,
          })
        : { url: config.databaseUrl, stop: async () => undefined };
    const environment = { DATABASE_URL: postgres.url, DATA_DIR: dataDir };
    const projector = startProjectorProcess({ environment, logger, metrics });
    return {
      url: postgres.url,
      position: projector.position,
      stop: async () => {
        await projector.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    logger.error({ error: (error as Error).message }, 'there are no read models');
    process.stderr.write(`truetape: no read models: ${(error as Error).message}\n`);
    return { url: undefined, position: () => -1, stop: async () => undefined };
  }
}

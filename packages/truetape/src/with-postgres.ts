import { runningPostgresUrl, startEmbeddedPostgres } from '@truetape/embedded-postgres';
import type { Config } from '@truetape/service';
import pg from 'pg';

const CONNECT_MS_MAX = 5_000;

/** Where the read models are, for as long as `use` runs: a service's Postgres, or the embedded one where none runs. */
export async function withPostgresUrl<Answer>(
  { dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>,
  use: (url: string) => Promise<Answer>,
): Promise<Answer> {
  const running = databaseUrl ?? (await runningPostgresUrl(dataDir));
  if (running !== undefined) return use(running);
  const own = await startEmbeddedPostgres({ dataDir });
  try {
    return await use(own.url);
  } finally {
    await own.stop();
  }
}

/** A connection to it. */
export function withPostgres<Answer>(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
  name: string,
  use: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  return withPostgresUrl(config, async (connectionString) => {
    const client = new pg.Client({
      connectionString,
      application_name: name,
      connectionTimeoutMillis: CONNECT_MS_MAX,
    });
    // A lost connection is told by the question that meets it.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await use(client);
    } finally {
      await client.end();
    }
  });
}

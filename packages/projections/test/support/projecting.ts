import { createLogger, createMetrics, type Logger } from '@truetape/observability';
import { TABLES } from '@truetape/read-models';
import pg from 'pg';
import { type Projector, type ProjectorOptions, runProjector } from '../../src/index.ts';
import { canonicalTypes, columnsOf } from '../../src/postgres/rows.ts';

export const silent: Logger = createLogger({ level: 'silent', destination: '/dev/null' });
export const metrics = createMetrics({ processMetrics: false });

export function project(
  options: Pick<ProjectorOptions, 'log' | 'databaseUrl'> & Partial<ProjectorOptions>,
): Projector {
  return runProjector({ logger: silent, metrics, ...options });
}

/** Runs a projector until it has everything that is in the log now, and stops it. */
export async function projectAll(
  options: Pick<ProjectorOptions, 'log' | 'databaseUrl'> & Partial<ProjectorOptions>,
): Promise<void> {
  const head = await options.log.head();
  const projector = await projectTo(head, options);
  await projector.stop();
}

/** Settles when the read models have reached a position; fails when the projector ends before. */
export async function projectTo(
  position: number,
  options: Pick<ProjectorOptions, 'log' | 'databaseUrl'> & Partial<ProjectorOptions>,
): Promise<Projector> {
  let reached: () => void = () => undefined;
  const whenReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const projector = project({
    ...options,
    onProgress: (now) => {
      options.onProgress?.(now);
      if (now >= position) reached();
    },
  });
  const ended = projector.ended.then((how) => {
    throw new Error(`The projector ended: ${how.ok ? 'stopped' : how.failure.message}`);
  });
  ended.catch(() => undefined);
  await Promise.race([whenReached, ended]);
  return projector;
}

export async function withClient<T>(
  url: string,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`set timezone = 'UTC'`);
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Every row of every table as text, in the order of their keys: what must be equal after a rebuild. */
export function dumpOf(url: string): Promise<Record<string, string[]>> {
  return withClient(url, async (client) => {
    const dump: Record<string, string[]> = {};
    for (const table of TABLES) {
      const { rows } = await client.query<Record<string, unknown>>({
        text: `select ${columnsOf(table)} from truetape.${table.name} order by ${table.key.join(', ')}`,
        types: canonicalTypes,
      });
      dump[table.name] = rows.map((row) => JSON.stringify(row));
    }
    return dump;
  });
}

export const rowsOf = (dump: Record<string, string[]>, table: string) =>
  (dump[table] ?? []).map((row) => JSON.parse(row) as Record<string, unknown>);

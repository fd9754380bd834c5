import pg from 'pg';

/** A batch that takes longer is given up together with its connection. */
const ANSWER_MS_MAX = 30_000;
const CONNECT_MS_MAX = 5_000;

/**
 * A batch reaches its rows by their keys, however few there were in a table when its statement was planned: a scan that
 * was cheap then would be made for every batch since.
 */
const SETTINGS = `set timezone = 'UTC'; set synchronous_commit = off; set jit = off; set enable_seqscan = off`;

export interface ClientOptions {
  /** How long a question may take; 0: as long as it does. */
  readonly answerMsMax?: number;
}

/**
 * One connection, in UTC. Commits do not wait for the disk: rows and checkpoint are lost together, and folded again.
 *
 * @throws Error when there is no connection within five seconds
 */
export async function openClient(
  databaseUrl: string,
  { answerMsMax = ANSWER_MS_MAX }: ClientOptions = {},
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'truetape-projections',
    connectionTimeoutMillis: CONNECT_MS_MAX,
    query_timeout: answerMsMax,
    keepAlive: true,
  });
  // A lost connection is told by the query that meets it; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(SETTINGS);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Says good-bye, or hangs up when that takes longer than a second. Never rejects. */
export async function closeClient(client: pg.Client): Promise<void> {
  const hangUp = setTimeout(() => {
    (
      client as unknown as { connection: { stream: { destroy(): void } } }
    ).connection.stream.destroy();
  }, 1_000);
  await client.end().catch(() => undefined);
  clearTimeout(hangUp);
}

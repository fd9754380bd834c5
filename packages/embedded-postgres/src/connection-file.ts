import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './postgres-error.ts';

/** What `<dataDir>/postgres.json` says about the latest start. Readable by its owner only. */
export interface Connection {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The cluster's folder. */
  readonly home: string;
  /** The process that started Postgres. */
  readonly launcher: number;
}

const FILE = 'postgres.json';

/** Reads the file; undefined when there is none or it is damaged. Other failures are thrown. */
export async function readConnection(dataDir: string): Promise<Connection | undefined> {
  try {
    const found = JSON.parse(await readFile(join(dataDir, FILE), 'utf8')) as Partial<Connection>;
    return isConnection(found) ? found : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? ''))
      return undefined;
    throw error;
  }
}

function isConnection(found: Partial<Connection> | null): found is Connection {
  const texts = [found?.user, found?.password, found?.database, found?.home];
  return (
    texts.every((text) => typeof text === 'string' && text !== '') &&
    Number.isInteger(found?.port) &&
    Number.isInteger(found?.launcher)
  );
}

/** Replaces the file as a whole: a reader sees the old or the new one. */
export async function writeConnection(dataDir: string, connection: Connection): Promise<void> {
  const path = join(dataDir, FILE);
  await writeFile(`${path}.new`, `${JSON.stringify(connection, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** The connection's URL. */
export function connectionUrl({ user, password, port, database }: Connection): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

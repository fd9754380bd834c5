import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@truetape/embedded-postgres';
import pg from 'pg';
import { migrate } from '../../src/index.ts';

/** A Postgres for the tests of one file: `DATABASE_URL` where it is set, else one that is thrown away. */
export interface TestPostgres {
  /** A new database with the tables of the read models: a copy, which is there sooner than they are made. */
  newDatabase(): Promise<string>;
  /** A new database with nothing in it. */
  emptyDatabase(): Promise<string>;
  stop(): Promise<void>;
}

export function openTestPostgres(): Promise<TestPostgres> {
  return openPostgres(process.env.DATABASE_URL);
}

/** One that is thrown away, for tests that change what is of the whole server. */
export function openOwnPostgres(): Promise<TestPostgres> {
  return openPostgres(undefined);
}

async function openPostgres(given: string | undefined): Promise<TestPostgres> {
  const server =
    given === undefined ? await startThrowaway() : { url: given, stop: async () => {} };
  const admin = new pg.Client({ connectionString: server.url });
  admin.on('error', () => undefined);
  await admin.connect();
  const databases: string[] = [];
  const create = async (template = '') => {
    const name = `truetape_test_${randomBytes(6).toString('hex')}`;
    await admin.query(`create database ${name} ${template}`);
    databases.push(name);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return { name, url: url.href };
  };
  const createTemplate = async () => {
    const { name, url } = await create();
    await migrate(url);
    return name;
  };
  let template: Promise<string> | undefined;
  return {
    newDatabase: async () => {
      template ??= createTemplate();
      return (await create(`template ${await template}`)).url;
    },
    emptyDatabase: async () => (await create()).url,
    stop: async () => {
      // A throwaway server goes with everything that is in it.
      if (given !== undefined) {
        for (const name of databases) await admin.query(`drop database ${name} with (force)`);
      }
      await admin.end();
      await server.stop();
    },
  };
}

async function startThrowaway() {
  const dataDir = await mkdtemp(join(tmpdir(), 'truetape-projections-'));
  // As root, Postgres runs as another user, who must get in.
  await chmod(dataDir, 0o755);
  const { url, stop } = await startEmbeddedPostgres({ dataDir });
  return {
    url,
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

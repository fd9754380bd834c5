import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate } from '../../src/index.ts';
import { startThrowaway, type Throwaway } from './throwaway-postgres.ts';

/** A Postgres for the tests of one file: `DATABASE_URL` where it is set, else the one of the run. */
export interface TestPostgres {
  /** A new database with the tables of the read models: a copy, which is there sooner than they are made. */
  newDatabase(): Promise<string>;
  /** A new database with nothing in it. */
  emptyDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** A database of the Postgres of the run, made once: with the tables of the read models, to be copied. */
export const WITH_TABLES = 'truetape_with_tables';

export async function openTestPostgres(): Promise<TestPostgres> {
  const given = process.env.DATABASE_URL;
  const stop = async () => undefined;
  if (given !== undefined) return openPostgres({ url: given, stop }, { outlives: true });
  return openPostgres({ url: await postgresOfRun(), stop }, { template: WITH_TABLES });
}

/** One that is thrown away, for tests that change what is of the whole server. */
export async function openOwnPostgres(): Promise<TestPostgres> {
  return openPostgres(await startThrowaway());
}

async function postgresOfRun(): Promise<string> {
  const answer = await fetch(inject('postgresOfRun'));
  const said = await answer.text();
  if (!answer.ok) throw new Error(said);
  return said;
}

/** @param outlives the server is there after the run: then databases are dropped, which takes it a while each */
async function openPostgres(
  server: Throwaway,
  { outlives = false, template: made }: { outlives?: boolean; template?: string } = {},
): Promise<TestPostgres> {
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
  let template = made === undefined ? undefined : Promise.resolve(made);
  return {
    newDatabase: async () => {
      template ??= createTemplate();
      return (await create(`template ${await template}`)).url;
    },
    emptyDatabase: async () => (await create()).url,
    stop: async () => {
      if (outlives) {
        for (const name of databases) await admin.query(`drop database ${name} with (force)`);
      }
      await admin.end();
      await server.stop();
    },
  };
}

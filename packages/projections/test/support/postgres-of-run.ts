import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/index.ts';
import { WITH_TABLES } from './postgres.ts';
import { startThrowaway, type Throwaway } from './throwaway-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the URL of the Postgres that all files of this run share, and starts it for who asks first. */
    postgresOfRun: string;
  }
}

async function startWithTables(): Promise<Throwaway> {
  const server = await startThrowaway();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create database ${WITH_TABLES}`);
  await admin.end();
  const url = new URL(server.url);
  url.pathname = `/${WITH_TABLES}`;
  await migrate(url.href);
  return server;
}

let started: Promise<Throwaway> | undefined;
const asked = createServer((_request, response) => {
  started ??= startWithTables();
  started.then(
    ({ url }) => response.end(url),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});

/** One server for a whole run costs what one file would; a run that needs none starts none. */
export async function setup({ provide }: TestProject): Promise<void> {
  asked.listen(0, '127.0.0.1');
  await once(asked, 'listening');
  provide('postgresOfRun', `http://127.0.0.1:${(asked.address() as AddressInfo).port}`);
}

export async function teardown(): Promise<void> {
  asked.close();
  asked.closeAllConnections();
  await (await started)?.stop();
}

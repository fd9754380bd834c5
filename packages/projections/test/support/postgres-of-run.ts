import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startThrowaway, type Throwaway } from './throwaway-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the URL of the Postgres that all files of this run share, and starts it for who asks first. */
    postgresOfRun: string;
  }
}

let started: Promise<Throwaway> | undefined;
const asked = createServer((_request, response) => {
  started ??= startThrowaway();
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

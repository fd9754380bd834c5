import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EventLog } from '@truetape/event-store';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { logFolder, type ProcessName } from '@truetape/service';
import { buildChild } from '../process/build-child.ts';
import {
  freePort,
  type Keys,
  keysOf,
  run,
  type Service,
  temporaryFolder,
  until,
} from '../process/support.ts';

/** A way in which the same system runs, with its environment. */
export interface Shape {
  readonly name: string;
  readonly arguments: readonly string[];
  /** What takes orders, and the processes beside it. */
  readonly processes: readonly ProcessName[];
  /** Undefined where the log is on LMDB. */
  readonly eventStoreUrl: () => Promise<string | undefined>;
  /** What else it is told. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Running {
  readonly shape: Shape;
  readonly service: Service;
  readonly port: number;
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly keys: Keys;
  /** The log, as somebody else reads it. */
  readonly openLog: () => Promise<EventLog>;
  readonly stop: () => Promise<number | string>;
}

const onLmdb = async () => undefined;

/** The protocol double of an EventStoreDB server, as a process of its own. @returns its connection string */
export async function startDouble(): Promise<string> {
  const source = join(import.meta.dirname, '../../../event-store-eventstoredb/src/double/main.ts');
  const double = run({ program: await buildChild(source, 'double'), arguments: [] });
  await until('the double listens', () => double.output().includes('\n'));
  return double.output().trim().split(' ').at(-1) ?? '';
}

const CLUSTER = ['command-api', 'matcher', 'workflows', 'query-api', 'projections'] as const;

export const IN_ONE_PLACE: Shape = {
  name: 'in one place',
  arguments: ['start'],
  processes: ['projections'],
  eventStoreUrl: onLmdb,
};
export const PROCESSES_ON_LMDB: Shape = {
  name: 'as processes on LMDB',
  arguments: ['start', '--processes'],
  processes: ['order-path', 'query-api', 'projections'],
  eventStoreUrl: onLmdb,
};
export const PROCESSES_ON_DOUBLE: Shape = {
  name: 'as processes on the double of EventStoreDB',
  arguments: ['start'],
  processes: CLUSTER,
  eventStoreUrl: startDouble,
};
/** A server that is there: `EVENTSTORE_URL`. */
export const processesOn = (url: string): Shape => ({
  name: 'as processes on EventStoreDB',
  arguments: ['start'],
  processes: CLUSTER,
  eventStoreUrl: async () => url,
});

/** A new database and five processes take their time on a machine that has other things to do. */
export const PATIENCE_MS = 60_000;

/** Starts the system and waits until everything of it answers. */
export async function startAs(shape: Shape): Promise<Running> {
  const [port, queryPort, dataDir] = [await freePort(), await freePort(), temporaryFolder()];
  const eventStoreUrl = await shape.eventStoreUrl();
  const namespace = `test-${randomUUID().slice(0, 8)}`;
  const environment = {
    PORT: String(port),
    QUERY_PORT: String(queryPort),
    MATCHER_PORT: '',
    WORKFLOWS_PORT: '',
    PROJECTIONS_PORT: '',
    DATA_DIR: dataDir,
    EVENTSTORE_NAMESPACE: namespace,
    ...shape.environment,
    ...(eventStoreUrl === undefined ? {} : { EVENTSTORE_URL: eventStoreUrl }),
  };
  const service = run({ environment, arguments: shape.arguments });
  await until(
    'the banner',
    () => {
      if (service.child.exitCode !== null) throw new Error(`It ended: ${service.errors()}`);
      return service.output().includes("-d '");
    },
    PATIENCE_MS,
  );
  const keys = keysOf(dataDir);
  await until(
    'reads are answered',
    async () => {
      const [trader] = keys.traders;
      const answer = await fetch(
        `http://127.0.0.1:${port}/v1/accounts/${trader?.accountId}/balances`,
        { headers: { authorization: `Bearer ${trader?.token}` } },
      ).catch(() => undefined);
      await answer?.arrayBuffer();
      return answer?.ok === true;
    },
    PATIENCE_MS,
  );
  return {
    shape,
    service,
    port,
    dataDir,
    environment,
    keys,
    openLog: () =>
      eventStoreUrl === undefined
        ? openLmdbReader({ folder: logFolder(dataDir) })
        : openEventStoreDbLog({ connectionString: eventStoreUrl, namespace, clockMs: Date.now }),
    stop: () => {
      service.child.kill('SIGTERM');
      return service.ended;
    },
  };
}

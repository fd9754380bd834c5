import { join, resolve } from 'node:path';
import { failed, ok, type Result } from '@truetape/kernel';
import { LOG_LEVELS } from '@truetape/observability';
import { z } from 'zod';

const PORT = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((port) => port <= 65_535);

/** Of a process that has nothing but health and metrics to serve. */
const HEALTH_PORT = z.literal('').or(PORT);

/** Every environment variable that Truetape reads: name, default in words, meaning, form. */
export const CONFIG = {
  PORT: {
    default: '8000',
    help: 'The port that serves everything: commands, and reads, which `command-api` passes on where they are another process.',
    form: PORT,
  },
  QUERY_PORT: {
    default: '8001',
    help: 'The port of `query-api` where it is a process of its own.',
    form: PORT,
  },
  MATCHER_PORT: {
    default: '8002',
    help: 'Health and metrics of `matcher` where it is a process of its own. Empty: none.',
    form: HEALTH_PORT,
  },
  WORKFLOWS_PORT: {
    default: '8003',
    help: 'Health and metrics of `workflows` where it is a process of its own. Empty: none.',
    form: HEALTH_PORT,
  },
  PROJECTIONS_PORT: {
    default: '8004',
    help: 'Health and metrics of `projections` where it is a process of its own. Empty: none.',
    form: HEALTH_PORT,
  },
  HOST: {
    default: '127.0.0.1',
    help: 'The address to listen on. `0.0.0.0` lets other machines in.',
    form: z.string().min(1),
  },
  QUERY_URL: {
    default: '',
    help: 'Where `query-api` answers: `command-api` passes reads and feeds on to it. Empty: it takes commands only.',
    form: z.string().regex(/^(https?:\/\/[^/?#]+\/?)?$/),
  },
  EVENTSTORE_URL: {
    default: '',
    help: 'An EventStoreDB or KurrentDB that has the log, as `esdb://…`; every service is then a process of its own. Empty: the log is on LMDB in `DATA_DIR`.',
    form: z.string().regex(/^(esdb(\+discover)?:\/\/.+)?$/),
  },
  EVENTSTORE_NAMESPACE: {
    default: 'truetape',
    help: 'What the streams of this log begin with on that server, which may hold others.',
    form: z.string().regex(/^[a-z0-9-]{1,40}$/),
  },
  DATA_DIR: {
    default: './data',
    help: 'The folder that holds the log, the keys and the embedded Postgres.',
    form: z.string().min(1),
  },
  DATABASE_URL: {
    default: '',
    help: 'A Postgres for the read models. Empty: one of our own is started in `DATA_DIR`.',
    form: z.string().regex(/^(postgres(ql)?:\/\/.+)?$/),
  },
  LOG_LEVEL: {
    default: 'info',
    help: `How much is logged: ${LOG_LEVELS.join(', ')}.`,
    form: z.enum(LOG_LEVELS),
  },
  LOG_FILE: {
    default: '',
    help: 'Where logs go, as JSON lines; `-` is standard output. Empty: `DATA_DIR/truetape.log`, rotated. Other processes than `truetape` add their names: `truetape-matcher.log`.',
    form: z.string(),
  },
  LOG_COMMIT: {
    default: 'sync',
    help: 'How the log commits: `sync` (least processor time) or `async` (fewest stalls). Both are durable.',
    form: z.enum(['sync', 'async']),
  },
  TRUETAPE_DATA: {
    default: '../shared/data',
    help: 'The folder with recorded order flow and matching workloads, for `bench engine` and for tests.',
    form: z.string().min(1),
  },
} as const;

/** The variables that are ports. */
export type PortName = Extract<keyof typeof CONFIG, `${string}PORT`>;

export interface Config {
  /** Undefined where nothing shall be served. */
  readonly ports: Readonly<Record<PortName, number | undefined>>;
  readonly host: string;
  readonly queryUrl: string | undefined;
  readonly eventStoreUrl: string | undefined;
  readonly eventStoreNamespace: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFile: string;
  readonly logCommit: 'sync' | 'async';
  readonly recordedDataDir: string;
}

/** Reads the environment; the failure is one line for the operator. */
export function readConfig(environment: NodeJS.ProcessEnv): Result<Config, string> {
  const values: Record<string, unknown> = {};
  for (const [name, { default: byDefault, form }] of Object.entries(CONFIG)) {
    const given = environment[name];
    const read = (form as z.ZodType).safeParse(given === undefined ? byDefault : given);
    if (!read.success)
      return failed(`${name} is wrong: "${given}". ${CONFIG[name as 'PORT'].help}`);
    values[name] = read.data;
  }
  const dataDir = resolve(values.DATA_DIR as string);
  return ok({
    ports: Object.fromEntries(
      Object.entries(values)
        .filter(([name]) => name.endsWith('PORT'))
        .map(([name, port]) => [name, port === '' ? undefined : port]),
    ) as Config['ports'],
    host: values.HOST as string,
    queryUrl: (values.QUERY_URL as string) || undefined,
    eventStoreUrl: (values.EVENTSTORE_URL as string) || undefined,
    eventStoreNamespace: values.EVENTSTORE_NAMESPACE as string,
    dataDir,
    databaseUrl: (values.DATABASE_URL as string) || undefined,
    logLevel: values.LOG_LEVEL as Config['logLevel'],
    logFile: (values.LOG_FILE as string) || join(dataDir, 'truetape.log'),
    logCommit: values.LOG_COMMIT as Config['logCommit'],
    recordedDataDir: resolve(values.TRUETAPE_DATA as string),
  });
}

import { join, resolve } from 'node:path';
import { failed, ok, type Result } from '@truetape/kernel';
import { LOG_LEVELS } from '@truetape/observability';
import { z } from 'zod';

/** Every environment variable that Truetape reads: name, default in words, meaning, form. */
export const CONFIG = {
  PORT: {
    default: '8000',
    help: 'The port that serves everything.',
    form: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port <= 65_535),
  },
  HOST: {
    default: '127.0.0.1',
    help: 'The address to listen on. `0.0.0.0` lets other machines in.',
    form: z.string().min(1),
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
    help: 'Where logs go, as JSON lines; `-` is standard output. Empty: `DATA_DIR/truetape.log`, rotated.',
    form: z.string(),
  },
  LOG_COMMIT: {
    default: 'sync',
    help: 'How the log commits: `sync` (least processor time) or `async` (fewest stalls). Both are durable.',
    form: z.enum(['sync', 'async']),
  },
  SNAPSHOT_EVENTS: {
    default: '10000',
    help: 'After so many events the state of the order path is kept in `DATA_DIR/snapshots`: what a restart need not read. `0`: never.',
    form: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  },
  TRUETAPE_DATA: {
    default: '../shared/data',
    help: 'The folder with recorded order flow and matching workloads, for `bench engine` and for tests.',
    form: z.string().min(1),
  },
} as const;

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFile: string;
  readonly logCommit: 'sync' | 'async';
  readonly snapshotEvents: number;
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
    port: values.PORT as number,
    host: values.HOST as string,
    dataDir,
    databaseUrl: (values.DATABASE_URL as string) || undefined,
    logLevel: values.LOG_LEVEL as Config['logLevel'],
    logFile: (values.LOG_FILE as string) || join(dataDir, 'truetape.log'),
    logCommit: values.LOG_COMMIT as Config['logCommit'],
    snapshotEvents: values.SNAPSHOT_EVENTS as number,
    recordedDataDir: resolve(values.TRUETAPE_DATA as string),
  });
}

import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { values as wire } from '@truetape/contracts';
import type { RateLimit, RateLimitSettings, TlsFiles } from '@truetape/edge';
import { failed, ok, type Result } from '@truetape/kernel';
import { LOG_LEVELS } from '@truetape/observability';
import { z } from 'zod';
import { anchorsFolder } from './folders.ts';

const PORT = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((port) => port <= 65_535);

/** Of a process that has nothing but health and metrics to serve. */
const HEALTH_PORT = z.literal('').or(PORT);

/** How many there may be of something. */
const BOUND = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number);

/** Of pages. */
const ORIGINS = z
  .string()
  .regex(/^(https?:\/\/[^/?#,\s]+(,https?:\/\/[^/?#,\s]+)*)?$/)
  .transform((origins) => (origins === '' ? [] : origins.split(',')));

/** `1000/10`: so many units, and as many again in so many seconds. */
const RATE_LIMIT = z
  .string()
  .regex(/^(off|[1-9]\d{0,6}\/[1-9]\d{0,3})$/)
  .transform((limit) => {
    if (limit === 'off') return undefined;
    const [units, seconds] = limit.split('/');
    return { units: Number(units), seconds: Number(seconds) };
  });

/** Addresses and networks; one of everybody would believe everybody. */
const NETWORKS = z
  .string()
  .transform((networks) => (networks === '' ? [] : networks.split(',')))
  .refine((networks) => networks.every(isNetwork));

function isNetwork(network: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/([1-9]\d{0,2}))?$/.exec(network) ?? [];
  const bitsMax = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && (bits === undefined || Number(bits) <= bitsMax);
}

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
  MARKET_DATA_PORT: {
    default: '8005',
    help: 'Health and metrics of `market-data`, which posts the markets on Redis. Empty: none.',
    form: HEALTH_PORT,
  },
  NOTARY_PORT: {
    default: '',
    help: 'Health and metrics of `notary`, which anchors the log. Empty: none.',
    form: HEALTH_PORT,
  },
  RISK_WATCH_PORT: {
    default: '',
    help: 'Health and metrics of `risk-watch`, which holds accounts against their limits. Empty: none.',
    form: HEALTH_PORT,
  },
  HOST: {
    default: '127.0.0.1',
    help: 'The address to listen on. `0.0.0.0` lets other machines in.',
    form: z.string().min(1),
  },
  TLS_CERT: {
    default: '',
    help: 'The file with the certificate of this server and its chain, as PEM: everything that has a port then serves HTTPS, with what is in the file at the time. Empty: HTTP.',
    form: z.string(),
  },
  TLS_KEY: {
    default: '',
    help: 'The file with the key of `TLS_CERT`, as PEM.',
    form: z.string(),
  },
  TRUSTED_PROXIES: {
    default: '',
    help: 'Addresses and networks of proxies that say in `X-Forwarded-For` for whom they ask, with commas: `10.0.0.0/8,2001:db8::7`. What others say there is passed over. For a `query-api` it is that of the `command-api` that passes reads on to it.',
    form: NETWORKS,
  },
  CORS_ORIGINS: {
    default: '',
    help: 'Origins of which pages may ask and see the answers, with commas: `https://desk.example,https://…`. Empty: nobody but pages of our own host.',
    form: ORIGINS,
  },
  CONNECTIONS_PER_ADDRESS: {
    default: '4000',
    help: 'Connections from one network address that is not one of `TRUSTED_PROXIES`, those to the feeds and of trading sessions among them.',
    form: BOUND,
  },
  RATE_LIMIT_ADDRESS: {
    default: '6000/3',
    help: 'What all requests from one network address may take together: `units/seconds`, so many at once and as many again, evenly, in so many seconds; most requests take one unit. Cancels may take twice as much, beside it. `off`: any number.',
    form: RATE_LIMIT,
  },
  RATE_LIMIT_KEY: {
    default: '3000/3',
    help: 'The same of one key, or of one user where there is none.',
    form: RATE_LIMIT,
  },
  RATE_LIMIT_ACCOUNT: {
    default: '3000/3',
    help: 'The same of one account, whoever trades for it.',
    form: RATE_LIMIT,
  },
  RATE_LIMIT_SIGN_IN: {
    default: '30/60',
    help: 'What may be tried from one network address where passwords are tried or changed.',
    form: RATE_LIMIT,
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
  REDIS_URL: {
    default: '',
    help: 'A Redis by which every `query-api` that is a process of its own gets its market data, and by which every `query-api` and every `command-api` counts with its like for rate limits and takes each nonce of signed requests once: `redis://…`, `rediss://…` with TLS, `redis+cluster://host:port,…` for a cluster. Empty: each folds the log, counts and takes nonces for itself.',
    form: z.string().regex(/^(rediss?(\+cluster)?:\/\/.+)?$/),
  },
  STREAM_ORIGINS: {
    default: '',
    help: 'Origins of which pages may open feeds, with commas: `https://desk.example,https://…`. Pages of our own host may, and whatever is no browser. Empty: nobody else.',
    form: ORIGINS,
  },
  STREAM_CONNECTIONS_PER_ADDRESS: {
    default: '1000',
    help: 'Connections to the feeds from one network address. Where a proxy stands in between that is not one of `TRUSTED_PROXIES` it is its address that counts.',
    form: BOUND,
  },
  STREAM_CONNECTIONS_PER_ACCOUNT: {
    default: '64',
    help: 'Connections to the feeds of one account or operator, of those that say whose they are.',
    form: BOUND,
  },
  STREAM_DEFLATE: {
    default: 'off',
    help: '`on`: feeds are compressed for clients that can take it. It costs time and about 10 KiB for each of them.',
    form: z.enum(['off', 'on']).transform((value) => value === 'on'),
  },
  PROJECTIONS: {
    default: '',
    help: 'The read models that this process of `projections` keeps, by name, with commas: several processes share the work. Empty: all of them.',
    form: z
      .string()
      .regex(/^([a-z_]+(,[a-z_]+)*)?$/)
      .transform((names) => (names === '' ? undefined : names.split(','))),
  },
  ANCHOR_KEY: {
    default: '',
    help: 'The file with the Ed25519 key that signs outside anchors (PKCS #8 in PEM). Only the notary reads it. Empty: one of its own in `DATA_DIR/anchors`; `-`: this notary signs nothing, another one does.',
    form: z.string(),
  },
  ANCHOR_FILE: {
    default: '',
    help: 'The file to which outside anchors are added, best on another machine. Empty: `DATA_DIR/anchors/anchors.ndjson`.',
    form: z.string(),
  },
  ANCHOR_URL: {
    default: '',
    help: 'Where outside anchors are also sent, by POST. Empty: nowhere.',
    form: z.string().regex(/^(https?:\/\/.+)?$/),
  },
  MASTER_KEY_FILE: {
    default: '',
    help: 'The file with the key that all keys at rest are encrypted with (32 bytes in base64url), best on another disk than `DATA_DIR`. It must be there. Empty: `DATA_DIR/master.key`, made at the first start.',
    form: z.string(),
  },
  SMTP_URL: {
    default: '',
    help: 'The server that sends mails: `smtps://user:password@host`, or `smtp://…` with STARTTLS, which only this machine may do without. Empty: mails are put into `DATA_DIR/mail`.',
    form: z.string().regex(/^(smtps?:\/\/[^/?#]+\/?(\?.*)?)?$/),
  },
  MAIL_FROM: {
    default: 'truetape@localhost.localdomain',
    help: 'The address that mails come from.',
    form: wire.email,
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

/** The variables that are ports. */
export type PortName = Extract<keyof typeof CONFIG, `${string}PORT`>;

/** Of outside anchors. */
export interface AnchorConfig {
  /** Where the notary keeps what is its own. */
  readonly folder: string;
  /** `own`: the notary's, in its folder; `none`: nothing is signed here. */
  readonly key: 'own' | 'none' | { readonly path: string };
  readonly file: string;
  readonly url: string | undefined;
}

/** Of everything that has a port. */
export interface EdgeConfig {
  readonly tls: TlsFiles | undefined;
  readonly trustedProxies: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly connectionsPerAddressMax: number;
  readonly rateLimits: RateLimitSettings;
}

/** Of the feeds. */
export interface StreamConfig {
  readonly origins: readonly string[];
  readonly connectionsPerAddressMax: number;
  readonly connectionsPerAccountMax: number;
  readonly deflate: boolean;
}

/** Of mails to people. */
export interface MailConfig {
  /** Undefined where mails go into a folder of `dataDir`. */
  readonly smtpUrl: string | undefined;
  readonly from: string;
}

export interface Config {
  /** Undefined where nothing shall be served. */
  readonly ports: Readonly<Record<PortName, number | undefined>>;
  readonly host: string;
  readonly queryUrl: string | undefined;
  readonly eventStoreUrl: string | undefined;
  readonly eventStoreNamespace: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly edge: EdgeConfig;
  readonly stream: StreamConfig;
  /** Names of read models; undefined for all. */
  readonly projections: readonly string[] | undefined;
  readonly anchors: AnchorConfig;
  /** Undefined for the one in `dataDir`. */
  readonly masterKeyFile: string | undefined;
  readonly mail: MailConfig;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFile: string;
  readonly snapshotEvents: number;
  readonly recordedDataDir: string;
}

/** Reads the environment; the failure is one line for the operator. */
export function readConfig(environment: NodeJS.ProcessEnv): Result<Config, string> {
  const values: Record<string, unknown> = {};
  for (const [name, { default: byDefault, form }] of Object.entries(CONFIG)) {
    const given = environment[name];
    const read = (form as z.ZodType).safeParse(given === undefined ? byDefault : given);
    if (!read.success) {
      return failed(`${name} is wrong: "${shown(given)}". ${CONFIG[name as 'PORT'].help}`);
    }
    values[name] = read.data;
  }
  if ((values.TLS_CERT === '') !== (values.TLS_KEY === '')) {
    return failed('TLS_CERT and TLS_KEY belong together: one is set and the other is not.');
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
    redisUrl: (values.REDIS_URL as string) || undefined,
    edge: edgeConfig(values),
    stream: {
      origins: values.STREAM_ORIGINS as readonly string[],
      connectionsPerAddressMax: values.STREAM_CONNECTIONS_PER_ADDRESS as number,
      connectionsPerAccountMax: values.STREAM_CONNECTIONS_PER_ACCOUNT as number,
      deflate: values.STREAM_DEFLATE as boolean,
    },
    projections: values.PROJECTIONS as readonly string[] | undefined,
    anchors: anchorConfig(dataDir, values),
    masterKeyFile: pathOf(values.MASTER_KEY_FILE as string),
    mail: {
      smtpUrl: (values.SMTP_URL as string) || undefined,
      from: values.MAIL_FROM as string,
    },
    logLevel: values.LOG_LEVEL as Config['logLevel'],
    logFile: (values.LOG_FILE as string) || join(dataDir, 'truetape.log'),
    snapshotEvents: values.SNAPSHOT_EVENTS as number,
    recordedDataDir: resolve(values.TRUETAPE_DATA as string),
  });
}

const pathOf = (path: string) => (path === '' ? undefined : resolve(path));

/** URLs may hold passwords. */
const shown = (given: string | undefined) => given?.replace(/^(.*?\/\/)?.*@/, '$1…@');

function edgeConfig(values: Readonly<Record<string, unknown>>): EdgeConfig {
  const [cert, key] = [values.TLS_CERT as string, values.TLS_KEY as string];
  return {
    tls: cert === '' ? undefined : { cert: resolve(cert), key: resolve(key) },
    trustedProxies: values.TRUSTED_PROXIES as readonly string[],
    corsOrigins: values.CORS_ORIGINS as readonly string[],
    connectionsPerAddressMax: values.CONNECTIONS_PER_ADDRESS as number,
    rateLimits: {
      address: values.RATE_LIMIT_ADDRESS as RateLimit | undefined,
      key: values.RATE_LIMIT_KEY as RateLimit | undefined,
      account: values.RATE_LIMIT_ACCOUNT as RateLimit | undefined,
      signIn: values.RATE_LIMIT_SIGN_IN as RateLimit | undefined,
    },
  };
}

function anchorConfig(dataDir: string, values: Readonly<Record<string, unknown>>): AnchorConfig {
  const folder = anchorsFolder(dataDir);
  const path = values.ANCHOR_KEY as string;
  const file = values.ANCHOR_FILE as string;
  return {
    folder,
    key: path === '' ? 'own' : path === '-' ? 'none' : { path: resolve(path) },
    file: file === '' ? join(folder, 'anchors.ndjson') : resolve(file),
    url: (values.ANCHOR_URL as string) || undefined,
  };
}

import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createKeyRing, keysPath, openKeysFile } from '@truetape/auth';
import { authentication } from '@truetape/auth/fastify';
import { commandApi } from '@truetape/command-api';
import { epochMs } from '@truetape/domain';
import { createEdge } from '@truetape/edge';
import { FileSnapshots } from '@truetape/event-store';
import { openLmdbLog } from '@truetape/event-store-lmdb';
import { RULESETS } from '@truetape/matcher';
import { createLogger, createMetrics, flushLogger } from '@truetape/observability';
import { createQueryApi } from '@truetape/query-api';
import { type Config, readConfig } from '../config.ts';
import { logFolder, snapshotFolder } from '../folders.ts';
import { BUILD } from '../version.ts';
import { banner } from './banner.ts';
import { startDemoTraders } from './demo-traders.ts';
import { openDemoVenue } from './demo-venue.ts';
import { measuredLog } from './measured-log.ts';
import { startOrderPath } from './order-path.ts';
import { startReadModels } from './read-models.ts';
import { startSnapshotting } from './snapshotting.ts';
import { TRADERS } from './traders.ts';

const STOP_WITHIN_MS = 4_500;

export interface StartOptions {
  /** Also let simulated traders trade, so that the feeds move. */
  readonly demo?: boolean;
}

/** Runs the whole embedded system until it is told to stop. What keeps it from starting is one line and exit code 1. */
export async function start(options: StartOptions = {}): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) return giveUp(config.failure);
  try {
    await run(config.value, options);
  } catch (error) {
    giveUp(startProblem(error, config.value));
  }
}

async function run(config: Config, { demo = false }: StartOptions): Promise<void> {
  const { dataDir, port, host } = config;
  mkdirSync(dataDir, { recursive: true });
  const logger = createLogger({ level: config.logLevel, destination: config.logFile });
  const metrics = createMetrics();
  const now = () => epochMs(Date.now());
  const stopAt = (reason: string) => {
    logger.fatal({ reason }, 'stopped');
    void flushLogger(logger).then(() => giveUp(reason));
  };

  const stored = await openLmdbLog({
    folder: logFolder(dataDir),
    clockMs: Date.now,
    commit: config.logCommit,
    onFatal: (error) => stopAt(`The log cannot be written: ${(error as Error).message}`),
  });
  const keys = openKeysFile(keysPath(dataDir), TRADERS);
  if (!keys.ok) throw new Error(keys.failure);
  const log = measuredLog(stored, metrics);
  const instance = randomUUID();
  const options = { log, now, instance, build: BUILD, logger, metrics, onStopped: stopAt };
  const snapshots = new FileSnapshots(snapshotFolder(dataDir));
  const orderPath = await startOrderPath({ ...options, snapshots });
  const { accounts } = orderPath;
  const accountIds = keys.value.traders.map(({ accountId }) => accountId);
  await openDemoVenue({ log, accounts, now, rulesets: RULESETS, accountIds });

  let databaseUrl: string | undefined;
  const queryApi = createQueryApi({ log, logger, metrics, databaseUrl: () => databaseUrl });
  const app = createEdge({
    name: 'truetape',
    logger,
    metrics,
    ready: () => ({ orders: { ok: true }, marketData: { ok: queryApi.isCurrent() } }),
  });
  await app.register((api, _options, done) => {
    api.register(authentication(createKeyRing(keys.value)));
    api.register(commandApi({ accounts, log, now, rulesets: RULESETS }));
    api.register(queryApi.plugin);
    done();
  });
  await app.listen({ port, host });
  for (const line of banner({ ...config, token: keys.value.traders[0]?.token ?? '' })) {
    process.stdout.write(`${line}\n`);
  }
  // What the order path does not need comes later.
  const readModels = startReadModels({ config, logger, metrics, log: stored });
  void readModels.then(({ url }) => {
    databaseUrl = url;
  });

  const snapshotting = startSnapshotting({
    log: stored,
    dataDir,
    everyEvents: config.snapshotEvents,
    newest: orderPath.resumedAfter,
    logger,
    metrics,
  });

  const traders = demo
    ? startDemoTraders(`http://127.0.0.1:${port}`, keys.value.traders)
    : undefined;

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => giveUp('Stopping took too long.'), STOP_WITHIN_MS).unref();
    traders?.stop();
    await app.close();
    await orderPath.stop();
    await snapshotting.stop();
    await (await readModels).stop();
    await stored.close();
    await flushLogger(logger);
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

function giveUp(line: string): void {
  process.stderr.write(`truetape: ${line}\n`);
  process.exit(1);
}

/** The one line that says what is wrong and, where that is known, what to do. */
function startProblem(error: unknown, { port, dataDir }: Config): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Set PORT to another one.`;
    case 'EACCES':
    case 'EROFS':
    case 'EPERM':
      return `${dataDir} cannot be written. Set DATA_DIR to a folder that can. (${message})`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${dataDir} is not a folder. Set DATA_DIR to one.`;
    case 'ENOSPC':
      return `The disk of ${dataDir} is full. (${message})`;
    default:
      return message;
  }
}

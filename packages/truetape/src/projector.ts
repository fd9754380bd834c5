import { openLmdbReader } from '@truetape/event-store-lmdb';
import { createLogger, createMetrics, flushLogger } from '@truetape/observability';
import { runProjector } from '@truetape/projections';
import { readConfig } from './config.ts';
import { logFolder } from './folders.ts';
import { lowerPriority } from './low-priority.ts';
import type { ProjectorReport } from './start/projector-messages.ts';

/** The projector's process: reads the log that its parent writes, and keeps the read models in Postgres. */
const REPORT_EVERY_MS = 500;

// Orders go first: read models may lag, commands may not.
lowerPriority();

const config = readConfig(process.env);
if (!config.ok || config.value.databaseUrl === undefined) {
  throw new Error(config.ok ? 'DATABASE_URL is missing' : config.failure);
}
const { dataDir, databaseUrl, logLevel, logFile } = config.value;
const destination = logFile === '-' ? '-' : logFile.replace(/(\.log)?$/, '-projector.log');
const logger = createLogger({ level: logLevel, destination, name: 'projector' });
const log = await openLmdbReader({ folder: logFolder(dataDir) });
const projector = runProjector({
  log,
  databaseUrl,
  logger,
  metrics: createMetrics({ processMetrics: false }),
});

const report = async () => {
  const { position, events, ms } = await projector.lag();
  const reported: ProjectorReport = { position, lagEvents: events, lagMs: ms };
  if (process.connected) process.send?.(reported, undefined, undefined, () => undefined);
};
const timer = setInterval(() => void report(), REPORT_EVERY_MS);

process.once('SIGTERM', () => void projector.stop());
// Without its parent nobody tells it anything and nobody would ever stop it.
process.once('disconnect', () => void projector.stop());
// It may have gone while this process was still starting.
if (!process.connected) void projector.stop();
// A terminal's Ctrl-C is the parent's to answer.
process.on('SIGINT', () => undefined);

const ended = await projector.ended;
clearInterval(timer);
if (!ended.ok) {
  logger.fatal({ ...ended.failure }, 'the projector stops');
  process.exitCode = 1;
}
await log.close();
await flushLogger(logger);
if (process.connected) process.disconnect();

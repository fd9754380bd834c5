import { randomUUID } from 'node:crypto';
import type { DeskOptions } from '@truetape/command-api';
import { openLmdbLog } from '@truetape/event-store-lmdb';
import { RULESETS } from '@truetape/matcher';
import { BUILD, logFolder, measuredLog, type Service } from '@truetape/service';
import { startOrderPath } from './order-path.ts';

/** Commands, accounts, matcher and clock in this process, which is the one that writes the log on LMDB. */
export async function startEmbeddedOrderPath(service: Service): Promise<DeskOptions> {
  const { config, logger, metrics, now } = service;
  const { dataDir } = config;
  const stored = await openLmdbLog({
    folder: logFolder(dataDir),
    clockMs: Date.now,
    commit: config.logCommit,
    onFatal: (error) => service.fail(`The log cannot be written: ${(error as Error).message}`),
    onFull: (isFull) => {
      if (isFull) logger.error({ dataDir }, 'the disk is full: requests are refused');
      else logger.info({ dataDir }, 'there is room on the disk again');
    },
  });
  service.onStop(() => stored.close());
  const log = measuredLog(stored, metrics);
  const instance = randomUUID();
  const orderPath = await startOrderPath({
    ...service,
    log,
    instance,
    build: BUILD,
    onStopped: (reason) => service.fail(reason),
  });
  service.onStop(orderPath.stop);
  return { accounts: orderPath.accounts, log, now, rulesets: RULESETS };
}

import { randomUUID } from 'node:crypto';
import {
  type Authenticator,
  keysPath,
  type SecurityJournal,
  SecurityWriter,
  securityLogOf,
  seedUsers,
} from '@truetape/auth';
import type { IdentityDesk } from '@truetape/auth/routes';
import type { DeskOptions } from '@truetape/command-api';
import { FileSnapshots } from '@truetape/event-store';
import { openLmdbLog } from '@truetape/event-store-lmdb';
import { RULESETS } from '@truetape/matcher';
import {
  BUILD,
  keepSecurityJournal,
  logFolder,
  measuredLog,
  openIdentity,
  openIdentityDesk,
  type Service,
  snapshotFolder,
} from '@truetape/service';
import { type NotaryProcess, notaryProcess } from './notary-process.ts';
import { startOrderPath } from './order-path.ts';
import { type RiskWatchProcess, riskWatchProcess } from './risk-watch-process.ts';
import { startSnapshotting } from './snapshotting.ts';

export interface EmbeddedOrderPath {
  readonly desk: DeskOptions;
  readonly authenticator: Authenticator;
  readonly identityDesk: IdentityDesk;
  readonly securityJournal: SecurityJournal;
  /** Not started: orders do not need it. */
  readonly notary: NotaryProcess;
  /** The same. */
  readonly riskWatch: RiskWatchProcess;
}

/** Commands, accounts, matcher and clock in this process, which is the one that writes the log on LMDB. */
export async function startEmbeddedOrderPath(service: Service): Promise<EmbeddedOrderPath> {
  const { config, logger, metrics, now } = service;
  const { dataDir } = config;
  const stored = await openLmdbLog({
    folder: logFolder(dataDir),
    clockMs: Date.now,
    onFatal: (error) => service.fail(`The log cannot be written: ${(error as Error).message}`),
    onFull: (isFull) => {
      if (isFull) logger.error({ dataDir }, 'the disk is full: requests are refused');
      else logger.info({ dataDir }, 'there is room on the disk again');
    },
  });
  service.onStop(() => stored.close());
  const log = measuredLog(stored, metrics);
  const notary = notaryProcess(service, log);
  const riskWatch = riskWatchProcess(service, log);
  const instance = randomUUID();
  const snapshots = new FileSnapshots(snapshotFolder(dataDir));
  const orderPath = await startOrderPath({
    ...service,
    log,
    snapshots,
    instance,
    build: BUILD,
    withIdentities: true,
    onStopped: (reason) => service.fail(reason),
  });
  service.onStop(orderPath.stop);
  const snapshotting = startSnapshotting({
    log: stored,
    dataDir,
    everyEvents: config.snapshotEvents,
    newest: orderPath.resumedAfter,
    logger,
    metrics,
  });
  service.onStop(snapshotting.stop);
  const { identities } = orderPath;
  await seedUsers({ log, identities, path: keysPath(dataDir), now, correlationId: instance });
  const identity = await openIdentity(service, { identities, logId: log.logId });
  const security = new SecurityWriter(securityLogOf(log));
  const identityDesk = await openIdentityDesk(service, { log, security }, identity);
  const desk = { accounts: orderPath.accounts, log, now, rulesets: RULESETS };
  const { authenticator, personalData } = identity;
  const securityJournal = keepSecurityJournal(service, personalData, security);
  return { desk, authenticator, identityDesk, securityJournal, notary, riskWatch };
}

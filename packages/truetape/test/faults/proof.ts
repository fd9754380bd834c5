import { ok as holds } from 'node:assert';
import { verifyLog } from '@truetape/audit';
import { runningPostgresUrl } from '@truetape/embedded-postgres';
import { compareReadModels } from '../../src/audit/compare-read-models.ts';
import { withPostgres } from '../../src/with-postgres.ts';
import { ask, run, until } from '../process/support.ts';
import type { Running } from '../shapes/shapes.ts';

/** What an audit has counted. */
interface Proof {
  readonly events: number;
  readonly inFlight: number;
  readonly readModels: { readonly position?: number };
}

/** The projector yields to everybody else, and so does what is behind it: on a busy machine that takes its time. */
const READ_WITHIN_MS = 300_000;
const SETTLED_WITHIN_MS = 120_000;

/**
 * Proves the log and the read models beside the running services, when these have passed `position`, and as often as it
 * takes until nothing is in flight. @throws Error with the first difference
 */
export async function proveSettled(running: Running, position: number): Promise<Proof> {
  const prove = running.environment.EVENTSTORE_URL === undefined ? auditVerify : verifyOnServer;
  await until('everything can be read', () => isRead(running, position), READ_WITHIN_MS);
  let proof: Proof | undefined;
  const isSettled = async () => {
    proof = await prove(running);
    return proof.inFlight === 0;
  };
  await until('nothing is in flight', isSettled, SETTLED_WITHIN_MS);
  return proof as Proof;
}

/** Whether the read models have come that far. */
async function isRead({ port, keys }: Running, position: number): Promise<boolean> {
  const [trader] = keys.traders;
  const path = `/v1/accounts/${trader?.accountId}/balances`;
  const asked = ask(port, trader?.token ?? '', 'GET', path).catch(() => undefined);
  return Number((await asked)?.body.position ?? -1) >= position;
}

/** `truetape audit verify`, as an auditor runs it. */
async function auditVerify({ dataDir }: Running): Promise<Proof> {
  const audit = run({ arguments: ['audit', 'verify', '--json', '--data-dir', dataDir] });
  const code = await audit.ended;
  holds(code === 0, `${code}: ${audit.output()}${audit.errors()}`);
  return JSON.parse(audit.output()) as Proof;
}

/** The same of a log on a server, which the command does not open. */
async function verifyOnServer({ openLog, dataDir }: Running): Promise<Proof> {
  const log = await openLog();
  try {
    const verified = await verifyLog(log);
    if (!verified.ok) throw verified.failure;
    const databaseUrl = await runningPostgresUrl(dataDir);
    const rows = await withPostgres({ dataDir, databaseUrl }, 'truetape-audit', (client) =>
      compareReadModels(log, client),
    );
    if (!rows.ok) throw new Error(rows.failure);
    return { ...verified.value, readModels: rows.value };
  } finally {
    await log.close();
  }
}

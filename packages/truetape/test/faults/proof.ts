import { ok as holds } from 'node:assert';
import { verifyLog } from '@truetape/audit';
import { runningPostgresUrl } from '@truetape/embedded-postgres';
import { compareReadModels } from '../../src/audit/compare-read-models.ts';
import { run, until } from '../process/support.ts';
import type { Running } from '../shapes/shapes.ts';

/** What an audit has counted. */
interface Proof {
  readonly events: number;
  readonly inFlight: number;
  readonly readModels: { readonly position?: number };
}

/** Whatever was under way when the load ended is through by then. */
const SETTLED_WITHIN_MS = 120_000;

/**
 * Proves the log and the read models beside the running services, as often as it takes until nothing is in flight and
 * the read models have passed `position`. @throws Error with the first difference
 */
export async function proveSettled(running: Running, position: number): Promise<Proof> {
  const prove = running.environment.EVENTSTORE_URL === undefined ? auditVerify : verifyOnServer;
  let proof: Proof | undefined;
  const isSettled = async () => {
    proof = await prove(running);
    return proof.inFlight === 0 && (proof.readModels.position ?? -1) >= position;
  };
  await until('all is settled and can be read', isSettled, SETTLED_WITHIN_MS).catch(
    (late: Error) => {
      const told = `${JSON.stringify(proof)}\n${running.service.errors()}`;
      throw new Error(`${late.message}, to ${position}: ${told}`);
    },
  );
  return proof as Proof;
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
    const rows = await compareReadModels(log, (await runningPostgresUrl(dataDir)) ?? '');
    if (!rows.ok) throw new Error(rows.failure);
    return { ...verified.value, readModels: rows.value };
  } finally {
    await log.close();
  }
}

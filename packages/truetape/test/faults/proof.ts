import { ok as holds } from 'node:assert';
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
  await until('everything can be read', () => isRead(running, position), READ_WITHIN_MS);
  let proof: Proof | undefined;
  const isSettled = async () => {
    proof = await auditVerify(running);
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
async function auditVerify({ environment }: Running): Promise<Proof> {
  const audit = run({ environment, arguments: ['audit', 'verify', '--json'] });
  const code = await audit.ended;
  holds(code === 0, `${code}: ${audit.output()}${audit.errors()}`);
  return JSON.parse(audit.output()) as Proof;
}

import { Identities } from '@truetape/auth';
import { type EventLog, START } from '@truetape/event-store';
import { followLog } from './follow-log.ts';
import type { Service } from './run-service.ts';

/** Who there is, as the log says it. Resolves when it has been read to its head. */
export async function followIdentities(service: Service, log: EventLog): Promise<Identities> {
  const identities = new Identities();
  const { prefixes, onEvents } = identities;
  await followLog(service, log, { after: START, prefixes, onEvents, goLive: () => undefined });
  return identities;
}

import {
  Addresses,
  createSecurityJournal,
  type PersonalData,
  type SecurityJournal,
  type SecurityWriter,
} from '@truetape/auth';
import type { Service } from './run-service.ts';

/** Keeps the journal of this process until it stops. */
export function keepSecurityJournal(
  { logger, now, onStop }: Service,
  { personKeys }: PersonalData,
  writer: SecurityWriter,
): SecurityJournal {
  const component = 'security-journal';
  const onFailure = (error: unknown) =>
    logger.error({ component, err: error }, 'an address cannot be sealed and is left out');
  const addresses = new Addresses({ personKeys, clockMs: now, onFailure });
  const journal = createSecurityJournal({ writer, addresses, clockMs: now });
  onStop(async () => {
    const lost = await journal.stop();
    if (lost > 0) logger.error({ component, lost }, 'denials that could not be written are lost');
  });
  return journal;
}

import type { Receipt } from '@truetape/contracts';
import { type EventLog, START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';

/** How a receipt and its event are the same: stream, revision and hash. */
export const nameOf = ({ stream, revision, hash }: Receipt) => `${stream} ${revision} ${hash}`;

export async function eventsIn(log: EventLog): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for await (const events of log.readAll({ after: START })) all.push(...events);
  return all;
}

/** Those of the receipts whose event is not there: with another hash it is another event. */
export function lostFrom(
  events: readonly Receipt[],
  receipts: readonly Receipt[],
): readonly Receipt[] {
  const names = new Set(events.map(nameOf));
  return receipts.filter((receipt) => !names.has(nameOf(receipt)));
}

import type { NewEvent } from '@truetape/kernel';

/** What follows a revision of a stream under load: one to three events that say where they belong. */
export function loadOf(stream: string, revision: number): NewEvent[] {
  const count = 1 + ((revision + 1) % 3);
  return Array.from({ length: count }, (_, index) => loadEvent(stream, revision + 1 + index));
}

export function loadEvent(stream: string, revision: number): NewEvent {
  const data = { place: `${stream}#${revision}`, padding: 'x'.repeat(revision % 300) };
  return { type: 'SampleTaken', schemaVersion: 1, correlationId: 'load', data };
}

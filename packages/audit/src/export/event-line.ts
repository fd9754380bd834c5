import { canonicalForm } from '@truetape/codec';
import { auditEvent, values } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { z } from 'zod';

/**
 * An event as one line of JSON in canonical form (RFC 8785): `event` are the very bytes of which `hash` is made behind
 * the previous hash of the stream; `position` and `recordedAtMs` belong to the store.
 */
export function lineOf(event: RecordedEvent): string {
  const { hash, position, recordedAtMs } = event;
  const place = `"hash":"${hash}","position":${position},"recordedAtMs":${recordedAtMs}`;
  return `{"event":${canonicalForm(event, event)},${place}}`;
}

const { actor, causation } = auditEvent.shape;

const eventLine = z.strictObject({
  event: z.strictObject({
    actor,
    causation,
    correlationId: z.string(),
    data: z.unknown(),
    revision: values.revision,
    schemaVersion: z.number().int(),
    stream: z.string(),
    type: z.string(),
  }),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  position: values.count,
  recordedAtMs: values.count,
});

/** The event of a line; undefined when the line is not exactly as {@link lineOf} writes it. */
export function eventIn(line: string): RecordedEvent | undefined {
  try {
    const parsed = eventLine.safeParse(JSON.parse(line));
    if (!parsed.success) return undefined;
    const { event, ...place } = parsed.data;
    const recorded = { ...event, ...place } as RecordedEvent;
    return lineOf(recorded) === line ? recorded : undefined;
  } catch {
    return undefined;
  }
}

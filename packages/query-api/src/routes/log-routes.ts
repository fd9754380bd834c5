import { eventId } from '@truetape/codec';
import {
  type AuditEvent,
  auditEventsQuery,
  oneQuery,
  PAGE_LIMIT,
  type Page,
  type TimeAnswer,
} from '@truetape/contracts';
import { type EventLog, START } from '@truetape/event-store';
import { ok, type RecordedEvent } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import type { LogHead } from '../reads/log-head.ts';
import { answering, anyPath, read } from './answering.ts';

/** What comes straight from the log: its events, for auditors, and the time with its head. */
export function logRoutes(
  app: FastifyInstance,
  log: EventLog,
  headOf: LogHead,
  clockMs: () => number,
): void {
  app.get(
    '/v1/time',
    answering<TimeAnswer>(async (request) => {
      const asked = read(request, anyPath, oneQuery);
      if (!asked.ok) return asked;
      const head = await headOf(asked.value.minPosition);
      if (!head.ok) return head;
      return ok({ time: new Date(clockMs()).toISOString(), position: head.value });
    }),
  );

  app.get(
    '/v1/audit/events',
    answering<Page<AuditEvent>>(async (request) => {
      const asked = read(request, anyPath, auditEventsQuery);
      if (!asked.ok) return asked;
      const { stream, after = START, limit = PAGE_LIMIT, minPosition } = asked.value;
      const head = await headOf(minPosition);
      if (!head.ok) return head;
      const position = head.value;
      const batches =
        stream === undefined
          ? log.readAll({ after, upTo: position })
          : log.readStream(stream, { from: after + 1, limit: limit + 1 });
      const events = await firstOf(batches, limit + 1);
      const shown = events.slice(0, limit);
      const last = shown.at(-1);
      const hasMore = events.length > limit && last !== undefined;
      const next = hasMore ? (stream === undefined ? last.position : last.revision) : undefined;
      return ok({
        items: shown.map(auditEventOf),
        next: next === undefined ? null : String(next),
        position,
      });
    }),
  );
}

async function firstOf(
  batches: AsyncIterable<readonly RecordedEvent[]>,
  count: number,
): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of batches) {
    events.push(...batch.slice(0, count - events.length));
    if (events.length === count) break;
  }
  return events;
}

function auditEventOf(event: RecordedEvent): AuditEvent {
  const { causation, actor } = event;
  return {
    eventId: eventId(event),
    type: event.type,
    schemaVersion: event.schemaVersion,
    stream: event.stream,
    revision: event.revision,
    hash: event.hash,
    correlationId: event.correlationId,
    ...(causation === undefined ? {} : { causation }),
    ...(actor === undefined ? {} : { actor }),
    data: event.data,
    position: event.position,
    recordedAt: new Date(event.recordedAtMs).toISOString(),
  };
}

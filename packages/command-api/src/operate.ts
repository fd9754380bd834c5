import { NEWEST_VERSIONS } from '@truetape/contracts';
import type { EpochMs } from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import { failed, type RecordedEvent } from '@truetape/kernel';
import { appendAtHead, type Operated, type Operation } from './append-at-head.ts';
import type { Asker } from './asker.ts';
import { earlierAnswer, type Said } from './earlier.ts';

export interface By extends Asker {
  /** What is sent again with it is a repeat. A listing needs none. */
  readonly idempotencyKey?: string;
}

/** Where operators' requests go. */
export interface Counter {
  readonly log: EventLog;
  readonly now: () => EpochMs;
  /**
   * Settles when whoever decides has read so far. An operation is answered after it, so that whoever got the answer may
   * use what it made. Left out where what is queued is read.
   */
  readonly reached?: ((position: number) => Promise<unknown>) | undefined;
}

/**
 * Appends what an operator asked for, in their name. What was signed for a time that is over just before the append is
 * refused `SERVICE_DEADLINE`, and never appended.
 */
export async function operate(
  { log, now, reached }: Counter,
  { correlationId, actor, validUntilMs = Number.POSITIVE_INFINITY }: By,
  { said, refused, ...rest }: Omit<Operation, 'events'> & { readonly said: Said },
): Promise<Operated> {
  const events = said.map(({ type, data }) => {
    return { type, schemaVersion: NEWEST_VERSIONS[type], correlationId, actor, data };
  });
  const isOver = () => now() > validUntilMs;
  const operated = await appendAtHead(log, {
    ...rest,
    events,
    refused: () => (isOver() ? failed({ code: 'SERVICE_DEADLINE' }) : refused()),
  });
  if (operated.ok) await reached?.(operated.value.position);
  return operated;
}

/** A request is known again by its key alone. */
export async function earlierByKey(
  log: EventLog,
  stream: string,
  said: Said,
  { idempotencyKey }: By,
): Promise<Operated | undefined> {
  if (idempotencyKey === undefined) return undefined;
  const isOfIt = (event: RecordedEvent) =>
    (event.data as { readonly idempotencyKey?: string }).idempotencyKey === idempotencyKey;
  const conflict = { code: 'REQUEST_KEY_REUSED', field: 'Idempotency-Key' } as const;
  return earlierAnswer(log, { stream, said, isOfIt, conflict });
}

import { type Data, EVENTS, type EventType } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';

/** A recorded event whose data is known to have the form of its type. */
export type LogEvent = { readonly [Type in EventType]: EventOf<Type> }[EventType];

export type EventOf<Type extends EventType> = RecordedEvent<Type, Data<Type>>;

/** An event that no fold may go past. Names its place. */
export class PoisonedEventError extends Error {
  override readonly name = 'PoisonedEventError';
  readonly event: RecordedEvent;

  constructor(event: RecordedEvent, reason: string, options?: ErrorOptions) {
    const { type, schemaVersion, stream, revision, position } = event;
    super(
      `${type} v${schemaVersion} at position ${position} (${stream} ${revision}): ${reason}`,
      options,
    );
    this.event = event;
  }
}

/**
 * Checks an event against the schema of its type and version: what a fold reads is there and has its form.
 *
 * @throws PoisonedEventError for an unknown type or version, or other data than the schema allows
 */
export function readEvent(event: RecordedEvent): LogEvent {
  const versions = Object.hasOwn(EVENTS, event.type) ? EVENTS[event.type as EventType] : undefined;
  if (versions === undefined) throw new PoisonedEventError(event, 'there is no such event type');
  // Every type has one version so far; the next one brings its upcaster.
  if (event.schemaVersion !== 1) {
    throw new PoisonedEventError(event, 'there is no such version of this event type');
  }
  const parsed = versions[1].safeParse(event.data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const reason = `${issue?.path.join('.') || 'data'}: ${issue?.message ?? 'invalid'}`;
    throw new PoisonedEventError(event, reason);
  }
  return event as LogEvent;
}

import { inNewestVersion } from '@truetape/codec';
import { type Data, type EventType, schemaOf } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';

/** A recorded event whose data is known to have the form of its type. */
export type LogEvent = { readonly [Type in EventType]: EventOf<Type> }[EventType];

export type EventOf<Type extends EventType> = RecordedEvent<Type, Data<Type>>;

/** An event that a fold may not go past. Names its place. */
export class PoisonedEventError extends Error {
  override readonly name = 'PoisonedEventError';
  readonly event: RecordedEvent;
  /** The read model that it contradicts; undefined when none can read it. */
  readonly model: string | undefined;

  constructor(
    event: RecordedEvent,
    reason: string,
    options: { readonly model?: string | undefined; readonly cause?: unknown } = {},
  ) {
    const { type, schemaVersion, stream, revision, position } = event;
    super(
      `${type} v${schemaVersion} at position ${position} (${stream} ${revision}): ${reason}`,
      options,
    );
    this.event = event;
    this.model = options.model;
  }
}

/**
 * Checks an event against the schema of its type and version, and brings it to the newest: what a fold reads is there
 * and has its form.
 *
 * @throws PoisonedEventError for an unknown type or version, or other data than the schema allows
 */
export function readEvent(event: RecordedEvent): LogEvent {
  const schema = schemaOf(event.type, event.schemaVersion);
  if (schema === undefined) {
    throw new PoisonedEventError(event, 'there is no such type or version of an event');
  }
  const parsed = schema.safeParse(event.data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const reason = `${issue?.path.join('.') || 'data'}: ${issue?.message ?? 'invalid'}`;
    throw new PoisonedEventError(event, reason);
  }
  return inNewestVersion(event) as LogEvent;
}

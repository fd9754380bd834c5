import {
  type ChangedType,
  type Data,
  type EarlierData,
  EVENTS,
  type EventType,
  NEWEST_VERSIONS,
} from '@truetape/contracts';
import type { NewEvent, RecordedEvent } from '@truetape/kernel';

/** An event of a type or version that this program does not know. Nobody guesses what it says: reading ends here. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';

  constructor({ type, schemaVersion, stream, revision, position }: RecordedEvent) {
    const what = Object.hasOwn(EVENTS, type) ? 'version of this event type' : 'event type';
    const place = `position ${position} (${stream} ${revision})`;
    super(`${type} v${schemaVersion} at ${place}: there is no such ${what}`);
  }
}

/** A step brings the data of a version to the next one. It is never changed: logs that need it live for ever. */
const STEPS: {
  readonly [Type in ChangedType]: readonly [(data: EarlierData<Type, 1>) => Data<Type>];
} = {
  InstrumentListed: [
    ({ ruleset = 1, startsIn = 'open', ...data }) => ({ ...data, ruleset, startsIn }),
  ],
};

/**
 * The event as it would be written today: what was stored in an older version is brought to the newest. Place and hash
 * stay: the hash is of the stored bytes.
 *
 * @throws UnknownEventError for a type or version that is not known
 */
export function inNewestVersion(event: RecordedEvent): RecordedEvent {
  const newest = NEWEST_VERSIONS[event.type as EventType];
  const { schemaVersion } = event;
  if (schemaVersion === newest) return event;
  if (!Object.hasOwn(EVENTS[event.type as EventType] ?? {}, schemaVersion)) {
    throw new UnknownEventError(event);
  }
  const steps = STEPS[event.type as ChangedType].slice(schemaVersion - 1);
  const data = steps.reduce<unknown>((older, step) => step(older as never), event.data);
  return { ...event, schemaVersion: newest, data };
}

/** An event in the version that it is written in. */
export function versioned<Type extends EventType>(
  type: Type,
  rest: Omit<NewEvent<Type, Data<Type>>, 'type' | 'schemaVersion'>,
): NewEvent<Type, Data<Type>> {
  return { type, schemaVersion: NEWEST_VERSIONS[type], ...rest };
}

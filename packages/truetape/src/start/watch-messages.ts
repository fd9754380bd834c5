import { EVENTS_IN, idOf, schemaOf } from '@truetape/contracts';
import { assert, type NewEvent } from '@truetape/kernel';

/** What the risk watch asks the process that writes the log to append. */
export interface WatchAsked {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly events: readonly NewEvent[];
}

/** @throws InvariantError unless it is what a risk watch says, in a stream of its own */
export function checkWatchAsked({ stream, events }: WatchAsked): void {
  const types = idOf('risk', stream) === undefined ? EVENTS_IN.mark : EVENTS_IN.risk;
  const isOwn = idOf('risk', stream) !== undefined || idOf('mark', stream) !== undefined;
  assert(isOwn && events.length > 0, 'the risk watch writes its own streams');
  for (const { type, schemaVersion, data } of events) {
    const schema = Object.hasOwn(types, type) ? schemaOf(type, schemaVersion) : undefined;
    assert(schema?.safeParse(data).success === true, `${type} has a place in ${stream}`);
  }
}

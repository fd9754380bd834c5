import {
  accountEvents,
  anchorEvents,
  clockEvents,
  denialEvents,
  instrumentEvents,
  marketEvents,
  prefixes,
  schemaOf,
  streams,
  venueEvents,
} from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

/** Event types, by name. */
type Types = Readonly<Record<string, unknown>>;

/** Streams that there are once. */
const SINGLE: Readonly<Record<string, Types>> = {
  [streams.anchors]: anchorEvents,
  [streams.clock]: clockEvents,
  [streams.venue]: venueEvents,
};

const KINDS: readonly (readonly [prefix: string, types: Types])[] = [
  [prefixes.account, accountEvents],
  [prefixes.market, marketEvents],
  [prefixes.denials, denialEvents],
  [prefixes.instrument, instrumentEvents],
];

/** Every event is one that its kind of stream may hold, in a version that is known, with the data of its schema. */
export function checkForms() {
  return {
    read: (event: RecordedEvent): void => {
      const { stream, type, schemaVersion, data } = event;
      const types = typesIn(stream);
      if (types === undefined) throw new Difference('form', event, 'there is no such stream');
      const schema = Object.hasOwn(types, type) ? schemaOf(type, schemaVersion) : undefined;
      if (schema === undefined) {
        throw new Difference(
          'form',
          event,
          `${type} v${schemaVersion} has no place in this stream`,
        );
      }
      const issue = schema.safeParse(data).error?.issues[0];
      if (issue === undefined) return;
      const where = issue.path.join('.') || 'data';
      throw new Difference('form', event, `${where} of ${type}: ${issue.message}`);
    },
  };
}

function typesIn(stream: string): Types | undefined {
  if (Object.hasOwn(SINGLE, stream)) return SINGLE[stream];
  return KINDS.find(([prefix]) => stream.startsWith(prefix))?.[1];
}

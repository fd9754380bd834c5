import { EVENTS_IN, prefixes, schemaOf, streams } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

/** Event types, by name. */
type Types = Readonly<Record<string, unknown>>;

/** Streams that there are once. */
const SINGLE: Readonly<Record<string, Types>> = {
  [streams.anchors]: EVENTS_IN.anchors,
  [streams.clock]: EVENTS_IN.clock,
  [streams.corrections]: EVENTS_IN.corrections,
  [streams.security]: EVENTS_IN.security,
  [streams.venue]: EVENTS_IN.venue,
};

const KINDS: readonly (readonly [prefix: string, types: Types])[] = [
  [prefixes.account, EVENTS_IN.account],
  [prefixes.market, EVENTS_IN.market],
  [prefixes.denials, EVENTS_IN.denials],
  [prefixes.instrument, EVENTS_IN.instrument],
  [prefixes.risk, EVENTS_IN.risk],
  [prefixes.mark, EVENTS_IN.mark],
  [prefixes.user, EVENTS_IN.user],
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

import {
  accountEvents,
  anchorEvents,
  clockEvents,
  denialEvents,
  instrumentEvents,
  marketEvents,
  prefixes,
  streams,
  venueEvents,
} from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { Difference } from './difference.ts';

type Schemas = Readonly<Record<string, { readonly safeParse: (data: unknown) => Parsed }>>;

interface Parsed {
  readonly error?: { readonly issues: readonly Issue[] } | undefined;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Streams that there are once. */
const SINGLE: Readonly<Record<string, Schemas>> = {
  [streams.anchors]: anchorEvents,
  [streams.clock]: clockEvents,
  [streams.venue]: venueEvents,
};

const KINDS: readonly (readonly [prefix: string, schemas: Schemas])[] = [
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
      const schemas = schemasOf(stream);
      if (schemas === undefined) throw new Difference('form', event, 'there is no such stream');
      const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined;
      // Every type has one version so far; the next one brings its upcaster.
      if (schema === undefined || schemaVersion !== 1) {
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

function schemasOf(stream: string): Schemas | undefined {
  if (Object.hasOwn(SINGLE, stream)) return SINGLE[stream];
  return KINDS.find(([prefix]) => stream.startsWith(prefix))?.[1];
}

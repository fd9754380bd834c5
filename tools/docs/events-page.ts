import {
  accountEvents,
  anchorEvents,
  clockEvents,
  correctionEvents,
  denialEvents,
  EVENTS,
  EVENTS_IN,
  type EventType,
  instrumentEvents,
  markEvents,
  marketEvents,
  NEWEST_VERSIONS,
  riskEvents,
  securityEvents,
  switchEvents,
  userEvents,
  venueEvents,
} from '@truetape/contracts';
import { eventComments } from './event-comments.ts';
import { EARLIER_EXAMPLES, EVENT_EXAMPLES } from './event-examples.ts';
import { fieldsOf, namedForms } from './event-forms.ts';
import { code, page, table } from './markdown.ts';

/** Every kind of stream, who alone appends to it, and what it holds. */
const STREAMS = [
  ['venue', 'operators, through `command-api`', EVENTS_IN.venue],
  ['clock', '`workflows`', EVENTS_IN.clock],
  ['instrument-{symbol}', 'operators, through `command-api`', EVENTS_IN.instrument],
  ['account-{id}', '`accounts`', EVENTS_IN.account],
  ['denials-{account}', '`accounts`', EVENTS_IN.denials],
  ['market-{symbol}', 'the matcher of that market', EVENTS_IN.market],
  ['corrections', 'operators, through `command-api`', EVENTS_IN.corrections],
  ['anchors', 'the notary of `audit`', EVENTS_IN.anchors],
  ['risk-{account}', 'the risk watch of `workflows`', EVENTS_IN.risk],
  ['mark-{symbol}', 'the risk watch of `workflows`', EVENTS_IN.mark],
  ['user-{id}', '`auth`, in front of `command-api`', EVENTS_IN.user],
  ['security', '`auth`, in front of both APIs', EVENTS_IN.security],
] as const;

/** Every event type once, under the streams that it is told of. */
const SECTIONS = [
  ['`venue`', venueEvents],
  ['`clock`', clockEvents],
  ['`instrument-{symbol}`', instrumentEvents],
  ['`account-{id}`, `instrument-{symbol}` and `venue`', switchEvents],
  ['`account-{id}`', accountEvents],
  ['`denials-{account}`', denialEvents],
  ['`market-{symbol}`', marketEvents],
  ['`corrections`', correctionEvents],
  ['`anchors`', anchorEvents],
  ['`risk-{account}`', riskEvents],
  ['`mark-{symbol}`', markEvents],
  ['`user-{id}`, and `SignInFailed` in `security` too', userEvents],
  ['`security`', securityEvents],
] as const;

export function eventsPage(): string {
  const comments = eventComments();
  const schemas = Object.values(EVENTS).flatMap((versions) => Object.values(versions));
  const used = new Set(schemas.flatMap((schema) => fieldsOf(schema).map(({ form }) => form)));
  return page(
    '# Events',
    'Everything Truetape knows is one of these events, in one of these streams. An event is never changed and never deleted; its schema of a version lives for ever, and a later version stands beside it. What was stored in an older version is read as the newest: a pure step for each version brings it there, and its hash stays that of the stored bytes.',
    'Around the `data` described here stands the same envelope everywhere: `type`, `schemaVersion`, `stream`, `revision` (its place in the stream, from 0), `hash` (SHA-256 of the hash before it in the stream, as it is written, followed by its own canonical JSON; 64 zeros before the first), `eventId` (made from stream, revision and hash), `correlationId` (the request that began the chain), `causation` (the event that it answers) and `actor` (who asked). `position` and `recordedAt` belong to the store: they stand beside the event and are not hashed.',
    'In a `market-{symbol}` stream `causation` names the input that an outcome answers, `index` counts the outcomes of that input from 0, and `last` marks the final one. Between them a book may be crossed: an input counts when it is complete.',
    'No field is ever `null`; a field that does not apply is not there.',
    '## Streams',
    table(
      ['stream', 'written by', 'events'],
      STREAMS.map(([stream, writer, events]) => [
        code(stream),
        writer,
        Object.keys(events).map(link).join(', '),
      ]),
    ),
    ...SECTIONS.flatMap(([where, events]) => [
      `## Events in ${where}`,
      ...(Object.keys(events) as EventType[]).flatMap((type) => eventSection(type, comments)),
    ]),
    '## Forms',
    'A decimal is written without exponent, trailing zeros or `-0`. Times are UTC with milliseconds.',
    table(
      ['form', 'allowed'],
      namedForms(used).map(([name, allowed]) => [code(name), code(allowed)]),
    ),
  );
}

function link(type: string): string {
  return `[${code(type)}](#${type.toLowerCase()})`;
}

function eventSection(type: EventType, comments: ReadonlyMap<string, string>): readonly string[] {
  const comment = comments.get(type);
  const examples = examplesOf(type);
  return [
    `### ${type}`,
    ...(comment === undefined ? [] : [comment]),
    ...Object.entries(EVENTS[type])
      .reverse()
      .flatMap(([version, schema]) => [
        `Version ${version}.`,
        table(
          ['field', 'form', 'meaning'],
          fieldsOf(schema).map(({ path, form, required }) => {
            const field = path.replaceAll('[]', '');
            const meaning =
              comments.get(`${type}.${version}.${field}`) ?? comments.get(`${type}.${field}`) ?? '';
            return [code(path), code(form), required ? meaning : `Optional. ${meaning}`.trim()];
          }),
        ),
        `\`\`\`json\n${JSON.stringify(sorted(examples[version]), null, 2)}\n\`\`\``,
      ]),
  ];
}

/** By version. */
export function examplesOf(type: EventType): Readonly<Record<string, unknown>> {
  const earlier: Readonly<Partial<Record<EventType, object>>> = EARLIER_EXAMPLES;
  return { ...earlier[type], [NEWEST_VERSIONS[type]]: EVENT_EXAMPLES[type] };
}

/** As it is stored: names in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

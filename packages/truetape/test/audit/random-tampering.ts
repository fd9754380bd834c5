import { canonicalForm, chainHash, GENESIS_HASH } from '@truetape/codec';
import type { RecordedEvent } from '@truetape/kernel';
import type { Events } from './tampering.ts';

type Below = (limit: number) => number;

/** Changes a log somewhere in its first `size` events; the hashes stay as they were. */
export type Tampering = (events: Events, size: number, below: Below) => Events;

/** Everything that can be done to a log. */
export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'an event is edited': (events, size, below) => {
    const index = below(size);
    return events.with(index, edited(events[index] as RecordedEvent, below));
  },
  'an event is edited and its hash follows': (events, size, below) => {
    const index = below(size);
    const event = edited(events[index] as RecordedEvent, below);
    const previous = events.findLast(
      ({ stream, revision }, before) =>
        before < index && stream === event.stream && revision === event.revision - 1,
    );
    const hash = chainHash(previous?.hash ?? GENESIS_HASH, canonicalForm(event, event));
    return events.with(index, { ...event, hash });
  },
  'an event is deleted': (events, size, below) => events.toSpliced(below(size), 1),
  'an event is inserted': (events, size, below) => {
    const copied = events[below(events.length)] as RecordedEvent;
    const inserted = below(2) === 0 ? copied : edited(copied, below);
    return events.toSpliced(below(size), 0, inserted);
  },
  'two events change places': (events, size, below) => {
    const one = below(size);
    const other = (one + 1 + below(events.length - 1)) % events.length;
    const [first, second] = [events[one] as RecordedEvent, events[other] as RecordedEvent];
    return events.with(one, second).with(other, first);
  },
  'the log is cut off': (events, size, below) => events.slice(0, below(size)),
  'a stream is removed': (events, size, below) => {
    const { stream } = events[below(size)] as RecordedEvent;
    return events.filter((event) => event.stream !== stream);
  },
};

/** What nothing else in the log rests on: who asked for what is in a stream. */
export function withAnotherActor(events: Events, size: number, below: Below): Events {
  const asked = events.slice(0, size).filter(({ actor }) => actor);
  const { stream } = asked[below(asked.length)] as RecordedEvent;
  const userId = `mallory-${below(1_000)}`;
  return events.map((event) => {
    const { actor } = event;
    return event.stream === stream && actor ? { ...event, actor: { ...actor, userId } } : event;
  });
}

/** The same event with another letter, digit or answer somewhere in what is stored of it. */
function edited(event: RecordedEvent, below: Below): RecordedEvent {
  const { data, correlationId, actor, type } = event;
  const content = { data, correlationId, type, ...(actor && { actor }) };
  const places = leaves(content);
  const [owner, name] = places[below(places.length)] as readonly [object, string];
  const changed = structuredClone(content);
  const target = leaves(changed)[places.findIndex(([o, n]) => o === owner && n === name)];
  const holder = target?.[0] as Record<string, unknown>;
  holder[name] = another(holder[name], below);
  return { ...event, ...changed };
}

/** Every object and the name in it of something that is no object. */
function leaves(value: object): readonly (readonly [owner: object, name: string])[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' && inner !== null ? leaves(inner) : [[value, name] as const],
  );
}

function another(value: unknown, below: Below): unknown {
  if (typeof value === 'number') return value + 1 + below(5);
  if (typeof value === 'boolean') return !value;
  const text = String(value);
  const at = below(text.length || 1);
  const digit = (Number(text[at]) + 1 + below(9)) % 10;
  const letter = text[at] === 'x' ? 'y' : 'x';
  return `${text.slice(0, at)}${Number.isNaN(digit) ? letter : digit}${text.slice(at + 1)}`;
}

import { canonicalJson, inNewestVersion, timeOf } from '@truetape/codec';
import type { ErrorCode, EventType } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import { failed, ok, type RecordedEvent } from '@truetape/kernel';
import type { Operated } from './append-at-head.ts';

/** What an operation says, one event after the other. */
export type Said = readonly { readonly type: EventType; readonly data: object }[];

interface Asked {
  readonly stream: string;
  readonly said: Said;
  /** Whether an event is of the same request, or of the same thing. */
  readonly isOfIt: (event: RecordedEvent) => boolean;
  /** Members of its data that nobody asks for. */
  readonly unasked?: readonly string[];
  /** The answer where that says something else. */
  readonly conflict: { readonly code: ErrorCode; readonly field: string };
}

/** How a request that is in its stream already is answered: as it was then, where it asks for the same. */
export async function earlierAnswer(
  log: EventLog,
  { stream, said, isOfIt, unasked = [], conflict }: Asked,
): Promise<Operated | undefined> {
  const found: RecordedEvent[] = [];
  for await (const events of log.readStream(stream)) {
    found.push(...events.map(inNewestVersion).filter(isOfIt));
  }
  const last = found.at(-1);
  if (last === undefined) return undefined;
  if (contentOf(found, unasked) !== contentOf(said, unasked)) return failed(conflict);
  const { revision, hash, position } = last;
  return ok({ receipt: { stream, revision, hash }, position, repeated: true });
}

/** What is asked for, whenever it is. */
function contentOf(
  said: readonly Pick<RecordedEvent, 'type' | 'data'>[],
  unasked: readonly string[],
): string {
  return canonicalJson(said.map(({ type, data }) => ({ type, ...asked(data as Timed, unasked) })));
}

interface Timed {
  readonly at?: string;
  readonly dueAt?: string;
  readonly receivedAt?: string;
}

/** How long an auction takes, not until when. */
function asked({ at = '', dueAt, receivedAt: _, ...rest }: Timed, unasked: readonly string[]) {
  const durationMs = dueAt === undefined ? undefined : timeOf(dueAt) - timeOf(at);
  const without = Object.fromEntries(unasked.map((member) => [member, undefined]));
  return { ...rest, ...without, durationMs };
}

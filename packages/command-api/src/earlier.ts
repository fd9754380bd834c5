import { canonicalJson, inNewestVersion, timeOf } from '@truetape/codec';
import type { ErrorCode } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import { failed, ok, type RecordedEvent } from '@truetape/kernel';
import type { Operated } from './append-at-head.ts';

interface Asked {
  readonly stream: string;
  readonly data: object;
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
  { stream, data, isOfIt, unasked = [], conflict }: Asked,
): Promise<Operated | undefined> {
  for await (const events of log.readStream(stream)) {
    const event = events.map(inNewestVersion).find(isOfIt);
    if (event === undefined) continue;
    const isSame = contentOf(event.data as object, unasked) === contentOf(data, unasked);
    if (!isSame) return failed(conflict);
    const { revision, hash, position } = event;
    return ok({ receipt: { stream, revision, hash }, position, repeated: true });
  }
  return undefined;
}

/** What is asked for, whenever it is: how long an auction takes, not until when. */
function contentOf(data: object, unasked: readonly string[]): string {
  const { at = '', dueAt, ...rest } = data as { readonly at?: string; readonly dueAt?: string };
  const durationMs = dueAt === undefined ? undefined : timeOf(dueAt) - timeOf(at);
  const without = Object.fromEntries(unasked.map((member) => [member, undefined]));
  return canonicalJson({ ...rest, ...without, durationMs });
}

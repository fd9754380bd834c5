import {
  type Data,
  type EVENTS_IN,
  type EventType,
  NEWEST_VERSIONS,
  streams,
} from '@truetape/contracts';
import { appendForCertain, type EventLog, NO_STREAM } from '@truetape/event-store';
import type { Result } from '@truetape/kernel';
import { failed, ok } from '@truetape/kernel';
import type { By } from './user-desk.ts';

type SecurityType = keyof (typeof EVENTS_IN)['security'] & EventType;

export type SecuritySaid = {
  readonly [Type in SecurityType]: { readonly type: Type; readonly data: Data<Type> };
}[SecurityType];

/** Others append to `security` too: so often somebody else may be faster. */
const ATTEMPTS = 20;
const RETRIES = 5;

/** Appends to `security`, behind whatever is there: nothing of it depends on what was said before. */
export async function saySecurity(
  log: EventLog,
  said: readonly SecuritySaid[],
  { correlationId, actor }: By,
): Promise<Result<{ readonly position: number }, 'UNAVAILABLE'>> {
  const stream = streams.security;
  const events = said.map(({ type, data }) => {
    return {
      type,
      schemaVersion: NEWEST_VERSIONS[type],
      correlationId,
      ...(actor && { actor }),
      data,
    };
  });
  let expected = (await log.streamHead(stream))?.revision ?? NO_STREAM;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const appended = await appendForCertain(log, stream, expected, events, RETRIES);
    if (appended.ok) return ok({ position: appended.value.position });
    if (appended.failure.code !== 'WRONG_REVISION') break;
    expected = appended.failure.actual;
  }
  return failed('UNAVAILABLE');
}

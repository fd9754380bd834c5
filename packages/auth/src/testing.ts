import { type Data, type EventType, NEWEST_VERSIONS, streams } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import { assert, type NewEvent, type RecordedEvent } from '@truetape/kernel';
import { type Authenticator, createAuthenticator } from './identity/authenticator.ts';
import { Identities } from './identity/identities.ts';
import { Addresses } from './journal/addresses.ts';
import { createSecurityJournal } from './journal/security-journal.ts';
import { securityLogOf } from './journal/security-log.ts';
import { SecurityWriter } from './journal/security-writer.ts';
import type { KeysFile } from './keys-file.ts';
import { memoryPersonKeys } from './personal-data/memory-person-keys.ts';
import { seedEvents } from './seed.ts';

/** An authenticator whose users may become others. */
export interface TestAuthenticator extends Authenticator {
  /** What happens to a user next. */
  readonly say: <Type extends EventType>(
    userId: string,
    type: Type,
    data: Omit<Data<Type>, 'at'>,
    at?: string,
  ) => void;
  /** Takes all keys of a user away. */
  readonly revoke: (userId: string) => void;
}

const AT = '2026-01-01T00:00:00.000Z';

/** Who a keys file would make, in no log: for tests of what stands behind the door. */
export function authenticatorOf(keys: KeysFile, clockMs = Date.now): TestAuthenticator {
  const identities = new Identities();
  const read = (stream: string, event: NewEvent, revision: number) => {
    const place = { stream, revision, hash: '', position: -1, recordedAtMs: 0 };
    identities.onEvents([{ ...event, ...place }]);
  };
  for (const { stream, events } of seedEvents(keys, AT, 'test')) {
    for (const [revision, event] of events.entries()) read(stream, event, revision);
  }
  const say: TestAuthenticator['say'] = (userId, type, data, at = AT) => {
    const schemaVersion = NEWEST_VERSIONS[type];
    const event = { type, schemaVersion, correlationId: 'test', data: { at, ...data } };
    read(streams.user(userId), event, (identities.userOf(userId)?.revision ?? -1) + 1);
  };
  return {
    ...createAuthenticator({ identities, clockMs }),
    say,
    revoke: (userId) => {
      for (const { keyId } of identities.userOf(userId)?.keys ?? []) {
        say(userId, 'ApiKeyRevoked', { keyId });
      }
    },
  };
}

/** A journal on a log, and what it has written there when it is stopped. */
export function journalOf(log: EventLog, clockMs = Date.now) {
  const personKeys = memoryPersonKeys();
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => failures.push(error);
  const addresses = new Addresses({ personKeys, clockMs, onFailure });
  const writer = new SecurityWriter(securityLogOf(log));
  const journal = createSecurityJournal({ writer, addresses, clockMs });
  const written = async (): Promise<readonly RecordedEvent[]> => {
    const lost = await journal.stop();
    assert(lost + failures.length === 0, 'everything is written, with its address');
    const events: RecordedEvent[] = [];
    for await (const batch of log.readStream(streams.security)) events.push(...batch);
    return events;
  };
  return { journal, personKeys, written };
}

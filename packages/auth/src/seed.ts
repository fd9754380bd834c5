import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type EventType, idOf, NEWEST_VERSIONS, streams, values } from '@truetape/contracts';
import { appendForCertain, type EventLog, NO_STREAM } from '@truetape/event-store';
import { assert, type NewEvent } from '@truetape/kernel';
import type { Identities } from './identity/identities.ts';
import { type KeysFile, readKeysFile } from './keys-file.ts';

/** A user of a keys file, as the events that make them one. */
export interface Seeded {
  readonly stream: string;
  readonly events: readonly NewEvent[];
}

/** Enough of the digest to tell keys apart in a log; a token cannot be found from it. */
const KEY_ID_LENGTH = 16;

/**
 * What a log without any user begins with: operators, who may all that staff may, and a trader for each account, each with
 * the tokens of the file.
 *
 * @param at RFC 3339
 * @param correlationId of the start that makes them
 */
export function seedEvents(keys: KeysFile, at: string, correlationId: string): readonly Seeded[] {
  const { operator, operators = [], traders } = keys;
  const users = new Map<string, NewEvent[]>();
  const say = (userId: string, type: EventType, data: object) => {
    const event = { type, schemaVersion: NEWEST_VERSIONS[type], correlationId, data };
    const said = users.get(userId);
    if (said === undefined) users.set(userId, [event]);
    else said.push(event);
  };
  const register = (userId: string, type: EventType, data: object) => {
    if (users.has(userId)) return;
    say(userId, 'UserRegistered', { at });
    say(userId, type, data);
  };
  const addKey = (userId: string, token: string, about: object) => {
    const digest = hash('sha256', token, 'hex');
    const keyId = digest.slice(0, KEY_ID_LENGTH);
    const scopes = values.scope.options;
    say(userId, 'ApiKeyCreated', { at, digest, keyId, kind: 'bearer', scopes, ...about });
  };
  for (const { userId, token, expiresAt } of [{ userId: 'operator', ...operator }, ...operators]) {
    register(userId, 'RolesChanged', { at, roles: values.role.options });
    addKey(userId, token, { expiresAt });
  }
  for (const { accountId, token, expiresAt } of traders) {
    register(accountId, 'AccessGranted', { access: 'owner', accountId, at });
    addKey(accountId, token, { expiresAt });
  }
  return [...users].map(([userId, events]) => ({ stream: streams.user(userId), events }));
}

export interface SeedUsers {
  readonly log: EventLog;
  readonly identities: Identities;
  /** Of the keys file; nobody is made where there is none. */
  readonly path: string;
  readonly now: () => number;
  readonly correlationId: string;
}

/** An append of unknown outcome is sent again as the identical one, so often. */
const RETRIES = 5;

/**
 * Makes the users of a keys file that the log does not know: those it knows are as the log says, whatever the file does.
 *
 * @throws Error with one line for the operator when the file cannot be read, or nothing can be appended
 */
export async function seedUsers(options: SeedUsers): Promise<void> {
  const { log, identities, path, now, correlationId } = options;
  if (!existsSync(path)) return;
  const keys = readKeysFile(path);
  if (!keys.ok) throw new Error(keys.failure);
  const seeded = seedEvents(keys.value, new Date(now()).toISOString(), correlationId);
  const positions = seeded.map(async ({ stream, events }) => {
    if (identities.userOf(idOf('user', stream) ?? '') !== undefined) return identities.position;
    const appended = await appendForCertain(log, stream, NO_STREAM, events, RETRIES);
    if (appended.ok) return appended.value.position;
    const { code } = appended.failure;
    // Another process was faster with the same file.
    assert(code !== 'TOO_LARGE', 'a user of a keys file is small');
    if (code === 'WRONG_REVISION') return identities.position;
    throw new Error(`The users of ${path} cannot be written: ${code}.`);
  });
  await identities.reached(Math.max(...(await Promise.all(positions))));
}

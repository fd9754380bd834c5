import type { EventLog } from '@truetape/event-store';
import type { Identities } from '../identity/identities.ts';
import type { SecurityWriter } from '../journal/security-writer.ts';
import type { Mail } from '../mail/mail.ts';
import type { Passwords } from '../passwords/passwords.ts';
import type { PersonKeys } from '../personal-data/person-keys.ts';
import type { TokenRealm } from '../tokens/access-tokens.ts';
import { Attempts, MAIL_LIMITS } from './attempts.ts';
import { Emails } from './emails.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { tellUsers } from './tell-users.ts';
import type { TokenKeysDesk } from './token-keys-desk.ts';
import { createUserDesk, type UserDesk } from './user-desk.ts';

export interface IdentityDeskOptions {
  readonly log: EventLog;
  /** Of this process. */
  readonly security: SecurityWriter;
  readonly identities: Identities;
  readonly now: () => number;
  readonly personKeys: PersonKeys;
  readonly passwords: Passwords;
  readonly mail: Mail;
  readonly tokenKeys: TokenKeysDesk;
  readonly realm: TokenRealm;
  readonly attempts?: Attempts;
  /** Told of what went wrong behind an answer that was given. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** What all routes of users work with. */
export interface IdentityDesk extends Omit<IdentityDeskOptions, 'attempts'> {
  readonly users: UserDesk;
  readonly emails: Emails;
  readonly attempts: Attempts;
  /** Mails that were asked for, to whom and from where. */
  readonly mails: Attempts;
  /** What is done for one address, one after the other. */
  readonly alone: <T>(email: string, work: () => Promise<T>) => Promise<T>;
}

export function createIdentityDesk(options: IdentityDeskOptions): IdentityDesk {
  const { identities, personKeys, attempts = new Attempts() } = options;
  return {
    ...options,
    attempts,
    mails: new Attempts(MAIL_LIMITS),
    alone: oneAtATime(),
    users: createUserDesk({ ...options, onAppended: tellUsers(options) }),
    emails: new Emails(identities, personKeys),
  };
}

import { idOf } from '@truetape/contracts';
import type { LogEvent } from '../framework/log-event.ts';
import type { ReadModel } from '../framework/read-model.ts';
import { recordedAt } from '../framework/recorded-at.ts';
import type { RowOf } from '../framework/table.ts';
import { securityEventsTable } from './security-events-table.ts';

type SecurityRow = RowOf<typeof securityEventsTable.columns>;
type Told = Partial<Omit<SecurityRow, 'stream' | 'revision' | 'type'>>;

/** What auditors of security ask for, of whichever stream it is. */
export const securityEvents: ReadModel = {
  name: 'security_events',
  tables: [securityEventsTable],
  start: () => ({
    apply: (event, rows) => {
      const told = toldBy(event);
      if (told !== undefined) rows.put(securityEventsTable, rowOf(event, told));
    },
  }),
};

function rowOf(event: LogEvent, told: Told): SecurityRow {
  const { stream, revision, type, actor, data } = event;
  return {
    stream,
    revision,
    type,
    user_id: idOf('user', stream) ?? null,
    account_id: idOf('account', stream) ?? null,
    key_id: null,
    session_id: null,
    code: null,
    route: null,
    count: 1,
    reason: null,
    actor_user_id: actor?.userId ?? null,
    actor_key_id: actor?.keyId ?? null,
    actor_session_id: actor?.sessionId ?? null,
    request_id: actor?.requestId ?? null,
    origin: actor?.origin ?? null,
    since: null,
    // Of each but what is counted, which tells its own.
    at: (data as { readonly at: string }).at,
    recorded_at: recordedAt(event),
    ...told,
  };
}

/** What of an event is not in its envelope; undefined for what is no matter of security. */
function toldBy(event: LogEvent): Told | undefined {
  switch (event.type) {
    case 'AccessDenied': {
      const { code, route, origin } = event.data;
      return { code, route, ...(origin !== undefined && { origin }) };
    }
    case 'AccessesDenied': {
      const { code, count, from, to } = event.data;
      return { code, count, since: from, at: to, request_id: event.correlationId };
    }
    case 'AuditorRead':
      return { route: event.data.route, account_id: event.data.accountId ?? null };
    case 'SignInFailed': {
      const { reason, origin } = event.data;
      return { reason, ...(origin !== undefined && { origin }) };
    }
    case 'SessionStarted':
    case 'SessionRefreshed':
    case 'SessionSteppedUp':
      return { session_id: event.data.sessionId };
    case 'SessionEnded':
      return { session_id: event.data.sessionId, reason: event.data.reason };
    case 'PasswordChanged':
    case 'UserDisabled':
    case 'UserEnabled':
      return { reason: event.data.reason };
    case 'AccountStatusChanged':
    case 'KillSwitchTripped':
    case 'KillSwitchReleased':
      return { reason: event.data.reason };
    case 'ApiKeyCreated':
      return { key_id: event.data.keyId, account_id: event.data.accountId ?? null };
    case 'ApiKeyRevoked':
      return { key_id: event.data.keyId };
    case 'AccessGranted':
      return { account_id: event.data.accountId, reason: event.data.access };
    case 'AccessWithdrawn':
      return { account_id: event.data.accountId };
    case 'RolesChanged':
      return { reason: event.data.roles.join(', ') };
    case 'MailTokenIssued':
      return { reason: event.data.purpose };
    case 'TokenKeyAdded':
    case 'TokenKeyRetired':
      return { key_id: event.data.kid };
    case 'UserRegistered':
    case 'EmailVerified':
    case 'TotpPrepared':
    case 'TotpEnabled':
    case 'TotpDisabled':
    case 'UserErased':
    case 'LimitsChanged':
      return {};
    default:
      return undefined;
  }
}

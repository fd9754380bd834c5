import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  stream: 'text',
  revision: 'bigint',
  /** Of the event: AccessDenied, SessionStarted, ApiKeyCreated, LimitsChanged and so on. */
  type: 'text',
  /** Whose stream it is in. */
  user_id: 'text?',
  account_id: 'text?',
  key_id: 'text?',
  session_id: 'text?',
  /** Of a refusal. */
  code: 'text?',
  /** What was asked for, of a refusal or a read by the staff. */
  route: 'text?',
  /** How many it stands for: more than one only of refusals that are counted. */
  count: 'bigint',
  /** Of a failed sign-in, an end, a change. */
  reason: 'text?',
  /** Who asked for it. */
  actor_user_id: 'text?',
  actor_key_id: 'text?',
  actor_session_id: 'text?',
  request_id: 'text?',
  /** From where, sealed: for the actor, else for the user, else with the key of the month. */
  origin: 'text?',
  /** When the first of them happened, where several are counted. */
  since: 'timestamptz?',
  at: 'timestamptz',
  recorded_at: 'timestamptz',
} as const satisfies Columns;

/** Who came in and who did not, who may do what, and who has looked at it: an event a row. */
export const securityEventsTable: TableOf<typeof columns> = {
  name: 'security_events',
  key: ['stream', 'revision'],
  columns,
  needs: 'no-row',
};

import {
  accountAccessTable,
  apiKeysTable,
  securityEventsTable,
  usersTable,
} from '@truetape/read-models/tables';
import { COMMON, described } from '../described.ts';

const { account: account_id, recordedAt: recorded_at } = COMMON;
const user_id = 'The user.';

export const USERS = [
  described(
    usersTable,
    'Everybody who was ever registered, as they are now.',
    {
      user_id,
      status: 'active, disabled or erased.',
      registered_at: 'When they were registered.',
      email: 'Their e-mail address, sealed. None: a program, or somebody who is erased.',
      is_email_verified: 'Whether they have shown that the address is theirs.',
      has_second_factor: 'Whether they sign in with a code as well.',
      roles: 'What they are to the venue: a list of roles.',
      changed_at: 'When any of this changed last.',
    },
    ['email'],
  ),
  described(apiKeysTable, 'Every API key that was ever made, without its secret.', {
    key_id: 'The key.',
    user_id: 'Whose it is.',
    kind: 'bearer, ed25519 or hmac-sha256.',
    name: 'What its user calls it.',
    scopes: 'What it may be used for: a list of read, trade, transfer and manage.',
    account_id: 'The only account that it reaches. None: all that its user does.',
    networks: 'The only networks that it may be used from. None: any.',
    status: 'active or revoked. One that has expired is active still, and of no use.',
    created_at: 'When it was made.',
    created_by: 'The user who made it. None: it was made at the start, from the file of keys.',
    expires_at: 'When it ends by itself.',
    revoked_at: 'When it was taken away.',
    revoked_by: 'The user who took it away.',
  }),
  described(accountAccessTable, 'Who may do what with each account, and who was able to.', {
    account_id,
    user_id: 'Who.',
    access: 'owner, trader or viewer: what they may do, or were able to do at last.',
    status: 'granted or withdrawn.',
    granted_at: 'Since when.',
    granted_by: 'The user who granted it. None: it was made at the start, from the file of keys.',
    withdrawn_at: 'Until when.',
    withdrawn_by: 'The user who withdrew it.',
  }),
  described(
    securityEventsTable,
    'Who came in and who did not, who was given what, and which of the staff looked at what is not theirs. An event each.',
    {
      stream: 'The stream of the event.',
      revision: 'Its revision there.',
      type: 'What happened, as the log calls it: AccessDenied, SessionStarted, ApiKeyCreated and so on.',
      user_id: 'The user whom it is about.',
      account_id: 'The account that it is about.',
      key_id: 'The key that was made or taken away, or that signs access tokens.',
      session_id: 'The session that it is about.',
      code: 'Why a request was refused.',
      route: 'What was asked for, of a refusal or a read by the staff.',
      count: 'How many it stands for: more than one where refusals were counted.',
      reason: 'Why, of an end or a failed sign-in; what was given, of roles and access.',
      actor_user_id: 'Who asked for it.',
      actor_key_id: 'By which key.',
      actor_session_id: 'In which session.',
      request_id: 'The request. Of several that are counted the first.',
      origin: 'From which address, sealed.',
      since: 'Of several that are counted, when the first happened.',
      at: 'When it happened. Of several the last.',
      recorded_at,
    },
    ['origin'],
  ),
];

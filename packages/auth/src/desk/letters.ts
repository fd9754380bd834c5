import type { Data } from '@truetape/contracts';
import type { UserSaid } from '../user/decide.ts';
import type { UserEventType } from '../user/evolve.ts';
import type { User } from '../user/user.ts';
import type { Words } from './tell.ts';

/** What happened to a user that they are told by mail, since it may be how somebody else takes over. */
export interface Happening {
  readonly subject: string;
  readonly what: string;
}

/** What is known besides the event. */
interface About {
  /** As they were before it. */
  readonly user: User;
  /** Whether none of their sessions is from where it was asked. */
  readonly isStrange: () => boolean;
}

type Letters = {
  readonly [Type in UserEventType]:
    | ((data: Data<Type>, about: About) => Happening | undefined)
    | undefined;
};

/** What is told of each event. A failed sign-in is not: strangers would have others mailed. */
const LETTERS: Letters = {
  UserRegistered: undefined,
  MailTokenIssued: undefined,
  EmailVerified: undefined,
  PasswordChanged: ({ reason }) => PASSWORDS[reason],
  SignInFailed: undefined,
  SessionStarted: ({ recoveryCode }, { user, isStrange }) => {
    if (recoveryCode !== undefined) return recoveryUsed(user);
    return isStrange() ? NEW_NETWORK : undefined;
  },
  SessionRefreshed: undefined,
  SessionSteppedUp: ({ recoveryCode }, { user }) =>
    recoveryCode === undefined ? undefined : recoveryUsed(user),
  SessionEnded: ({ reason }) => (reason === 'refresh-reused' ? TOKEN_USED_TWICE : undefined),
  TotpPrepared: undefined,
  TotpEnabled: () => ({
    subject: 'Your second factor was enabled',
    what: 'From now on a code of an authenticator app is needed to sign in.',
  }),
  TotpDisabled: () => ({
    subject: 'Your second factor was disabled',
    what: 'From now on the password is all that is needed to sign in.',
  }),
  ApiKeyCreated: ({ scopes, ...key }) => ({
    subject: 'An API key was made',
    what: `The API key ${calling(key)} can be used now, for: ${scopes.join(', ')}.`,
  }),
  ApiKeyRevoked: ({ keyId }, { user }) => ({
    subject: 'An API key was revoked',
    what: `The API key ${calling(user.keys.find((key) => key.keyId === keyId) ?? { keyId })} cannot be used any more.`,
  }),
  RolesChanged: undefined,
  AccessGranted: undefined,
  AccessWithdrawn: undefined,
  UserDisabled: undefined,
  UserEnabled: undefined,
  UserErased: undefined,
};

const PASSWORDS: Readonly<Record<Data<'PasswordChanged'>['reason'], Happening | undefined>> = {
  asked: {
    subject: 'Your password was changed',
    what: 'The password of your account is another one now. All other sessions have ended.',
  },
  reset: {
    subject: 'Your password was reset',
    what: 'A new password was chosen with a token that was mailed to you. All sessions have ended.',
  },
  rehashed: undefined,
};

const NEW_NETWORK: Happening = {
  subject: 'A sign-in from a new network',
  what: 'Somebody has signed in from a network that none of your other sessions is from.',
};

const TOKEN_USED_TWICE: Happening = {
  subject: 'A session was ended: its token was used twice',
  what: 'A refresh token was used that had been used before: two have it, and one of them may be a thief. The session has ended for both.',
};

function recoveryUsed({ totp }: User): Happening {
  const left = (totp?.recoveryDigests.filter((digest) => digest !== null).length ?? 1) - 1;
  return {
    subject: 'A recovery code was used',
    what: `One of your recovery codes was used as a second factor. It counts no more; you have ${left} left.`,
  };
}

const calling = ({
  keyId,
  name,
}: {
  readonly keyId: string;
  readonly name?: string | undefined;
}) => (name === undefined ? keyId : `${keyId} (${plain(name)})`);

/** What an event tells its user; undefined where it tells nothing. */
export function happeningOf({ type, data }: UserSaid, about: About): Happening | undefined {
  const happening = LETTERS[type] as
    | ((data: unknown, about: About) => Happening | undefined)
    | undefined;
  return happening?.(data, about);
}

export interface Circumstances {
  readonly at: string;
  readonly isByStaff: boolean;
  readonly address: string | undefined;
  readonly device: string | undefined;
  /** Of the API key that it was asked with. */
  readonly keyId: string | undefined;
  /** For a while no further letter like it is sent. */
  readonly isLast: boolean;
}

const IF_NOT_YOU =
  'If it was not you, choose a new password at /v1/password-resets at once: all sessions end with it. API keys stay: revoke those at /v1/keys that are not yours. Then tell the staff.';
const BY_STAFF = 'The staff has done it. If you do not know why, ask them.';
const LAST =
  'It has happened so often that you are not told of more of it within the next hour: see for yourself.';

export function letterAbout({ subject, what }: Happening, known: Circumstances): Words {
  const { at, isByStaff, address, device, keyId, isLast } = known;
  const facts = [
    `When: ${at.slice(0, 'yyyy-mm-ddThh:mm:ss'.length).replace('T', ' ')} UTC`,
    ...(address === undefined ? [] : [`From: ${address}`]),
    ...(device === undefined ? [] : [`Device: ${plain(device)}`]),
    ...(keyId === undefined ? [] : [`With the API key: ${keyId}`]),
  ].join('\n');
  const paragraphs = [what, facts, isByStaff ? BY_STAFF : IF_NOT_YOU, ...(isLast ? [LAST] : [])];
  return { subject, text: paragraphs.join('\n\n') };
}

const PLAIN_LENGTH_MAX = 64;

/**
 * A name that a client gave: one short line, and no address in it that a reader of mails makes a link of. Whoever has come in
 * would else say what they like in a mail of ours.
 */
function plain(name: string): string {
  const kept = name.replace(/[^\p{L}\p{M}\p{N} .,()'_-]|\.(?!\d)/gu, ' ').replace(/ +/g, ' ');
  return [...kept.trim()].slice(0, PLAIN_LENGTH_MAX).join('');
}

import { networkOf } from '@truetape/edge';
import { ADDRESS } from '../journal/addresses.ts';
import type { PersonKeys } from '../personal-data/person-keys.ts';
import type { UserSaid } from '../user/decide.ts';
import type { User } from '../user/user.ts';
import { Attempts, MAIL_LIMITS } from './attempts.ts';
import { isKnownNetwork } from './known-network.ts';
import { happeningOf, letterAbout } from './letters.ts';
import { shown } from './shown.ts';
import { type Telling, tell } from './tell.ts';
import type { Appended, By } from './user-desk.ts';

export interface TellUsersOptions extends Telling {
  readonly personKeys: PersonKeys;
  readonly now: () => number;
}

/**
 * Mails to the verified address of a user what was just appended about them, once: what was not mailed when the process
 * ends is not mailed later. None of it is done by who has no password, token or key of theirs, and even so it is bounded.
 * Each kind has a bound of its own, so that many of one keep none of another away; nor do mails that strangers ask for.
 */
export function tellUsers(options: TellUsersOptions): (appended: Appended) => void {
  const { personKeys, now, onTrouble } = options;
  const letters = new Attempts(MAIL_LIMITS);

  function tellOf(user: User, said: UserSaid, { actor }: By): void {
    const { userId } = user;
    const isByStaff = actor !== undefined && actor.userId !== userId;
    // Whoever of the staff it was is none of the user's concern.
    const own = isByStaff ? undefined : actor;
    const addressOf = () => shown(personKeys, userId, ADDRESS, own?.origin);
    const isStrange = () => !isKnownNetwork(personKeys, user, networkOf(addressOf() ?? ''));
    const happening = happeningOf(said, { user, isStrange });
    const email = happening && shown(personKeys, userId, 'email', user.email);
    if (happening === undefined || email === undefined) return;
    const address = addressOf();
    const name = `${userId} ${happening.subject}`;
    const letter = { name, network: networkOf(address ?? ''), isKnown: false };
    if (letters.waitMs(letter, now()) > 0) return;
    letters.fail(letter, now());
    const session = user.sessions.find(({ sessionId }) => sessionId === own?.sessionId);
    const device = said.type === 'SessionStarted' ? said.data.device : session?.device;
    const words = letterAbout(happening, {
      at: said.data.at,
      isByStaff,
      address,
      device: shown(personKeys, userId, 'device', device),
      keyId: own?.keyId,
      isLast: letters.waitMs(letter, now()) > 0,
    });
    tell(options, email, words);
  }

  return ({ user, said, by }) => {
    if (!user?.isEmailVerified) return;
    try {
      for (const each of said) tellOf(user, each, by);
    } catch (error) {
      // What was appended is answered, whatever becomes of the mail.
      onTrouble('a user was not told', error);
    }
  };
}

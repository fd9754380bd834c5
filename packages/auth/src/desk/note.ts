import { versioned } from '@truetape/codec';
import type { Data } from '@truetape/contracts';
import { monthOf } from '../journal/addresses.ts';
import type { User } from '../user/user.ts';
import { byThemselves, sealedAddress, type Visitor } from './asker.ts';
import type { IdentityDesk } from './identity-desk.ts';

export type NotIn = Data<'SignInFailed'>['reason'];

/** Somebody was at the door and did not come in: in the stream of the user, or in `security` where there is none. */
export async function note(
  { personKeys, users, security, now }: IdentityDesk,
  user: User | undefined,
  visitor: Visitor,
  reason: NotIn,
): Promise<void> {
  if (user !== undefined) {
    const by = await byThemselves(personKeys, user.userId, visitor);
    await users.execute(user.userId, { type: 'FailSignIn', reason }, by);
    return;
  }
  const origin = await sealedAddress(personKeys, monthOf(now()), visitor.address);
  const data = { at: new Date(now()).toISOString(), origin, reason };
  await security.writeSoon([versioned('SignInFailed', { correlationId: visitor.requestId, data })]);
}

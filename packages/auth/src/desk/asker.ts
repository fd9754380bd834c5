import { actorOf } from '../identity/actor.ts';
import type { Principal } from '../identity/principal.ts';
import { ADDRESS } from '../journal/addresses.ts';
import type { PersonKeys } from '../personal-data/person-keys.ts';
import { seal } from '../personal-data/seal.ts';
import type { By } from './user-desk.ts';

/** Somebody at the door: from where, and by which request. */
export interface Visitor {
  readonly address: string;
  readonly requestId: string;
}

/** The address of a visitor as the log has it: under the key of whose it is. */
export async function sealedAddress(
  keys: PersonKeys,
  personId: string,
  address: string,
): Promise<string> {
  await keys.create(personId);
  return seal(keys, { personId, purpose: ADDRESS }, address);
}

/** What a user does themselves, before they are known by a token. */
export async function byThemselves(
  keys: PersonKeys,
  userId: string,
  { address, requestId }: Visitor,
): Promise<By> {
  const origin = await sealedAddress(keys, userId, address);
  return { correlationId: requestId, actor: { origin, requestId, userId } };
}

export async function byPrincipal(
  keys: PersonKeys,
  principal: Principal,
  { address, requestId }: Visitor,
): Promise<By> {
  const origin = await sealedAddress(keys, principal.userId, address);
  const by = { correlationId: requestId, actor: actorOf(principal, requestId, origin) };
  const { validUntilMs } = principal;
  return validUntilMs === undefined ? by : { ...by, validUntilMs };
}

import type { Access, Role, Scope } from '../user/user.ts';

/** Who may do something. */
export type Permission = 'anybody' | Guarded;

export interface Guarded {
  /** What an API key must have been made for; a session is good for all. */
  readonly scope: Scope;
  /** Who may do it with every account, or at all where no account is named. */
  readonly roles?: readonly Role[];
  /** Whose it is: then also whoever has so much access to that account may. */
  readonly of?: Owned;
  /** Sessions show a second factor for it, shortly before. */
  readonly stepUp?: true;
  /** Not with an API key, but by a role: whoever has one key shall not make others of it. */
  readonly sessionOnly?: true;
}

export interface Owned {
  /** How the request says which account: a part of its path, an order in its path, or the one that is asked for. */
  readonly by: 'path' | 'order' | 'asking';
  readonly access: Access;
}

import {
  type Authenticated,
  type Authenticator,
  type Denial,
  decide,
  guardedBy,
  isStaffRead,
  type Principal,
  rightsOf,
} from '@truetape/auth';
import type { Channel } from '@truetape/contracts';
import { networkOf, type RequestFailure, sendProblem } from '@truetape/edge';
import { Tally } from '@truetape/edge/web-socket';
import { failed, ok, type Result } from '@truetape/kernel';
import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { StreamLimits } from './limits.ts';

/** Whose connection it is. */
export interface Known {
  readonly principal: Principal;
  /** Whether what they were known by still counts. */
  readonly isStill: () => boolean;
  /** Why they may not hear of an account; of one that is not theirs as of one that there is not. */
  readonly denialOf: (channel: Channel, accountId: string) => Denial | undefined;
  /** They may hear it, and only for what they are to the venue: it is not their own, nor given to them. */
  readonly hearsAsStaff: (channel: Channel, accountId: string) => boolean;
  /** Called once, when the connection is not theirs any more. */
  readonly leave: () => void;
}

/** Who may come in, and how many. */
export class Doors {
  readonly #authenticator: Authenticator;
  readonly #limits: StreamLimits;
  readonly #byNetwork = new Tally();
  readonly #byUser = new Tally();

  constructor(authenticator: Authenticator, limits: StreamLimits) {
    this.#authenticator = authenticator;
    this.#limits = limits;
  }

  /** For the route. */
  readonly guard: onRequestHookHandler = (request, reply, done) => {
    const refusal = this.#fullAt(networkIn(request)) ?? this.#fullFor(request.principal);
    if (refusal === undefined) done();
    else sendProblem(reply, refusal.code, refusal);
  };

  /** Behind the guard. */
  open(request: FastifyRequest): { readonly known: Known | undefined; readonly leave: () => void } {
    const leaves = [this.#byNetwork.add(networkIn(request)), this.#byNetwork.add(ALL)];
    const leave = () => {
      for (const each of leaves) each();
    };
    const { principal } = request;
    const known = principal === null ? undefined : this.enter(principal);
    return { known: known?.ok ? known.value : undefined, leave };
  }

  /** Whose token it is. */
  find(token: string, address: string): Authenticated | Promise<Authenticated> {
    return this.#authenticator.byToken(token, address);
  }

  /** @param instead whose the connection was until now */
  enter(principal: Principal, instead?: Known): Result<Known, RequestFailure> {
    const { userId } = principal;
    const full = instead?.principal.userId === userId ? undefined : this.#fullFor(principal);
    if (full !== undefined) return failed(full);
    return ok({
      principal,
      isStill: () => this.#authenticator.isValid(principal),
      denialOf: (channel, accountId) => this.#denialOf(principal, channel, accountId),
      hearsAsStaff: (channel, accountId) => this.#hearsAsStaff(principal, channel, accountId),
      leave: this.#byUser.add(userId),
    });
  }

  #denialOf(principal: Principal, channel: Channel, accountId: string): Denial | undefined {
    const { identities, clockMs } = this.#authenticator;
    const guarded = guardedBy(`stream ${channel}`);
    if (guarded === undefined) return undefined;
    const rights = rightsOf(identities, principal);
    const decided = decide(guarded, { principal, rights, nowMs: clockMs(), accountId });
    return decided.ok ? undefined : decided.failure;
  }

  #hearsAsStaff(principal: Principal, channel: Channel, accountId: string): boolean {
    const guarded = guardedBy(`stream ${channel}`);
    const rights = rightsOf(this.#authenticator.identities, principal);
    return guarded !== undefined && isStaffRead(guarded, rights, accountId);
  }

  #fullAt(network: string): RequestFailure | undefined {
    const { connectionsMax, connectionsPerAddressMax: max } = this.#limits;
    if (this.#byNetwork.of(ALL) >= connectionsMax) return { code: OVERLOADED };
    if (this.#byNetwork.of(network) < max) return undefined;
    return { code: OVERLOADED, detail: `At most ${max} connections of one address.` };
  }

  #fullFor(principal: Principal | null): RequestFailure | undefined {
    const { connectionsPerAccountMax: max } = this.#limits;
    if (principal === null || this.#byUser.of(principal.userId) < max) return undefined;
    return { code: OVERLOADED, detail: `At most ${max} connections of one account.` };
  }
}

const OVERLOADED = 'SERVICE_OVERLOADED' as const;
/** No network is called so. */
const ALL = '*';

const networkIn = ({ server, raw }: FastifyRequest) => networkOf(server.edge.addressOf(raw));

import type { KeyRing, Principal } from '@truetape/auth';
import { tokenOf } from '@truetape/auth/fastify';
import { networkOf, type RequestFailure, sendProblem } from '@truetape/edge';
import { Tally } from '@truetape/edge/web-socket';
import { failed, ok, type Result } from '@truetape/kernel';
import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { StreamLimits } from './limits.ts';

/** Whose connection it is. */
export interface Known {
  readonly principal: Principal;
  /** Whether the token still counts. */
  readonly isStill: () => boolean;
  /** Called once, when the connection is not theirs any more. */
  readonly leave: () => void;
}

/** Who may come in, and how many. */
export class Doors {
  readonly #keyRing: KeyRing;
  readonly #limits: StreamLimits;
  readonly #byNetwork = new Tally();
  readonly #byUser = new Tally();

  constructor(keyRing: KeyRing, limits: StreamLimits) {
    this.#keyRing = keyRing;
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
    const token = tokenOf(request);
    const known = token === undefined ? undefined : this.enter(token);
    return { known: known?.ok ? known.value : undefined, leave };
  }

  /** @param instead whose the connection was until now */
  enter(token: string, instead?: Known): Result<Known, RequestFailure> {
    const principal = this.#keyRing.principalOf(token);
    if (principal === undefined) return failed({ code: 'AUTH_REQUIRED', field: 'token' });
    const { userId } = principal;
    const full = instead?.principal.userId === userId ? undefined : this.#fullFor(principal);
    if (full !== undefined) return failed(full);
    const isStill = () => this.#keyRing.isValid(principal);
    return ok({ principal, isStill, leave: this.#byUser.add(userId) });
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

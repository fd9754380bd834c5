import type { Allowance } from './allowance.ts';
import { Allowances } from './allowances.ts';
import type { Budget, Charge, RateLimit } from './limit.ts';
import { type SharedAllowances, Sharing } from './sharing.ts';

/** Limits by whom they bind; what is left out is not limited. */
export interface RateLimitSettings {
  /** All requests from one network address, whoever they say that they are. */
  readonly address?: RateLimit | undefined;
  /** All requests by one key, or by one user where there is none. */
  readonly key?: RateLimit | undefined;
  /** All requests for one account. */
  readonly account?: RateLimit | undefined;
  /** Requests from one network address that try a password or make one try (`config: { budget: 'signIn' }`). */
  readonly signIn?: RateLimit | undefined;
}

/** Whom a request counts for. */
export interface Subject {
  readonly kind: 'address' | 'key' | 'account';
  readonly id: string;
}

/** What cancels may take of each limit, beside everything else. */
const CANCELS_TIMES = 2;

/** What came of taking. */
export interface Taken {
  /** True when one had too little left; that one is the tightest then. */
  readonly refused: boolean;
  /** Of all limits that the request counts against, the one of which the least is left; undefined where there is none. */
  readonly tightest: Allowance | undefined;
  /** Of all limits that the request counts against, as `RateLimit-Policy` has them. */
  readonly policies: string;
}

export const NOTHING_TAKEN: Taken = { refused: false, tightest: undefined, policies: '' };

export interface RateLimitsOptions {
  readonly settings: RateLimitSettings;
  /** Told of each refusal. */
  readonly onRefused: (limit: string) => void;
  /** Where other processes of the same kind count together with this one. */
  readonly shared?: SharedAllowances | undefined;
}

/** All rate limits of an edge. */
export class RateLimits {
  readonly #limits: { readonly [Each in Budget]: ReadonlyMap<string, Allowances> };
  readonly #onRefused: (limit: string) => void;
  readonly #sharing: Sharing | undefined;

  constructor({ settings, onRefused, shared }: RateLimitsOptions) {
    const { signIn, ...others } = settings;
    this.#limits = {
      general: named(others, (kind) => kind),
      cancels: named(others, (kind) => `${kind}-cancels`, CANCELS_TIMES),
      signIn: named({ address: signIn }, () => 'sign-in'),
    };
    this.#onRefused = onRefused;
    this.#sharing = shared && new Sharing(shared);
  }

  /**
   * Takes from each, in order, until one has too little.
   *
   * @param before of the same request
   */
  take(
    subjects: readonly Subject[],
    { weight, budget }: Charge,
    before: Taken = NOTHING_TAKEN,
  ): Taken {
    const limits = this.#limits[budget];
    let { tightest, policies } = before;
    for (const { kind, id } of subjects) {
      const limit = limits.get(kind);
      if (limit === undefined) continue;
      const allowance = limit.allowanceOf(id);
      policies = policies === '' ? limit.policy : `${policies}, ${limit.policy}`;
      if (!allowance.take(weight)) {
        this.#onRefused(limit.name);
        return { refused: true, tightest: allowance, policies };
      }
      this.#sharing?.taken(allowance, weight);
      if (tightest === undefined || allowance.share < tightest.share) tightest = allowance;
    }
    return { refused: false, tightest, policies };
  }

  stop(): void {
    this.#sharing?.stop();
  }
}

function named(
  settings: RateLimitSettings,
  nameOf: (kind: string) => string,
  times = 1,
): ReadonlyMap<string, Allowances> {
  const limits = new Map<string, Allowances>();
  for (const [kind, limit] of Object.entries(settings) as [string, RateLimit | undefined][]) {
    if (limit === undefined) continue;
    limits.set(kind, new Allowances(nameOf(kind), { ...limit, units: limit.units * times }));
  }
  return limits;
}

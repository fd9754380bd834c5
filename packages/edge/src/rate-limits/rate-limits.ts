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

/** For whom a request is counted, and what is left. One object for each request, because it is on the way of every order. */
export class Count {
  readonly subjects: Subject[] = [];
  /** Of all limits that the request counts against, the one of which the least is left, or that was used up; undefined where there is none. */
  tightest: Allowance | undefined;
  /** Of all limits that the request counts against, as `RateLimit-Policy` has them. */
  policies = '';
}

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

  /** Takes from each, in order, until one has too little. False when one had. */
  take(count: Count, subjects: readonly Subject[], { weight, budget }: Charge): boolean {
    const limits = this.#limits[budget];
    for (const subject of subjects) {
      count.subjects.push(subject);
      const limit = limits.get(subject.kind);
      if (limit === undefined) continue;
      const allowance = limit.allowanceOf(subject.id);
      count.policies = count.policies === '' ? limit.policy : `${count.policies}, ${limit.policy}`;
      if (!allowance.take(weight)) {
        this.#onRefused(limit.name);
        count.tightest = allowance;
        return false;
      }
      this.#sharing?.taken(allowance, weight);
      const { tightest } = count;
      if (tightest === undefined || allowance.share < tightest.share) count.tightest = allowance;
    }
    return true;
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

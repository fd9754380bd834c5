import { LRUCache } from 'lru-cache';
import { Allowance } from './allowance.ts';
import type { NamedLimit, RateLimit } from './limit.ts';

/** Of one limit. The one that asked least recently is forgotten first, and begins anew with all its units. */
const SUBJECTS_MAX = 50_000;

/** A rate limit, and what each subject has left of it. */
export class Allowances implements NamedLimit {
  readonly name: string;
  readonly limit: RateLimit;
  /** As an item of `RateLimit-Policy`. */
  readonly policy: string;
  readonly #allowances = new LRUCache<string, Allowance>({ max: SUBJECTS_MAX });

  constructor(name: string, limit: RateLimit) {
    this.name = name;
    this.limit = limit;
    this.policy = `"${name}";q=${limit.units};w=${limit.seconds}`;
  }

  allowanceOf(id: string): Allowance {
    const known = this.#allowances.get(id);
    if (known !== undefined) return known;
    const allowance = new Allowance(this, id);
    this.#allowances.set(id, allowance);
    return allowance;
  }
}

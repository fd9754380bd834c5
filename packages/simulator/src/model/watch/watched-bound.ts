import type { Data } from '@truetape/contracts';
import { atto, shown } from '../decimal.ts';
import type { ModelAccount } from '../model-account.ts';
import type { ModelVenue } from '../model-venue.ts';
import { MEASURES } from './measures.ts';
import type { WatchedLimit } from './watched-limits.ts';

/** What the watch must say next of a measure, but for the time. */
export interface Expected {
  readonly type: 'RiskThresholdCrossed' | 'RiskKillSwitchRequested';
  readonly data: object;
}

export const THRESHOLDS = [50, 75, 90, 100] as const;

/** The limits of an account, or of the group that it leads, and how far each measure has come. */
export class WatchedBound {
  readonly leader: string;
  readonly scope: Data<'LimitsChanged'>['scope'];
  #limits: readonly WatchedLimit[] = [];
  /** By measure and what it is of: the highest threshold that is reached. */
  readonly #levels = new Map<string, number>();

  constructor(leader: string, scope: Data<'LimitsChanged'>['scope']) {
    this.leader = leader;
    this.scope = scope;
  }

  /** What stays limited stays at its level until it is measured again. */
  setLimits(limits: readonly WatchedLimit[]): void {
    const names = new Set(limits.map(nameOf));
    for (const name of this.#levels.keys()) if (!names.has(name)) this.#levels.delete(name);
    this.#limits = limits;
  }

  /** Measures what can be measured from accounts alone. */
  measure(accounts: readonly ModelAccount[], venue: ModelVenue): readonly Expected[] {
    return this.#limits.flatMap((watched) => {
      const value = MEASURES[watched.measure]?.(watched.of, accounts, venue);
      if (value === undefined) return [];
      const limit = atto(watched.limit);
      const reached = THRESHOLDS.filter(
        (percent) => value > 0n && value * 100n >= limit * BigInt(percent),
      );
      const before = this.#levels.get(nameOf(watched)) ?? 0;
      this.#levels.set(nameOf(watched), reached.at(-1) ?? 0);
      const crossed = reached.filter((percent) => percent > before);
      if (crossed.length === 0) return [];
      const data = this.#dataOf(watched, shown(value));
      const trips = watched.isHard && crossed.includes(100);
      return [
        ...crossed.map(
          (percent): Expected => ({ type: 'RiskThresholdCrossed', data: { ...data, percent } }),
        ),
        ...(trips ? [{ type: 'RiskKillSwitchRequested', data } as const] : []),
      ];
    });
  }

  #dataOf({ measure, of, limit }: WatchedLimit, value: string) {
    const subject = measure === 'position' ? { symbol: of } : { asset: of };
    return { ...subject, limit, measure, scope: this.scope, value };
  }
}

const nameOf = ({ measure, of }: WatchedLimit) => `${measure} ${of}`;

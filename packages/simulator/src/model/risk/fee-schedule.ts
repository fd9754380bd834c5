import type { Data } from '@truetape/contracts';
import { type Atto, atto, larger } from '../decimal.ts';
import { either, exactly, type Range } from './range.ts';

type Tiers = Data<'FeeTiersChanged'>['feeTiers'];

/** The rates of a market, by the revisions of its stream from which on they hold: who decides may not have read the newest. */
export class FeeSchedule {
  readonly #tiersFrom = new Map<number, Tiers>();
  /** The higher rate of each tier that there was, at least 0: what an order holds is reckoned with one of them. */
  worstRate: Range;

  constructor(revision: number, tiers: Tiers) {
    this.worstRate = worstOf(tiers);
    this.#tiersFrom.set(revision, tiers);
  }

  change(revision: number, tiers: Tiers): void {
    this.worstRate = either(this.worstRate, worstOf(tiers));
    this.#tiersFrom.set(revision, tiers);
  }

  /** The tier that a volume of thirty days reaches; undefined where the schedule has no such revision. */
  tierOf(revision: number, volume: Atto): Tiers[number] | undefined {
    const tiers = this.#tiersFrom.get(revision);
    return tiers?.findLast(({ minVolume = '0' }) => volume >= atto(minVolume));
  }
}

function worstOf(tiers: Tiers): Range {
  const rates = tiers.map(({ makerRate, takerRate }) =>
    exactly(larger(0n, larger(atto(makerRate), atto(takerRate)))),
  );
  return rates.reduce(either);
}

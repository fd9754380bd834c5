import { type Atto, larger, times } from '../decimal.ts';
import type { ModelAccount } from '../model-account.ts';
import { type ModelOrder, remaining } from '../model-order.ts';
import type { WatchedLimit } from './watched-limits.ts';

type Measure = (of: string, accounts: readonly ModelAccount[]) => Atto;

/**
 * Measures that follow from accounts alone, by `docs/reference/risk.md`. The others hang on the mark of a market as it was
 * between two events of the log; `audit verify` works them out again, and here only their thresholds are looked at.
 */
export const MEASURES: { readonly [Name in WatchedLimit['measure']]?: Measure } = {
  openNotional: (asset, accounts) => {
    let worth = 0n;
    for (const { openOrders } of accounts) {
      for (const order of openOrders) if (order.instrument.quote === asset) worth += worthOf(order);
    }
    return worth;
  },
};

/** At the worst price it may trade at; of a pair once, by the leg that was placed first. */
function worthOf(order: ModelOrder): Atto {
  const { partner } = order;
  if (order.hasYielded) return 0n;
  if (partner === undefined || partner.hasYielded) return alone(order);
  if (partner.placedRevision < order.placedRevision) return 0n;
  return larger(alone(order), alone(partner));
}

/** Until a market has answered a replace, the larger of the old and the new terms counts. */
function alone({ money, limit, filled, asked, ...order }: ModelOrder): Atto {
  if (money !== undefined) return money;
  const left = remaining({ ...order, money, limit, filled, asked });
  return [...asked.values()]
    .map(({ price, quantity }) => times(price, larger(0n, quantity - filled)))
    .reduce(larger, times(limit, left));
}

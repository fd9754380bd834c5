import { type Atto, larger, times } from '../decimal.ts';
import type { ModelAccount } from '../model-account.ts';
import { type ModelOrder, remaining } from '../model-order.ts';
import type { ModelVenue } from '../model-venue.ts';
import { netOf, netsOf } from '../risk/exposure.ts';
import type { WatchedLimit } from './watched-limits.ts';

type Measure = (of: string, accounts: readonly ModelAccount[], venue: ModelVenue) => Atto;

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
  position: (symbol, accounts, { instruments }) => {
    const { quantity, toBuy, toSell } = netOf(netsOf(accounts), symbol);
    const net = larger(quantity + toBuy, toSell - quantity);
    const most = LOTS_MAX * (instruments.get(symbol)?.lot ?? 0n);
    return net < most ? net : most;
  },
};

/** More lots than that are written as so many. */
const LOTS_MAX = 2n ** 53n - 1n;

/** At the worst price it may trade at; of a pair once, by the leg that was placed first. */
function worthOf(order: ModelOrder): Atto {
  const { partner } = order;
  if (order.hasYielded) return 0n;
  if (partner === undefined || partner.hasYielded) return alone(order);
  if (partner.placedRevision < order.placedRevision) return 0n;
  return larger(alone(order), alone(partner));
}

/** Until a market has answered a replace, the larger of the old and the new terms counts. */
function alone(order: ModelOrder): Atto {
  const { money, limit, filled, asked } = order;
  if (money !== undefined) return money;
  let worth = times(limit, remaining(order));
  for (const { price, quantity } of asked.values()) {
    worth = larger(worth, times(price, larger(0n, quantity - filled)));
  }
  return worth;
}

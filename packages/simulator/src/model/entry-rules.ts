import type { Atto } from './decimal.ts';
import type { ModelAccount } from './model-account.ts';
import type { ModelVenue } from './model-venue.ts';
import type { Problem } from './problem.ts';
import { canOnlyReduce, netOf, netsOf } from './risk/exposure.ts';

/** Where an order would go, and how much it would add there; undefined where that is no quantity of that market. */
export interface ModelEntry {
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly added: Atto | undefined;
}

/** Why an account may send nothing to a market, whatever it is. */
export function* entryProblems(
  entry: ModelEntry,
  account: ModelAccount,
  venue: ModelVenue,
): Generator<Problem, void> {
  const { status, isKilled, limits } = account;
  if (status === 'reduce-only') {
    // An order for nothing is refused by one rule or by another.
    const broken = entry.added === 0n ? 'perhaps' : reduces(entry, account) ? 'no' : 'yes';
    yield { code: 'ACCOUNT_REDUCE_ONLY', broken };
  }
  if (isKilled) yield { code: 'RISK_KILL_SWITCH', broken: 'yes' };
  yield { code: 'RISK_KILL_SWITCH', broken: venue.isKilled(entry.symbol) };
  if (!venue.instruments.has(entry.symbol)) yield { code: 'ORDER_UNKNOWN_SYMBOL', broken: 'yes' };
  const isAllowed = limits.allowedSymbols?.includes(entry.symbol) ?? true;
  yield { code: 'RISK_SYMBOL_NOT_ALLOWED', broken: isAllowed ? 'no' : 'yes' };
}

function reduces({ symbol, side, added }: ModelEntry, account: ModelAccount): boolean {
  if (added === undefined) return false;
  const net = netOf(netsOf([account]), symbol);
  net[side === 'buy' ? 'toBuy' : 'toSell'] += added;
  return canOnlyReduce(net, side);
}

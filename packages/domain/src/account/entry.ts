import type { Failed } from '@truetape/kernel';
import type { Side } from '../order/terms.ts';
import type { MarketSymbol } from '../value/units.ts';
import type { Denial, MarketView } from './command.ts';
import { denied } from './denied.ts';
import type { Account } from './state.ts';

/** Where an order would go, and how much it would add there; undefined where that is not known. */
export interface Entry {
  readonly symbol: MarketSymbol;
  readonly side: Side;
  readonly addedLots: bigint | undefined;
}

/**
 * Whether the account may send anything to that market at all. Asked before the terms of the order are: status, kill
 * switch, symbol.
 */
export function entryDenial(
  state: Account,
  entry: Entry,
  market: Pick<MarketView, 'isKilled'> | undefined,
): Failed<Denial> | undefined {
  const { allowedSymbols } = state.limits;
  if (state.status === 'reduce-only' && !reduces(state, entry)) {
    return denied('ACCOUNT_REDUCE_ONLY');
  }
  if (state.isKilled || market?.isKilled) return denied('RISK_KILL_SWITCH');
  if (market === undefined) return denied('ORDER_UNKNOWN_SYMBOL', 'symbol');
  if (allowedSymbols !== undefined && !allowedSymbols.includes(entry.symbol)) {
    return denied('RISK_SYMBOL_NOT_ALLOWED', 'symbol');
  }
  return undefined;
}

/** Whether it can only bring the position nearer to nothing, with all that is open on its side. */
function reduces({ holdings }: Account, { symbol, side, addedLots }: Entry): boolean {
  const { position, interest } = holdings.get(symbol) ?? {};
  if (addedLots === undefined || position === undefined || interest === undefined) return false;
  const { lots } = position.open;
  return side === 'buy'
    ? lots + interest.toBuy + addedLots <= 0n
    : lots - interest.toSell - addedLots >= 0n;
}

import { assert } from '@truetape/kernel';
import { account } from '../../account/account.ts';
import { notBefore } from '../../value/arithmetic.ts';
import { dayOf } from '../../value/day.ts';
import type { AccountId, MarketSymbol } from '../../value/units.ts';
import { boundBy, raise, type WatchedBound } from './bound.ts';
import type { MarkRecorded, WatchEvent } from './event.ts';
import type { AccountSaid, MarketListed, MarketSaid, WatchInput } from './input.ts';
import type { RiskWatchState } from './state.ts';
import { applyOutcome, markOf, newMarket, remark } from './watched-market.ts';

/**
 * Reads one event of the log and says what it means for the limits: the same log gives the same answers, whoever reads
 * it and how often. The state given is changed.
 */
export function watch(state: RiskWatchState, input: WatchInput): readonly WatchEvent[] {
  state.at = notBefore(state.at, input.at);
  const marks = endDay(state);
  const touched = apply(state, input);
  const measured = marks === undefined ? touched : everyBound(state);
  return [...(marks ?? []), ...measured.flatMap((bound) => raiseIn(state, bound))];
}

/** What an input changes. @returns the bounds whose measures may be others now */
function apply(state: RiskWatchState, input: WatchInput): readonly WatchedBound[] {
  switch (input.type) {
    case 'AccountSaid':
      return applyToAccount(state, input);
    case 'MarketSaid':
      return applyToMarket(state, input);
    case 'MarketListed':
      return listMarket(state, input);
    case 'TimeTold':
      return [];
  }
}

function applyToAccount(
  state: RiskWatchState,
  { accountId, event }: AccountSaid,
): readonly WatchedBound[] {
  const before = state.accounts.get(accountId) ?? account.initialState();
  const after = account.evolve(before, event);
  assert(after.status !== 'none', 'the first event of an account stream opens the account');
  // Nobody asks here what was asked before.
  after.closed.clear();
  after.references.clear();
  after.keys.clear();
  state.accounts.set(accountId, after);
  const { ownerGroup } = after;
  if (event.type === 'AccountOpened') {
    state.groups.set(ownerGroup, [...membersOf(state, ownerGroup), accountId]);
  } else if (event.type === 'LimitsChanged') {
    const bounds = state.bounds[event.scope];
    const of = { accountId, scope: event.scope };
    const bound = boundBy(event.limits, of, bounds.get(accountId));
    if (bound === undefined) bounds.delete(accountId);
    else bounds.set(accountId, bound);
  }
  const touched = [state.bounds.account.get(accountId), state.bounds.group.get(ownerGroup)];
  return touched.filter((bound) => bound !== undefined);
}

function applyToMarket(
  state: RiskWatchState,
  { symbol, outcome, last }: MarketSaid,
): readonly WatchedBound[] {
  const market = state.markets.get(symbol);
  assert(market !== undefined, `market ${symbol} is listed before it speaks`);
  applyOutcome(market, outcome);
  if (!last || !remark(market)) return [];
  const holds = (accountId: AccountId) => state.accounts.get(accountId)?.holdings.has(symbol);
  return everyBound(state).filter((bound) => boundMembers(state, bound).some(holds));
}

function listMarket(
  state: RiskWatchState,
  { symbol, referencePrice }: MarketListed,
): readonly WatchedBound[] {
  state.markets.set(symbol, newMarket(referencePrice));
  return [];
}

/** The marks with which a day ends and the next one begins; undefined while it goes on. */
function endDay(state: RiskWatchState): readonly MarkRecorded[] | undefined {
  const today = dayOf(state.at);
  const isFirst = state.day === undefined;
  if (state.day !== undefined && today <= state.day) return undefined;
  state.day = today;
  for (const { bests } of everyBound(state)) bests.clear();
  return [...state.markets].flatMap(([symbol, market]): readonly MarkRecorded[] => {
    const { mark } = market;
    market.atDayStart = mark?.price;
    if (isFirst || mark === undefined) return [];
    return [{ type: 'MarkRecorded', at: state.at, symbol, day: today - 1, ...mark }];
  });
}

function raiseIn(state: RiskWatchState, bound: WatchedBound) {
  const holdings = boundMembers(state, bound).map(
    (accountId) => state.accounts.get(accountId)?.holdings ?? new Map(),
  );
  const markIn = (symbol: MarketSymbol) => {
    const market = state.markets.get(symbol);
    return market && markOf(market);
  };
  return raise(bound, { holdings, day: dayOf(state.at), markOf: markIn }, state.at);
}

const membersOf = ({ groups }: RiskWatchState, leader: AccountId): readonly AccountId[] =>
  groups.get(leader) ?? [];

const boundMembers = (state: RiskWatchState, { accountId, scope }: WatchedBound) =>
  scope === 'account' ? [accountId] : membersOf(state, accountId);

const everyBound = ({ bounds }: RiskWatchState): readonly WatchedBound[] => [
  ...bounds.account.values(),
  ...bounds.group.values(),
];

import { accountOf, type StoredAccount, storedAccount } from '@truetape/accounts';
import {
  type Catalogue,
  restoreCatalogue,
  type StoredCatalogue,
  storedCatalogue,
} from '@truetape/codec';
import {
  boundBy,
  ClosedOrders,
  type Level,
  type LimitsScope,
  minor,
  newMarket,
  type Resting,
  type RiskWatchState,
  type WatchedBound,
  type WatchedMarket,
} from '@truetape/domain';

/** The state of the risk watch as JSON has it: equal states give equal text. */
export interface StoredWatch {
  readonly catalogue: StoredCatalogue;
  readonly at: RiskWatchState['at'];
  readonly day: number | null;
  readonly accounts: readonly StoredAccount[];
  readonly groups: readonly (readonly [leader: string, accountIds: readonly string[]])[];
  readonly markets: readonly StoredMarket[];
  readonly bounds: Readonly<Record<LimitsScope, readonly StoredBound[]>>;
}

type StoredMarket = Pick<WatchedMarket, 'state' | 'last' | 'mark' | 'atDayStart'> & {
  readonly symbol: string;
  readonly orders: readonly (readonly [orderNumber: number, order: Resting])[];
};

interface StoredBound {
  readonly accountId: string;
  readonly levels: readonly (readonly [name: string, level: Level])[];
  readonly bests: readonly (readonly [asset: string, amount: string])[];
}

export function storedWatch(state: RiskWatchState, catalogue: Catalogue): StoredWatch {
  const { at, day = null, accounts, groups, markets, bounds } = state;
  return {
    catalogue: storedCatalogue(catalogue),
    at,
    day,
    accounts: [...accounts.values()].map((account) => storedAccount(account, catalogue)),
    groups: [...groups],
    markets: [...markets].map(([symbol, market]) => storedMarket(symbol, market)),
    bounds: {
      account: [...bounds.account.values()].map(storedBound),
      group: [...bounds.group.values()].map(storedBound),
    },
  };
}

const storedMarket = (
  symbol: string,
  { state, last, mark, atDayStart, best }: WatchedMarket,
): StoredMarket => ({ symbol, state, last, mark, atDayStart, orders: [...best.entries()] });

const storedBound = ({ accountId, levels, bests }: WatchedBound): StoredBound => ({
  accountId,
  levels: [...levels],
  bests: [...bests].map(([asset, amount]) => [asset, `${amount}`]),
});

/** Puts into an empty state and an empty catalogue what is stored of others. */
export function restoreWatch(
  state: RiskWatchState,
  catalogue: Catalogue,
  stored: StoredWatch,
): void {
  restoreCatalogue(catalogue, stored.catalogue);
  state.at = stored.at;
  state.day = stored.day ?? undefined;
  for (const each of stored.accounts) {
    state.accounts.set(each.accountId, accountOf(each, new ClosedOrders(), catalogue));
  }
  for (const [leader, accountIds] of stored.groups) state.groups.set(leader, accountIds);
  for (const market of stored.markets) restoreMarket(state, catalogue, market);
  for (const scope of ['account', 'group'] as const) {
    for (const bound of stored.bounds[scope]) restoreBound(state, scope, bound);
  }
}

function restoreMarket(
  { markets }: RiskWatchState,
  catalogue: Catalogue,
  { symbol, orders, ...rest }: StoredMarket,
): void {
  const market = newMarket(catalogue.markets.get(symbol)?.instrument.referencePrice);
  Object.assign(market, rest);
  for (const [orderNumber, order] of orders) market.best.set(orderNumber, order);
  markets.set(symbol, market);
}

function restoreBound(
  { accounts, bounds }: RiskWatchState,
  scope: LimitsScope,
  { accountId, levels, bests }: StoredBound,
): void {
  const account = accounts.get(accountId);
  const limits = scope === 'account' ? account?.limits : account?.groupLimits;
  const amounts = bests.map(([asset, text]) => [asset, minor(BigInt(text))] as const);
  const before = { levels: new Map(levels), bests: new Map(amounts) };
  const bound = limits && boundBy(limits, { accountId, scope }, before);
  if (bound !== undefined) bounds[scope].set(accountId, bound);
}

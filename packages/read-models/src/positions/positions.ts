import { type Catalogue, formatDay, type ListedMarket, marketIn } from '@truetape/codec';
import {
  type Account,
  type AccountEvent,
  applyFill,
  dayOf,
  type Fill,
  holdingOf,
  type MarketSymbol,
  type Minor,
  minor,
  NOTHING,
  newPosition,
  orderOf,
  type Position,
} from '@truetape/domain';
import { assert } from '@truetape/kernel';
import type { AccountView } from '../accounts/account-view.ts';
import { minorIn } from '../balances/hold-row.ts';
import type { Accounts } from '../balances/rows.ts';
import type { RowSink } from '../framework/changes.ts';
import {
  type PositionRow,
  positionIn,
  positionRow,
  restorePosition,
  resultRow,
  type StrategyPositionRow,
  strategyPositionRow,
} from './position-row.ts';
import { positionsTable } from './positions-table.ts';
import { resultsTable } from './results-table.ts';
import { strategyPositionsTable } from './strategy-positions-table.ts';

/**
 * The account's own positions, and the same fills once more by the strategy of their orders. What a correction trades
 * back belongs to no strategy.
 */
export const positions: AccountView = {
  tables: [positionsTable, strategyPositionsTable, resultsTable],
  start: (catalogue, accounts) => {
    const volumes = new Map<string, DayVolume>();
    const strategies = new Map<string, Position>();
    return {
      apply: ({ event, account }, rows) => {
        const fills = fillsOf(event, account);
        const day = dayOf(event.at);
        for (const fill of fills) {
          const market = marketIn(catalogue, fill.symbol);
          const traded = addVolume(volumes, account, fill, formatDay(day));
          putWhole(account, traded, market, rows);
          putStrategy(strategies, account, fill, day, market, rows);
        }
      },
      restore: (table, row) => {
        if (table.name === positionsTable.name) {
          restoreWhole(row as PositionRow, accounts, volumes, catalogue);
        } else {
          const { account_id, symbol, strategy } = row as StrategyPositionRow;
          const position = positionIn(row as StrategyPositionRow, marketIn(catalogue, symbol));
          strategies.set(keyOf(account_id, symbol, strategy), position);
        }
      },
    };
  },
};

/** A fill of an order, or one that puts another right: that one is no volume. */
interface KnownFill extends Fill {
  readonly symbol: MarketSymbol;
  readonly strategy: string;
  readonly volume: Minor;
}

function fillsOf(event: AccountEvent, account: Account): readonly KnownFill[] {
  switch (event.type) {
    case 'TradeSettled': {
      const { symbol, quantity, notional } = event;
      return event.legs.map(({ orderId, side, fee }) => {
        const strategy = orderOf(account, orderId)?.asked.strategy ?? '';
        const lots = BigInt(quantity);
        return { symbol, strategy, side, lots, notional, fee, volume: notional };
      });
    }
    case 'CorrectionSettled':
      return event.fills.map(({ units, ...fill }) => {
        return { ...fill, symbol: units.symbol, strategy: '', volume: NOTHING };
      });
    default:
      return [];
  }
}

/** What an account has traded in one market on the last day on which it did. */
interface DayVolume {
  readonly day: string;
  readonly notional: Minor;
}

const keyOf = (...parts: readonly string[]) => parts.join(' ');

/** @returns what was traded on the day, this fill included */
function addVolume(
  volumes: Map<string, DayVolume>,
  { accountId }: Account,
  { symbol, volume }: KnownFill,
  day: string,
): Minor {
  const key = keyOf(accountId, symbol);
  const before = volumes.get(key);
  const notional = minor((before?.day === day ? before.notional : NOTHING) + volume);
  volumes.set(key, { day, notional });
  return notional;
}

function putWhole(account: Account, traded: Minor, market: ListedMarket, rows: RowSink): void {
  const { position } = holdingOf(account, market.instrument);
  rows.put(positionsTable, positionRow(account.accountId, position, traded, market));
  rows.put(resultsTable, resultRow(account.accountId, position, traded, market));
}

function putStrategy(
  strategies: Map<string, Position>,
  { accountId }: Account,
  { symbol, strategy, ...fill }: KnownFill,
  day: number,
  market: ListedMarket,
  rows: RowSink,
): void {
  const key = keyOf(accountId, symbol, strategy);
  const position = strategies.get(key) ?? newPosition();
  strategies.set(key, position);
  applyFill(position, fill, day);
  rows.put(strategyPositionsTable, strategyPositionRow(accountId, strategy, position, market));
}

function restoreWhole(
  row: PositionRow,
  accounts: Accounts,
  volumes: Map<string, DayVolume>,
  catalogue: Catalogue,
): void {
  const { account_id, symbol, day, notional_today } = row;
  const account = accounts.get(account_id);
  assert(account !== undefined, `account ${account_id} has a row when its position has one`);
  const market = marketIn(catalogue, symbol);
  restorePosition(holdingOf(account, market.instrument).position, row, market);
  volumes.set(keyOf(account_id, symbol), {
    day,
    notional: minorIn(notional_today, market.quoteScale),
  });
}

import { dayIn, formatDay, formatMinor, type ListedMarket } from '@truetape/codec';
import {
  type AccountId,
  type Minor,
  minor,
  newPosition,
  type OpenQuantity,
  type Position,
  VOLUME_DAYS,
} from '@truetape/domain';
import { minorIn } from '../balances/hold-row.ts';
import type { RowOf } from '../framework/table.ts';
import type { positionsTable } from './positions-table.ts';
import type { resultsTable } from './results-table.ts';
import type { strategyPositionsTable } from './strategy-positions-table.ts';

export type PositionRow = RowOf<typeof positionsTable.columns>;
export type StrategyPositionRow = RowOf<typeof strategyPositionsTable.columns>;
export type ResultRow = RowOf<typeof resultsTable.columns>;

/** A position as its row has it, and the way back. Amounts are as fine as the assets of the market. */
export function positionRow(
  accountId: AccountId,
  position: Position,
  notionalToday: Minor,
  market: ListedMarket,
): PositionRow {
  const { atDayStart, realisedToday, feesToday, day } = position;
  const { quantity, money } = formsIn(market);
  return {
    ...totalsOf(accountId, position, market),
    day: formatDay(day),
    quantity_before: quantity(atDayStart),
    cost_before: money(atDayStart.cost),
    realised_today: money(realisedToday),
    fees_today: money(feesToday),
    notional_today: money(notionalToday),
  };
}

export function strategyPositionRow(
  accountId: AccountId,
  strategy: string,
  position: Position,
  market: ListedMarket,
): StrategyPositionRow {
  return { ...totalsOf(accountId, position, market), strategy };
}

/** What a day has brought, from the position while that day is its last one. */
export function resultRow(
  accountId: AccountId,
  { open, day, realisedToday, feesToday }: Position,
  notionalToday: Minor,
  market: ListedMarket,
): ResultRow {
  const { quantity, money } = formsIn(market);
  return {
    account_id: accountId,
    symbol: market.instrument.units.symbol,
    day: formatDay(day),
    realised: money(realisedToday),
    fees: money(feesToday),
    notional: money(notionalToday),
    counts_until: formatDay(day + VOLUME_DAYS),
    quantity: quantity(open),
    cost: money(open.cost),
  };
}

export function restorePosition(position: Position, row: PositionRow, market: ListedMarket): void {
  const { quoteScale } = market;
  Object.assign(position, positionIn(row, market), {
    day: dayIn(row.day),
    atDayStart: openIn(row.quantity_before, row.cost_before, market),
    realisedToday: minorIn(row.realised_today, quoteScale),
    feesToday: minorIn(row.fees_today, quoteScale),
  });
}

/** What rows of strategies say of a position: its days they leave out. */
export function positionIn(
  { quantity, cost, realised, fees }: Pick<PositionRow, Total>,
  market: ListedMarket,
): Position {
  return {
    ...newPosition(),
    open: openIn(quantity, cost, market),
    realised: minorIn(realised, market.quoteScale),
    fees: minorIn(fees, market.quoteScale),
  };
}

type Total = 'quantity' | 'cost' | 'realised' | 'fees';

function totalsOf(accountId: AccountId, { open, realised, fees }: Position, market: ListedMarket) {
  const { quantity, money } = formsIn(market);
  const { units } = market.instrument;
  return {
    account_id: accountId,
    symbol: units.symbol,
    quantity: quantity(open),
    cost: money(open.cost),
    average_price: open.lots === 0n ? null : market.grid.formatAverage(open, units),
    realised: money(realised),
    fees: money(fees),
  };
}

function formsIn({ instrument: { units }, baseScale, quoteScale }: ListedMarket) {
  return {
    quantity: ({ lots }: OpenQuantity) => formatMinor(minor(lots * units.lotUnit), baseScale),
    money: (amount: Minor) => formatMinor(amount, quoteScale),
  };
}

function openIn(quantity: string, cost: string, market: ListedMarket): OpenQuantity {
  const { instrument, baseScale, quoteScale } = market;
  const lots = minorIn(quantity, baseScale) / instrument.units.lotUnit;
  return { lots, cost: minorIn(cost, quoteScale) };
}

import { formatMinor, type ListedMarket } from '@truetape/codec';
import { minor } from '@truetape/domain';
import type { EventOf } from '../framework/log-event.ts';
import type { RowOf } from '../framework/table.ts';
import type { Outcome } from './outcome.ts';
import type { StandingBook, StandingSide } from './standing-book.ts';
import type { tickersTable } from './tickers-table.ts';

export type TickerRow = RowOf<typeof tickersTable.columns>;

export const NO_TICKER: Omit<TickerRow, 'symbol' | 'market_revision' | 'at'> = {
  state: 'closed',
  bid: null,
  bid_quantity: null,
  ask: null,
  ask_quantity: null,
  last: null,
  last_quantity: null,
  last_side: null,
  last_trade: null,
  last_at: null,
};

/** What an outcome says of where its market is. */
export function tickerAfter(before: TickerRow, event: Outcome): TickerRow {
  const ticker = { ...before, market_revision: event.revision, at: event.data.at };
  if (event.type === 'MarketStateChanged') return { ...ticker, state: event.data.to };
  if (event.type === 'TradeExecuted') return { ...ticker, ...lastOf(event) };
  return ticker;
}

/** The best prices, after a whole input. */
export function topOf({ bids, asks }: StandingBook, market: ListedMarket) {
  const [bid, bid_quantity] = bestOf(bids, market);
  const [ask, ask_quantity] = bestOf(asks, market);
  return { bid, bid_quantity, ask, ask_quantity };
}

function lastOf({ data }: EventOf<'TradeExecuted'>) {
  return {
    last: data.price,
    last_quantity: data.quantity,
    last_side: data.takerSide,
    last_trade: data.tradeNumber,
    last_at: data.at,
  };
}

function bestOf(side: StandingSide, { grid, instrument, baseScale }: ListedMarket) {
  const price = side.best;
  if (price === undefined) return [null, null] as const;
  const quantity = minor(side.at(price) * instrument.units.lotUnit);
  return [grid.formatPrice(price), formatMinor(quantity, baseScale)] as const;
}

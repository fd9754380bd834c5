import { type Catalogue, type ListedMarket, marketIn, timeOf } from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import type { RowSink } from '../framework/changes.ts';
import type { LogEvent } from '../framework/log-event.ts';
import type { Row, Table } from '../framework/table.ts';
import { addTrade, countsIn } from './counted.ts';
import {
  hourIn,
  hourOf,
  hourRow,
  type MarketHour,
  openHour,
  type QualityRow,
  type Scales,
  scalesOf,
} from './market-hour.ts';
import { marketQualityTable } from './market-quality-table.ts';
import { isOutcome } from './outcome.ts';
import { addLook, lookAt } from './sample.ts';
import { type MaybeStanding, StandingBook } from './standing-book.ts';
import { NO_TICKER, type TickerRow, tickerAfter, topOf } from './ticker.ts';
import { tickersTable } from './tickers-table.ts';

export const QUALITY_TABLES: readonly Table[] = [tickersTable, marketQualityTable];

/** The row of an order, and the one that it takes the place of. */
export interface OrderChange {
  readonly before: OrderInMarket | undefined;
  readonly after: OrderInMarket;
}

type OrderInMarket = MaybeStanding & { readonly symbol: string };

interface WatchedMarket {
  readonly market: ListedMarket;
  readonly scales: Scales;
  readonly book: StandingBook;
  ticker: TickerRow;
  /** The last one in which something happened. */
  hour: MarketHour | undefined;
}

/** Where markets are and how well they work: from their outcomes, and from the rows of their orders, which are the book. */
export class Quality {
  readonly #catalogue: Catalogue;
  readonly #markets = new Map<string, WatchedMarket>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** @param changes what the event did to orders */
  apply(event: LogEvent, changes: readonly OrderChange[], rows: RowSink): void {
    const symbol = idOf('market', event.stream);
    if (symbol === undefined || !isOutcome(event)) return;
    const watched = this.#of(symbol);
    const { market, book, scales } = watched;
    for (const { before, after } of changes) book.changed(before, after);
    const ticker = tickerAfter(watched.ticker, event);
    const isWhole = event.data.last;
    watched.ticker = isWhole ? { ...ticker, ...topOf(book, market) } : ticker;
    rows.put(tickersTable, watched.ticker);

    const atMs = timeOf(event.data.at);
    const isOpen = isWhole && ticker.state === 'open';
    const look = isOpen ? lookAt(book, market, watched.hour?.sample, atMs) : undefined;
    const counts = countsIn(
      event,
      changes.map(({ after }) => after),
    );
    if (look === undefined && counts.length === 0) return;
    const hour = hourAt(watched, atMs, rows);
    for (const count of counts) hour.counts[count] += 1;
    if (event.type === 'TradeExecuted') addTrade(hour, event, market);
    if (look !== undefined) addLook(hour, look);
    rows.put(marketQualityTable, hourRow(hour, symbol, 'forming', scales));
  }

  restoreOrder(row: OrderInMarket): void {
    this.#of(row.symbol).book.changed(undefined, row);
  }

  restore(table: Table, row: Row): void {
    const watched = this.#of(row.symbol as string);
    if (table.name === tickersTable.name) watched.ticker = row as TickerRow;
    else watched.hour = hourIn(row as QualityRow, watched.scales);
  }

  #of(symbol: string): WatchedMarket {
    let watched = this.#markets.get(symbol);
    if (watched === undefined) {
      const market = marketIn(this.#catalogue, symbol);
      watched = {
        market,
        scales: scalesOf(market),
        book: new StandingBook(market.grid),
        ticker: { symbol, market_revision: 0, at: '', ...NO_TICKER },
        hour: undefined,
      };
      this.#markets.set(symbol, watched);
    }
    return watched;
  }
}

/** The hour of a time; the one before it is final. */
function hourAt(watched: WatchedMarket, atMs: number, rows: RowSink): MarketHour {
  const { hour: before, ticker, scales } = watched;
  const openedAtMs = hourOf(atMs);
  if (before?.openedAtMs === openedAtMs) return before;
  if (before) rows.put(marketQualityTable, hourRow(before, ticker.symbol, 'final', scales));
  const hour = openHour(openedAtMs, before?.sample);
  watched.hour = hour;
  return hour;
}

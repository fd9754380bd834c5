import { type Catalogue, marketIn, timeOf } from '@truetape/codec';
import type { RowSink } from '../framework/changes.ts';
import type { CandleTrade } from './candle.ts';
import {
  addTrade,
  type Candle,
  type CandleRow,
  candleIn,
  candleRow,
  openCandle,
} from './candle.ts';
import { candlesTable } from './candles-table.ts';
import { INTERVALS, openingOf } from './interval.ts';

/** The candles that may still grow: one of each interval for each market. */
export class Candles {
  readonly #catalogue: Catalogue;
  readonly #forming = new Map<string, (Candle | undefined)[]>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Trades of a market come in the order of their times. */
  add(symbol: string, at: string, trade: CandleTrade, rows: RowSink): void {
    const market = marketIn(this.#catalogue, symbol);
    const forming = this.#of(symbol);
    const atMs = timeOf(at);
    for (const [index, one] of INTERVALS.entries()) {
      const openedAtMs = openingOf(one, atMs);
      let candle = forming[index];
      if (candle?.openedAtMs === openedAtMs) {
        addTrade(candle, trade);
      } else {
        if (candle) rows.put(candlesTable, candleRow(candle, one.interval, 'final', market));
        candle = openCandle(openedAtMs, trade);
        forming[index] = candle;
      }
      rows.put(candlesTable, candleRow(candle, one.interval, 'forming', market));
    }
  }

  restore(row: CandleRow): void {
    const index = INTERVALS.findIndex(({ interval }) => interval === row.interval);
    this.#of(row.symbol)[index] = candleIn(row, marketIn(this.#catalogue, row.symbol));
  }

  #of(symbol: string): (Candle | undefined)[] {
    let forming = this.#forming.get(symbol);
    if (forming === undefined) {
      forming = INTERVALS.map(() => undefined);
      this.#forming.set(symbol, forming);
    }
    return forming;
  }
}

import { type Catalogue, marketIn } from '@truetape/codec';
import { CANDLE_INTERVALS, type Candle, type CandleTrade, withTrade } from '@truetape/domain';
import type { RowSink } from '../framework/changes.ts';
import { type CandleRow, candleIn, candleRow } from './candle-row.ts';
import { candlesTable } from './candles-table.ts';

/** The candles that may still grow: one of each interval for each market. */
export class Candles {
  readonly #catalogue: Catalogue;
  readonly #forming = new Map<string, (Candle | undefined)[]>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Trades of a market come in the order of their times. */
  add(symbol: string, trade: CandleTrade, rows: RowSink): void {
    const market = marketIn(this.#catalogue, symbol);
    const forming = this.#of(symbol);
    for (const [index, one] of CANDLE_INTERVALS.entries()) {
      const before = forming[index];
      const candle = withTrade(before, one, trade);
      forming[index] = candle;
      if (before !== undefined && before.openedAt !== candle.openedAt) {
        rows.put(candlesTable, candleRow(before, one.interval, 'final', market));
      }
      rows.put(candlesTable, candleRow(candle, one.interval, 'forming', market));
    }
  }

  restore(row: CandleRow): void {
    const index = CANDLE_INTERVALS.findIndex(({ interval }) => interval === row.interval);
    this.#of(row.symbol)[index] = candleIn(row, marketIn(this.#catalogue, row.symbol));
  }

  #of(symbol: string): (Candle | undefined)[] {
    let forming = this.#forming.get(symbol);
    if (forming === undefined) {
      forming = CANDLE_INTERVALS.map(() => undefined);
      this.#forming.set(symbol, forming);
    }
    return forming;
  }
}

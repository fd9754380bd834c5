import { candleTradeOf, encodeCandle, type ListedMarket } from '@truetape/codec';
import type { CandleInterval, Data, Candle as WireCandle } from '@truetape/contracts';
import { CANDLE_INTERVALS, type Candle, type CandleTrade, withTrade } from '@truetape/domain';
import type { CandleChanges } from '../market-state.ts';

/** The newest candle of each interval of one market. */
export class Candles {
  readonly #market: ListedMarket;
  readonly #forming = new Map<CandleInterval, Candle>();
  #trades: CandleTrade[] = [];

  constructor(market: ListedMarket) {
    this.#market = market;
  }

  add(trade: Data<'TradeExecuted'>): void {
    this.#trades.push(candleTradeOf(trade, this.#market));
  }

  /** What the trades since the last time made of the candles; undefined where there were none. */
  takeChanges(): CandleChanges | undefined {
    const trades = this.#trades;
    if (trades.length === 0) return undefined;
    this.#trades = [];
    return Object.fromEntries(
      CANDLE_INTERVALS.map((one) => [one.interval, this.#grow(one, trades)]),
    ) as unknown as CandleChanges;
  }

  #grow(one: (typeof CANDLE_INTERVALS)[number], trades: readonly CandleTrade[]): WireCandle[] {
    const changed: WireCandle[] = [];
    let candle = this.#forming.get(one.interval);
    for (const trade of trades) {
      const next = withTrade(candle, one, trade);
      if (candle !== undefined && candle.openedAt !== next.openedAt) {
        changed.push(encodeCandle(candle, true, this.#market));
      }
      candle = next;
    }
    if (candle === undefined) return changed;
    this.#forming.set(one.interval, candle);
    changed.push(encodeCandle(candle, false, this.#market));
    return changed;
  }
}

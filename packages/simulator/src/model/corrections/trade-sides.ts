import type { Data } from '@truetape/contracts';
import { atto, times } from '../decimal.ts';
import type { Fill } from '../fill.ts';
import type { ModelInstrument } from '../model-venue.ts';

/** One side of a trade, as its account has settled it. */
export interface TradeSide extends Fill {
  readonly accountId: string;
  readonly instrument: ModelInstrument;
}

/** Every trade that accounts have settled. */
export class TradeSides {
  readonly #sides = new Map<string, TradeSide[]>();
  /** The newest last: an operator reads of them. */
  readonly newest: { readonly symbol: string; readonly tradeNumber: number }[] = [];

  settle(
    accountId: string,
    { price, quantity, tradeNumber, legs }: Data<'TradeSettled'>,
    instrument: ModelInstrument,
  ): void {
    const { symbol } = instrument;
    const key = `${symbol} ${tradeNumber}`;
    const sides = this.#sides.get(key) ?? [];
    if (sides.length === 0) this.newest.push({ symbol, tradeNumber });
    this.#sides.set(key, sides);
    const notional = times(atto(price), atto(quantity));
    for (const { side, fee } of legs) {
      const sign = side === 'buy' ? 1n : -1n;
      const bought = sign * atto(quantity);
      sides.push({ accountId, instrument, bought, paid: sign * notional, fee: atto(fee) });
    }
  }

  /** Both of them; fewer where it is not settled yet. */
  of(symbol: string, tradeNumber: number): readonly TradeSide[] {
    return this.#sides.get(`${symbol} ${tradeNumber}`) ?? [];
  }
}

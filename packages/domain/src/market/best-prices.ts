import type { Side } from '../order/terms.ts';
import type { PriceTicks } from '../value/units.ts';
import type { Outcome } from './outcome.ts';
import { PriceLadder } from './price-ladder.ts';

/** A limit order that may rest in the book. */
export interface Resting {
  readonly side: Side;
  readonly price: PriceTicks;
  /** Its stop is not reached: it does not stand in the book yet. */
  readonly waits: boolean;
}

/** The best bid and ask of a market, as the outcomes of its matcher tell. Looked at only after whole inputs. */
export class BestPrices {
  readonly #orders = new Map<number, Resting>();
  readonly #ladders = { buy: new PriceLadder(), sell: new PriceLadder() };

  get bid(): PriceTicks | undefined {
    return this.#ladders.buy.highest;
  }

  get ask(): PriceTicks | undefined {
    return this.#ladders.sell.lowest;
  }

  /** What is in no book, and whatever else an outcome says, changes nothing. */
  apply(outcome: Outcome): void {
    switch (outcome.type) {
      case 'OrderAccepted': {
        const { orderNumber, side, price, stopPrice } = outcome;
        if (price !== undefined)
          this.set(orderNumber, { side, price, waits: stopPrice !== undefined });
        return;
      }
      case 'StopTriggered':
        this.#change(outcome.orderNumber, { waits: false });
        return;
      case 'OrderReplaced':
        this.#change(outcome.orderNumber, { price: outcome.price });
        return;
      case 'TradeExecuted':
      case 'TradePrevented':
        for (const { orderNumber, remaining } of [outcome.maker, outcome.taker]) {
          if (remaining === 0) this.#remove(orderNumber);
        }
        return;
      case 'OrderCancelled':
      case 'OrderExpired':
        this.#remove(outcome.orderNumber);
        return;
      default:
        return;
    }
  }

  set(orderNumber: number, order: Resting): void {
    this.#orders.set(orderNumber, order);
    if (!order.waits) this.#ladders[order.side].add(order.price);
  }

  /** Every order by its number, oldest first: `set` one after the other, they make the same book. */
  entries(): Iterable<readonly [orderNumber: number, order: Resting]> {
    return [...this.#orders].sort(([one], [other]) => one - other);
  }

  #change(orderNumber: number, change: Partial<Resting>): void {
    const order = this.#orders.get(orderNumber);
    if (order === undefined) return;
    this.#remove(orderNumber);
    this.set(orderNumber, { ...order, ...change });
  }

  #remove(orderNumber: number): void {
    const order = this.#orders.get(orderNumber);
    if (order === undefined) return;
    this.#orders.delete(orderNumber);
    if (!order.waits) this.#ladders[order.side].remove(order.price);
  }
}

import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';

interface NaiveOrder {
  readonly number: number;
  readonly side: 'buy' | 'sell';
  price: string;
  quantity: string;
}

/** A book that is obviously right: a list of orders in order of priority, grouped when somebody looks. */
export class NaiveBook {
  #orders: NaiveOrder[] = [];

  apply({ type, data }: RecordedEvent): void {
    if (type === 'OrderAccepted') {
      const { orderNumber, side, price, quantity } = data as Data<'OrderAccepted'>;
      if (price !== undefined) this.#orders.push({ number: orderNumber, side, price, quantity });
    } else if (type === 'TradeExecuted') {
      const { maker, taker } = data as Data<'TradeExecuted'>;
      for (const { orderNumber, remaining } of [maker, taker]) {
        for (const order of this.#orders)
          if (order.number === orderNumber) order.quantity = remaining;
      }
      this.#orders = this.#orders.filter(({ quantity }) => quantity !== '0');
    } else if (type === 'OrderCancelled') {
      const { orderNumber } = data as Data<'OrderCancelled'>;
      this.#orders = this.#orders.filter(({ number }) => number !== orderNumber);
    } else if (type === 'OrderReplaced') {
      const { orderNumber, price, remaining, priorityKept } = data as Data<'OrderReplaced'>;
      const order = this.#orders.find(({ number }) => number === orderNumber) as NaiveOrder;
      order.price = price;
      order.quantity = remaining;
      if (!priorityKept) this.#orders = [...this.#orders.filter((other) => other !== order), order];
    }
  }

  /** Best first, each level with its orders. */
  orders(side: 'buy' | 'sell'): [price: string, orders: [number, string][]][] {
    const own = this.#orders.filter((order) => order.side === side);
    const prices = [...new Set(own.map(({ price }) => price))];
    const best = side === 'buy' ? -1 : 1;
    prices.sort((a, b) => best * Number(thousandths(a) - thousandths(b)));
    return prices.map((price) => [
      price,
      own
        .filter((order) => order.price === price)
        .map(({ number, quantity }) => [number, quantity]),
    ]);
  }

  levels(side: 'buy' | 'sell'): [price: string, quantity: string][] {
    return this.orders(side).map(([price, orders]) => [
      price,
      written(orders.reduce((sum, [, quantity]) => sum + thousandths(quantity), 0n)),
    ]);
  }
}

function thousandths(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(3, '0'));
}

function written(amount: bigint): string {
  const digits = String(amount).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`.replace(/\.?0+$/, '');
}

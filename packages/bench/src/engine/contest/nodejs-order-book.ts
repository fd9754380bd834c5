import { CANCEL, NEW } from '../workload.ts';
import type { MakeContender } from './contender.ts';

/** The npm package of this name, which an installation for production does not have. */
export async function nodejsOrderBook(): Promise<MakeContender> {
  const { OrderBook, Side } = await import('nodejs-order-book');
  return ({ kinds, sides, immediate, quantities, ids, prices }) => {
    const book = new OrderBook();
    return {
      run: (k) => {
        const id = String(ids[k]);
        const size = quantities[k] as number;
        const price = prices[k] as number;
        if (kinds[k] === NEW) {
          const side = sides[k] === 0 ? Side.BUY : Side.SELL;
          const timeInForce = immediate[k] === 1 ? 'IOC' : 'GTC';
          // The package has its enumeration of these words and does not export it.
          book.limit({ id, side, size, price, timeInForce: timeInForce as never });
        } else if (kinds[k] === CANCEL) {
          book.cancel(id);
        } else {
          book.modify(id, { size, price });
        }
      },
    };
  };
}

/** A price-time book that is obviously right and slow: for the double, never for a measurement. */
export interface NaiveOrder {
  readonly orderId: string;
  readonly side: 'buy' | 'sell';
  price: number;
  quantity: number;
  filled: number;
  status: 'open' | 'filled' | 'cancelled';
}

export interface NaiveTrade {
  readonly tradeNumber: number;
  readonly price: number;
  readonly quantity: number;
  readonly makerId: string;
  readonly takerId: string;
  readonly takerSide: 'buy' | 'sell';
}

export function naiveMarket() {
  let resting: NaiveOrder[] = [];
  const trades: NaiveTrade[] = [];
  const remaining = (order: NaiveOrder) => order.quantity - order.filled;
  const enter = (taker: NaiveOrder) => {
    const sign = taker.side === 'buy' ? 1 : -1;
    const facing = resting
      .filter((each) => each.side !== taker.side && sign * (taker.price - each.price) >= 0)
      .sort((left, right) => sign * (left.price - right.price));
    for (const maker of facing) {
      if (remaining(taker) === 0) break;
      const quantity = Math.min(remaining(taker), remaining(maker));
      maker.filled += quantity;
      taker.filled += quantity;
      trades.push({
        tradeNumber: trades.length + 1,
        price: maker.price,
        quantity,
        makerId: maker.orderId,
        takerId: taker.orderId,
        takerSide: taker.side,
      });
      if (remaining(maker) === 0) maker.status = 'filled';
    }
    if (remaining(taker) === 0) taker.status = 'filled';
    else resting.push(taker);
    resting = resting.filter((each) => each.status === 'open');
  };
  const levels = (side: 'buy' | 'sell', depth: number) => {
    const totals = new Map<number, number>();
    for (const order of resting.filter((each) => each.side === side)) {
      totals.set(order.price, (totals.get(order.price) ?? 0) + remaining(order));
    }
    const sign = side === 'buy' ? -1 : 1;
    return [...totals].sort(([left], [right]) => sign * (left - right)).slice(0, depth);
  };
  return {
    trades,
    levels,
    remaining,
    enter,
    cancel: (order: NaiveOrder) => {
      order.status = 'cancelled';
      resting = resting.filter((each) => each !== order);
    },
    /** Always loses priority. */
    reprice: (order: NaiveOrder, price: number) => {
      resting = resting.filter((each) => each !== order);
      order.price = price;
      enter(order);
    },
  };
}

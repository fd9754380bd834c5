import { epochMs, lots, type MarketInput, orderIdOf, rateE8, ticks } from '@truetape/domain';
import { NaiveMarket } from '@truetape/matcher/naive';
import { openInstrument } from '../fed-engine.ts';
import { CANCEL, NEW } from '../workload.ts';
import type { MakeContender } from './contender.ts';

const accountId = 'all';
const at = epochMs(0);

/** The obviously correct engine, which searches one list for everything. */
export const naiveContender: MakeContender = (workload) => {
  const { kinds, sides, immediate, quantities, ids, prices } = workload;
  const market = new NaiveMarket();
  market.apply({ type: 'InstrumentListed', at, instrument: openInstrument });
  const placed = (k: number, side: 'buy' | 'sell', timeInForce: 'GTC' | 'IOC'): MarketInput => {
    const price = ticks(prices[k] as number);
    return {
      type: 'OrderPlaced',
      at,
      accountId,
      orderId: orderIdOf(accountId, ids[k] as number),
      limit: price,
      makerRate: rateE8(0),
      takerRate: rateE8(0),
      terms: {
        symbol: market.symbol,
        side,
        type: 'limit',
        timeInForce,
        postOnly: false,
        selfTradePrevention: 'none',
        price,
        quantity: lots(quantities[k] as number),
      },
    };
  };
  return {
    run: (k) => {
      if (kinds[k] === NEW) {
        market.apply(
          placed(k, sides[k] === 0 ? 'buy' : 'sell', immediate[k] === 1 ? 'IOC' : 'GTC'),
        );
        return;
      }
      const orderId = orderIdOf(accountId, ids[k] as number);
      const order = market.resting.find((each) => each.orderId === orderId);
      market.apply({ type: 'OrderCancelRequested', at, accountId, orderId });
      if (kinds[k] !== CANCEL && order !== undefined) market.apply(placed(k, order.side, 'GTC'));
    },
  };
};

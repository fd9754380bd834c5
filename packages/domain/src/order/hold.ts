import { baseAmount, feeAccrual, feeOf, maxMinor, notional } from '../value/arithmetic.ts';
import {
  type Asset,
  type Minor,
  minor,
  NOTHING,
  type PriceTicks,
  type QuantityLots,
  type RateE8,
} from '../value/units.ts';
import { type Order, remainingOf } from './order.ts';

/** The asset an order holds: quote when it buys, base when it sells. */
export function holdAssetOf(order: Order): Asset {
  return order.asked.side === 'buy' ? order.units.quote : order.units.base;
}

/**
 * What an order must keep aside, as a function of its state alone. A pending replace holds the larger of the present
 * and every pending set of terms; a closed order holds nothing.
 */
export function holdOf(order: Order): Minor {
  if (order.status !== 'open') return NOTHING;
  return order.pending.reduce(
    (hold, terms) =>
      maxMinor(hold, holdAt(order, terms.price, Math.max(0, terms.quantity - order.filled))),
    holdAt(order, order.limit, remainingOf(order)),
  );
}

/**
 * A sell holds the base it still has to deliver. A buy holds limit × remaining, and the worst fee it can still be
 * charged: the fee on the fills so far plus the rest at the limit and the higher rate, less what is charged already.
 * With one rounding per order this is exact: no fill ever takes more from the balance than it takes from the hold.
 */
function holdAt(order: Order, limit: PriceTicks, remaining: number): Minor {
  const quantity = remaining as QuantityLots;
  const { side } = order.asked;
  if (side === 'sell') return baseAmount(quantity, order.units.lotUnit);
  const cost = notional(limit, quantity, order.units.notionalUnit);
  const worstAccrual = order.feeAccrual + feeAccrual(worstRateOf(order), cost);
  return minor(cost + maxMinor(NOTHING, minor(feeOf(worstAccrual) - order.feeCharged)));
}

/** A rebate is never counted on. */
function worstRateOf(order: Order): RateE8 {
  return Math.max(0, order.makerRate, order.takerRate) as RateE8;
}

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
 * What an order must keep aside, as a function of its state and that of the other leg of its pair. A closed order holds
 * nothing, and neither does a leg whose partner has traded. Of a pair only one leg can trade, so the one that needs
 * more holds for both; where they need the same, the one that was placed first.
 */
export function holdOf(order: Order): Minor {
  if (order.status !== 'open' || order.hasYielded) return NOTHING;
  const own = ownHold(order);
  const { partner } = order;
  return partner === undefined || partner.hasYielded || carries(order, own, partner)
    ? own
    : NOTHING;
}

function carries(order: Order, own: Minor, partner: Order): boolean {
  const other = ownHold(partner);
  return own === other ? order.placedRevision < partner.placedRevision : own > other;
}

/** A pending replace holds the larger of the present and every pending set of terms. */
function ownHold(order: Order): Minor {
  if (order.moneyLeft !== undefined) return withFee(order, order.moneyLeft);
  return order.pending.reduce(
    (hold, terms) =>
      maxMinor(hold, holdAt(order, terms.price, Math.max(0, terms.quantity - order.filled))),
    holdAt(order, order.limit, remainingOf(order)),
  );
}

/** A sell holds the base it still has to deliver, a buy what that costs at its limit, with the fee. */
function holdAt(order: Order, limit: PriceTicks, remaining: number): Minor {
  const quantity = remaining as QuantityLots;
  const { units } = order;
  return order.asked.side === 'sell'
    ? baseAmount(quantity, units.lotUnit)
    : withFee(order, notional(limit, quantity, units.notionalUnit));
}

/**
 * What is still to be spent, and the worst fee that can still be charged: the fee on the fills so far plus the rest at
 * the higher rate, less what is charged already. With one rounding per order this is exact: no fill ever takes more
 * from the balance than it takes from the hold.
 */
function withFee(order: Order, cost: Minor): Minor {
  const worstAccrual = order.feeAccrual + feeAccrual(worstRateOf(order), cost);
  return minor(cost + maxMinor(NOTHING, minor(feeOf(worstAccrual) - order.feeCharged)));
}

/** A rebate is never counted on. */
function worstRateOf(order: Order): RateE8 {
  return Math.max(0, order.makerRate, order.takerRate) as RateE8;
}

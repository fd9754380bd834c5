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

/** A sell holds the base it may still have to deliver, a buy the most that it can still cost, with the fee. */
function ownHold(order: Order): Minor {
  const { limit, pending, filled, units, moneyLeft } = order;
  if (moneyLeft !== undefined) return withFee(order, moneyLeft);
  const present = { price: limit, left: remainingOf(order) };
  const later = pending.map(({ price, quantity }) => {
    return { price, left: Math.max(0, quantity - filled) };
  });
  const terms = [present, ...later];
  return order.asked.side === 'sell'
    ? baseAmount(Math.max(...terms.map(({ left }) => left)) as QuantityLots, units.lotUnit)
    : withFee(order, costOf(terms, units.notionalUnit));
}

interface Terms {
  readonly price: PriceTicks;
  /** How many lots it could still buy by these terms, if it went on as it is. */
  readonly left: number;
}

/**
 * The most that terms can cost which the market may come to one after the other, any of them or none: what is bought by
 * the present ones while a replace is pending is paid besides what the new ones leave to buy.
 */
function costOf(terms: readonly Terms[], notionalUnit: Order['units']['notionalUnit']): Minor {
  /** Of each, when it is the last by which anything is bought. */
  const costs: Minor[] = [];
  for (const { price, left } of terms) {
    let most = notional(price, left as QuantityLots, notionalUnit);
    for (const [at, cost] of costs.entries()) {
      const more = left - (terms[at]?.left ?? 0);
      if (more <= 0) continue;
      most = maxMinor(most, minor(cost + notional(price, more as QuantityLots, notionalUnit)));
    }
    costs.push(most);
  }
  return costs.reduce(maxMinor, NOTHING);
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

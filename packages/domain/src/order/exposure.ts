import { maxMinor, notional } from '../value/arithmetic.ts';
import {
  lots,
  type Minor,
  NO_LOTS,
  NOTHING,
  type PriceTicks,
  type QuantityLots,
} from '../value/units.ts';
import { type Order, remainingOf } from './order.ts';

/** What may still come of an order. */
export interface Exposure {
  /** None where an order is for money: it may buy any number of lots. */
  readonly lots: QuantityLots;
  /** At the worst price that the order may trade at; of an order for money what it may still spend. */
  readonly notional: Minor;
}

const NO_EXPOSURE: Exposure = { lots: NO_LOTS, notional: NOTHING };

/**
 * What may still come of an order, as a function of its state and that of the other leg of its pair. Of a pair only one
 * leg can trade: the one that was placed first stands for both, with the larger of each.
 */
export function exposureOf(order: Order): Exposure {
  if (order.status !== 'open' || order.hasYielded) return NO_EXPOSURE;
  const { partner } = order;
  if (partner === undefined || partner.hasYielded) return ownExposure(order);
  if (partner.placedRevision < order.placedRevision) return NO_EXPOSURE;
  return larger(ownExposure(order), ownExposure(partner));
}

/** A pending replace counts as the larger of the present and every pending set of terms. */
function ownExposure(order: Order): Exposure {
  if (order.moneyLeft !== undefined) return { lots: NO_LOTS, notional: order.moneyLeft };
  const { filled, pending } = order;
  return pending.reduce(
    (most, { price, quantity }) =>
      larger(most, exposureAt(order, price, lots(Math.max(0, quantity - filled)))),
    exposureAt(order, order.limit, remainingOf(order)),
  );
}

const exposureAt = ({ units }: Order, price: PriceTicks, left: QuantityLots): Exposure => ({
  lots: left,
  notional: notional(price, left, units.notionalUnit),
});

const larger = (one: Exposure, other: Exposure): Exposure => ({
  lots: one.lots > other.lots ? one.lots : other.lots,
  notional: maxMinor(one.notional, other.notional),
});

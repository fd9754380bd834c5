import type { Instrument } from '../instrument/instrument.ts';
import { priceWithin, protectionPrice } from '../value/arithmetic.ts';
import type { PriceTicks } from '../value/units.ts';
import type { OrderTerms, OrderType } from './terms.ts';

/** The worst price of an order that has no limit, and the price that it was reckoned from. */
export interface Protection {
  readonly reference: PriceTicks;
  readonly price: PriceTicks;
}

/** Whether the protection of such an order depends on where the market is. */
export const needsReferencePrice = (type: OrderType) =>
  type === 'market' || type === 'trailing-stop';

/**
 * What keeps an order without a limit from trading at any price. A market order is protected from the reference price
 * of its market, a stop from its stop price, a trailing stop from where its stop stands when it is placed. Undefined
 * for an order with a limit, and where the reference price is missing.
 */
export function protectionOf(
  terms: Pick<OrderTerms, 'type' | 'side' | 'stopPrice' | 'trailingOffset'>,
  { protectionRate }: Instrument,
  marketPrice: PriceTicks | undefined,
): Protection | undefined {
  const reference = terms.type === 'stop' ? terms.stopPrice : marketPrice;
  if (reference === undefined || terms.type === 'limit' || terms.type === 'stop-limit') {
    return undefined;
  }
  const { side, trailingOffset = 0 } = terms;
  const start = priceWithin(reference + (side === 'buy' ? trailingOffset : -trailingOffset));
  return { reference, price: protectionPrice(side, start, protectionRate) };
}

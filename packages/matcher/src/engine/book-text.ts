import type { PriceTicks, QuantityLots } from '@truetape/domain';
import type { Ladder } from './ladder.ts';
import type { Market } from './market.ts';
import { ORDER_NUMBER, PRICE, REMAINING } from './orders.ts';
import { slotsIn } from './standing.ts';

/** How the numbers of a market are written, which a shell knows. */
export interface Decimals {
  readonly formatPrice: (price: PriceTicks) => string;
  readonly formatQuantity: (quantity: QuantityLots) => string;
}

/**
 * What everybody may see of a book between two inputs, as one text: every order of the bids as `number:price:quantity`, the
 * best price first and at one price the oldest first, with `|` between them; `#`; the asks the same way. Its SHA-256 is the
 * digest by which a feed of orders is compared with the engine.
 */
export function bookText(market: Market, decimals: Decimals): string {
  return `${sideText(market, market.bids, decimals)}#${sideText(market, market.asks, decimals)}`;
}

function sideText(
  market: Market,
  ladder: Ladder,
  { formatPrice, formatQuantity }: Decimals,
): string {
  const { numbers } = market.orders;
  return Array.from(slotsIn(market, ladder), (slot) => {
    const price = formatPrice(numbers[(slot << 3) | PRICE] as PriceTicks);
    const shown = formatQuantity(numbers[(slot << 3) | REMAINING] as QuantityLots);
    return `${numbers[(slot << 3) | ORDER_NUMBER]}:${price}:${shown}`;
  }).join('|');
}

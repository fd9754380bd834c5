import { type Grid, parseMinor } from '@truetape/codec';
import type {
  EpochMs,
  OrderRequest,
  OrderType,
  SelfTradePrevention,
  TimeInForce,
} from '@truetape/domain';

/** An order as a script writes it: what it does not say follows from what it says. */
export interface OrderTerms {
  readonly side: 'buy' | 'sell';
  readonly price?: string;
  readonly stopPrice?: string;
  readonly trailingOffset?: string;
  readonly quantity?: string;
  readonly quoteQuantity?: string;
  readonly displayQuantity?: string;
  readonly expiresAtMs?: number;
  readonly timeInForce?: TimeInForce;
  readonly postOnly?: boolean;
  readonly selfTradePrevention?: SelfTradePrevention;
  readonly clientOrderId?: string;
  readonly symbol?: string;
  readonly strategy?: string;
}

export interface Scales {
  readonly grid: Grid;
  readonly quoteScale: number;
}

/** The terms in the domain's own numbers. */
export function termsOf(terms: OrderTerms, symbol: string, { grid, quoteScale }: Scales) {
  const { side, postOnly = false, selfTradePrevention = 'none', expiresAtMs, strategy } = terms;
  const { price, stopPrice, trailingOffset, quantity, quoteQuantity, displayQuantity } = terms;
  const type = typeOf(terms);
  const timeInForce = terms.timeInForce ?? (type === 'market' ? 'IOC' : 'GTC');
  const written: OrderRequest['terms'] = {
    symbol,
    side,
    type,
    timeInForce,
    postOnly,
    selfTradePrevention,
    ...(price && { price: grid.parsePrice(price) }),
    ...(stopPrice && { stopPrice: grid.parsePrice(stopPrice) }),
    ...(trailingOffset && { trailingOffset: grid.parsePrice(trailingOffset) }),
    ...(quantity && { quantity: grid.parseQuantity(quantity) }),
    ...(quoteQuantity && { quoteQuantity: parseMinor(quoteQuantity, quoteScale) }),
    ...(displayQuantity && { displayQuantity: grid.parseQuantity(displayQuantity) }),
    ...(strategy !== undefined && { strategy }),
    ...(expiresAtMs !== undefined && { expiresAt: expiresAtMs as EpochMs }),
  };
  return written;
}

function typeOf({ price, stopPrice, trailingOffset }: OrderTerms): OrderType {
  if (trailingOffset !== undefined) return 'trailing-stop';
  if (stopPrice !== undefined) return price === undefined ? 'stop' : 'stop-limit';
  return price === undefined ? 'market' : 'limit';
}

import type { SelfTradePrevention } from '../instrument/instrument.ts';
import type { MarketSymbol, PriceTicks, QuantityLots } from '../value/units.ts';

export type Side = 'buy' | 'sell';
export type OrderType = 'limit' | 'market';
export type TimeInForce = 'GTC' | 'IOC' | 'FOK';

/** What a client asked for, to the letter. */
export interface OrderTerms {
  readonly symbol: MarketSymbol;
  readonly side: Side;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly selfTradePrevention: SelfTradePrevention;
  /** Limit orders only. */
  readonly price?: PriceTicks;
  readonly quantity: QuantityLots;
}

/** The id of an order follows from where it was placed: nobody chooses it, nobody can guess another's into being. */
export function orderIdOf(accountId: string, placedRevision: number): string {
  return `${accountId}.${placedRevision}`;
}

/** The account in whose stream an order was placed, and the revision there; undefined when it is no order id. */
export function placeOf(orderId: string): { accountId: string; revision: number } | undefined {
  const dot = orderId.lastIndexOf('.');
  const revision = Number(orderId.slice(dot + 1));
  return dot > 0 && Number.isSafeInteger(revision)
    ? { accountId: orderId.slice(0, dot), revision }
    : undefined;
}

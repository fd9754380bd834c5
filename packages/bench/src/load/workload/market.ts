import type { ListInstrument, PlaceOrder } from '@truetape/contracts';
import { decimalOf } from '../../replay/venue/decimal.ts';

/** The markets of the workload. One tick is 0.01, one lot 0.0001. */
export const MARKETS = ['RED-CASH', 'GREEN-CASH', 'BLUE-CASH'] as const;
export type Market = (typeof MARKETS)[number];

export const BASE_SCALE = 4;
export const QUOTE_SCALE = 6;
const PRICE_SCALE = 2;

/** The deep orders stand here, alone on their price; everything passive stands behind them. */
export const DEEP_BID_TICKS = 9_999;
export const DEEP_ASK_TICKS = 10_001;
/** Enough for every crossing order of a phase. */
export const DEEP_LOTS = 5_000_000_000;
/** How many prices on each side the passive orders are spread over. */
export const BAND_TICKS = 200;

export function marketTerms(symbol: Market): ListInstrument {
  return {
    symbol,
    tick: '0.01',
    lot: '0.0001',
    minQuantity: '0.0001',
    maxQuantity: '1000000',
    minNotional: '0',
    maxNotional: '1000000000',
    makerRate: '0.001',
    takerRate: '0.002',
  };
}

export function limitOrder(order: {
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly priceTicks: number;
  readonly quantityLots: number;
}): PlaceOrder {
  return {
    clientOrderId: order.clientOrderId,
    symbol: order.symbol,
    side: order.side,
    type: 'limit',
    timeInForce: 'GTC',
    price: decimalOf(order.priceTicks, PRICE_SCALE),
    quantity: decimalOf(order.quantityLots, BASE_SCALE),
  };
}

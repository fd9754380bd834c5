import type { PlaceOrder } from '@truetape/contracts';
import { BAND_TICKS, DEEP_ASK_TICKS, DEEP_BID_TICKS, limitOrder, MARKETS } from './market.ts';
import { randomFrom } from './random.ts';

/** What the next request asks. A cancel names the account; which of its orders is known only when it is sent. */
export type Operation =
  | { readonly kind: 'passive' | 'crossing'; readonly account: number; readonly order: PlaceOrder }
  | { readonly kind: 'cancel'; readonly account: number };

export interface WorkloadOptions {
  readonly seed: number;
  /** Part of every client order id, so that phases do not meet. */
  readonly phase: string;
  readonly accounts: number;
  /** How many crossing orders came before: each has a quantity of its own, by which its trade is known. */
  readonly crossingsBefore: number;
}

export interface Workload {
  /** One operation of the mix. */
  readonly next: () => Operation;
  /** A new order of this account: passive, or crossing in its share of all new orders. */
  readonly nextOrder: (account: number) => Extract<Operation, { order: PlaceOrder }>;
  /** A passive order of this account. */
  readonly nextPassive: (account: number) => Extract<Operation, { order: PlaceOrder }>;
  readonly crossings: () => number;
}

export const SHARES = { passive: 0.8, cancel: 0.15, crossing: 0.05 } as const;

type Side = PlaceOrder['side'];

/** Crossing quantities repeat after so many, long after the trade of the first was seen. */
const CROSSING_QUANTITIES = 50_000;
const SMALLEST_CROSSING_LOTS = 1_000;

/**
 * 80 % passive limit orders, 15 % cancels, 5 % crossing orders, over all accounts and markets. The same options give
 * the same operations. A crossing order meets the deep order, which stands alone at the best price, so it fills in
 * exactly one trade of exactly its quantity.
 */
export function makeWorkload(options: WorkloadOptions): Workload {
  const random = randomFrom(options.seed);
  const below = (limit: number) => Math.floor(random() * limit);
  let crossings = options.crossingsBefore;
  let orders = 0;
  const name = () => {
    orders += 1;
    return `${options.phase}-${orders}`;
  };
  const symbolOf = () => MARKETS[below(MARKETS.length)] ?? MARKETS[0];
  const passive: Workload['nextPassive'] = (account) => {
    const side: Side = below(2) === 0 ? 'buy' : 'sell';
    const depth = 1 + below(BAND_TICKS);
    const priceTicks = side === 'buy' ? DEEP_BID_TICKS - depth : DEEP_ASK_TICKS + depth;
    const quantityLots = 1_000 + below(9_000);
    const order = { clientOrderId: name(), symbol: symbolOf(), side, priceTicks, quantityLots };
    return { kind: 'passive', account, order: limitOrder(order) };
  };
  const crossing: Workload['nextPassive'] = (account) => {
    const side: Side = crossings % 2 === 0 ? 'buy' : 'sell';
    const priceTicks = side === 'buy' ? DEEP_ASK_TICKS : DEEP_BID_TICKS;
    const quantityLots = SMALLEST_CROSSING_LOTS + (crossings % CROSSING_QUANTITIES);
    crossings += 1;
    const order = { clientOrderId: name(), symbol: symbolOf(), side, priceTicks, quantityLots };
    return { kind: 'crossing', account, order: limitOrder(order) };
  };
  return {
    crossings: () => crossings,
    nextPassive: passive,
    nextOrder: (account) => {
      const isCrossing = random() < SHARES.crossing / (SHARES.crossing + SHARES.passive);
      return isCrossing ? crossing(account) : passive(account);
    },
    next: () => {
      const account = below(options.accounts);
      const drawn = random();
      if (drawn < SHARES.cancel) return { kind: 'cancel', account };
      return drawn < SHARES.cancel + SHARES.crossing ? crossing(account) : passive(account);
    },
  };
}

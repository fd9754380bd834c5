import type { Data } from '@truetape/contracts';
import { type Atto, atto, larger, ONE, roundedUp, times } from './decimal.ts';
import type { ModelInstrument } from './model-venue.ts';

export type ModelStatus = 'open' | 'filled' | 'cancelled' | 'rejected' | 'expired';

/** An order as its account must know it. */
export interface ModelOrder {
  readonly orderId: string;
  readonly placedRevision: number;
  readonly placed: Data<'OrderPlaced'>;
  readonly instrument: ModelInstrument;
  status: ModelStatus;
  /** The worst price that it may trade at. */
  limit: Atto;
  quantity: Atto;
  filled: Atto;
  /** Σ rate × notional over its fills: before rounding. */
  feeBeforeRounding: Atto;
  feeCharged: Atto;
  /** Of an order by `quoteQuantity`: what it may still spend. */
  money: Atto | undefined;
  /** Replaces that the market has not answered, by the revisions of their requests. */
  readonly asked: Map<number, { readonly price: Atto; readonly quantity: Atto }>;
  /** The other leg of its pair, while both are open. */
  partner: ModelOrder | undefined;
  /** The other leg has traded: this one is on its way out. */
  hasYielded: boolean;
  /** What it holds, as of the last event about it. */
  hold: Atto;
}

export function placedOrder(
  accountId: string,
  revision: number,
  placed: Data<'OrderPlaced'>,
  instrument: ModelInstrument,
): ModelOrder {
  return {
    orderId: `${accountId}.${revision}`,
    placedRevision: revision,
    placed,
    instrument,
    status: 'open',
    limit: atto(placed.protectionPrice ?? placed.price ?? '0'),
    quantity: atto(placed.quantity ?? '0'),
    filled: 0n,
    feeBeforeRounding: 0n,
    feeCharged: 0n,
    money: placed.quoteQuantity === undefined ? undefined : atto(placed.quoteQuantity),
    asked: new Map(),
    partner: undefined,
    hasYielded: false,
    hold: 0n,
  };
}

export const remaining = ({ quantity, filled }: ModelOrder): Atto => quantity - filled;

export const holdAsset = ({ placed, instrument }: ModelOrder): string =>
  placed.side === 'buy' ? instrument.quote : instrument.base;

/** The fee on all fills so far: rounded up to the minor unit of the quote asset, once for the whole order. */
export const feeSoFar = (order: ModelOrder, more: Atto = 0n): Atto =>
  roundedUp(order.feeBeforeRounding + more, order.instrument.quoteUnit);

/** What `docs/reference/holds.md` says that it keeps aside. */
export function holdOf(order: ModelOrder): Atto {
  if (order.status !== 'open' || order.hasYielded) return 0n;
  const own = alone(order);
  const { partner } = order;
  if (partner === undefined || partner.hasYielded) return own;
  const other = alone(partner);
  if (own === other) return order.placedRevision < partner.placedRevision ? own : 0n;
  return own > other ? own : 0n;
}

function alone(order: ModelOrder): Atto {
  if (order.money !== undefined) return withWorstFee(order, order.money);
  let hold = at(order, order.limit, remaining(order));
  for (const { price, quantity } of order.asked.values()) {
    hold = larger(hold, at(order, price, larger(0n, quantity - order.filled)));
  }
  return hold;
}

function at(order: ModelOrder, price: Atto, quantity: Atto): Atto {
  return order.placed.side === 'sell' ? quantity : withWorstFee(order, times(price, quantity));
}

function withWorstFee(order: ModelOrder, cost: Atto): Atto {
  const rate = larger(0n, larger(atto(order.placed.makerRate), atto(order.placed.takerRate)));
  const fee = feeSoFar(order, (rate * cost) / ONE) - order.feeCharged;
  return cost + larger(0n, fee);
}

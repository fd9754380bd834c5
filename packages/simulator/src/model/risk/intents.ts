import type { Data, PlaceOrder } from '@truetape/contracts';
import { dayAfter, dayOf } from '../day.ts';
import { type Atto, atto, larger, times } from '../decimal.ts';
import type { ModelAccount } from '../model-account.ts';
import type { ModelOrder } from '../model-order.ts';
import type { ModelVenue } from '../model-venue.ts';
import { stillTrades } from './exposure.ts';
import type { ModelIntent, ModelLeg } from './intent.ts';
import type { ModelMark } from './model-position.ts';
import type { When } from './notes.ts';
import { exactly } from './range.ts';

type Around = Pick<ModelIntent, 'when' | 'days' | 'markOf' | 'isPriced' | 'quoteOf'>;

/** A request that waits: when it is decided, and which trades its process has read, only that process knows. */
export function waitingAround(when: When, venue: ModelVenue): Around {
  const day = dayOf(new Date(when.earliestMs).toISOString());
  const last = dayOf(new Date(when.latestMs).toISOString());
  return {
    when,
    days: day === last ? [day] : [day, dayAfter(day)],
    markOf: (symbol) => {
      const price = venue.pricesOf(symbol);
      return price && { price, atDayStart: price };
    },
    isPriced: (symbol) => venue.isPriced(symbol),
    quoteOf: (symbol) => venue.instruments.get(symbol)?.quote,
  };
}

type Marks = Data<'OrderPlaced'>['marks'];

/** What was decided says when, and by which marks. */
export function decidedAround(at: string, marks: Marks = [], venue: ModelVenue): Around {
  const atMs = Date.parse(at);
  const known = new Map(
    marks.map(({ symbol, price, atDayStart }): [string, ModelMark] => [
      symbol,
      { price: exactly(atto(price)), atDayStart: exactly(atto(atDayStart)) },
    ]),
  );
  return {
    when: { earliestMs: atMs, latestMs: atMs },
    days: [dayOf(at)],
    markOf: (symbol) => known.get(symbol),
    isPriced: () => 'yes',
    quoteOf: (symbol) => venue.instruments.get(symbol)?.quote,
  };
}

/** A new order, or a pair of them. */
export function placingIntent(
  orders: readonly [ModelOrder, ...ModelOrder[]],
  around: Around,
): ModelIntent {
  const [{ instrument, placed }] = orders;
  return {
    ...around,
    instrument,
    side: placed.side,
    orders: orders.length,
    messages: orders.length,
    legs: orders.map(legOf),
    added: orders.reduce((sum, order) => sum + stillTrades(order), 0n),
    addedMoney: orders.reduce((sum, { money = 0n }) => sum + money, 0n),
  };
}

function legOf({ placed, limit, quantity, money }: ModelOrder): ModelLeg {
  return {
    quantity: money === undefined ? quantity : undefined,
    limit,
    notional: money ?? times(limit, quantity),
    stopPrice: placed.stopPrice === undefined ? undefined : atto(placed.stopPrice),
    likeness: () => likenessOf(placed),
  };
}

/** What it adds to what may still be traded: nothing where it asks for less than what was asked for already. */
export function addedBy(order: ModelOrder, quantity: Atto): Atto {
  return larger(0n, quantity - order.filled - stillTrades(order));
}

export function replacingIntent(
  order: ModelOrder,
  terms: { readonly price: Atto; readonly quantity: Atto },
  around: Around,
): ModelIntent {
  const { instrument, placed } = order;
  const stopPrice = placed.stopPrice === undefined ? undefined : atto(placed.stopPrice);
  const leg: ModelLeg = {
    quantity: terms.quantity,
    limit: terms.price,
    notional: times(terms.price, terms.quantity),
    stopPrice,
    likeness: undefined,
  };
  return {
    ...around,
    instrument,
    side: placed.side,
    orders: 0,
    messages: 1,
    legs: [leg],
    added: addedBy(order, terms.quantity),
    addedMoney: 0n,
  };
}

const ALIKE = ['price', 'stopPrice', 'trailingOffset', 'quantity', 'quoteQuantity'] as const;

/** Two orders that have it in common are taken for one that was sent twice. */
export function likenessOf(order: PlaceOrder | Data<'OrderPlaced'>): string {
  const amounts = ALIKE.map((field) => (order[field] === undefined ? '' : atto(order[field])));
  return [order.symbol, order.side, order.type, ...amounts].join(' ');
}

/** Whether the account was there first, or the request. */
export function whenOf({ at }: ModelAccount, arrivedMs: number): When {
  const accountMs = Date.parse(at);
  return {
    earliestMs: Math.max(accountMs, arrivedMs - CLOCK_OFF_MS),
    latestMs: Math.max(accountMs, arrivedMs + CLOCK_OFF_MS + DECIDED_WITHIN_MS),
  };
}

/** No clock is further off than this, and no request is decided later. */
const CLOCK_OFF_MS = 1_000;
const DECIDED_WITHIN_MS = 5_000;

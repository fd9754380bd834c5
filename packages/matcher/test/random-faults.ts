import { lots, minor, type OrderPlacedInput, ticks } from '@truetape/domain';
import type { Random } from './random.ts';
import { changed, MAX, type RandomOrders, WRONG_PRICES } from './random-orders.ts';

type Fault = (order: OrderPlacedInput, of: RandomOrders, random: Random) => OrderPlacedInput;

/** What may be wrong with any order. An order has one of these faults, or several: which one is told is a rule as well. */
export const PLAIN_FAULTS: readonly Fault[] = [
  (order, of) => ({ ...order, ...idsOf(of.live() ?? order) }),
  (order, _, { pick }) => {
    const limit = ticks(pick(WRONG_PRICES));
    return changed(order, {
      limit,
      terms: order.terms.price === undefined ? {} : { price: limit },
    });
  },
  (order, of) => changed(order, { terms: { quantity: lots(of.wrongQuantity()) } }),
  (order) => changed(order, { terms: { postOnly: true } }),
  (order) => order,
];

/** What may be wrong with orders that are more than plain. */
export const FAULTS: readonly Fault[] = [
  ...PLAIN_FAULTS,
  (order, _, { pick }) => changed(order, { limit: ticks(pick(WRONG_PRICES)) }),
  (order, _, { pick }) => changed(order, { terms: { stopPrice: ticks(pick(WRONG_PRICES)) } }),
  (order) => changed(order, { terms: { stopPrice: order.limit } }),
  (order, _, { pick }) => changed(order, { terms: { trailingOffset: ticks(pick(WRONG_PRICES)) } }),
  (order, _, { pick }) => changed(order, { reference: ticks(pick(WRONG_PRICES)) }),
  (order) => changed(order, { reference: order.limit }),
  (order, of) => changed(order, { terms: { displayQuantity: lots(of.wrongQuantity()) } }),
  (order) => {
    const { quantity = lots(5) } = order.terms;
    return changed(order, { terms: { displayQuantity: lots(quantity + 1) } });
  },
  (order, _, { pick }) => {
    const money = [-1n, 0n, 5n, BigInt(MAX), BigInt(MAX) + 1n, 2n ** 90n];
    return changed(order, { terms: { quoteQuantity: minor(pick(money)) } });
  },
  (order, of, { pick }) => {
    const { quantity, price, ...terms } = order.terms;
    const money = [-1n, 0n, BigInt(MAX) * of.notionalUnit, BigInt(MAX + 1) * of.notionalUnit];
    const quoteQuantity = minor(pick(money));
    const type = { side: 'buy', type: 'market', timeInForce: 'IOC' } as const;
    return { ...order, terms: { ...terms, ...type, quoteQuantity } };
  },
  (order) => {
    const { quantity, ...terms } = order.terms;
    return { ...order, terms };
  },
  (order) => {
    const { price, ...terms } = order.terms;
    return { ...order, terms };
  },
  (order) => {
    const { dueAt, ...rest } = order;
    return rest;
  },
  (order) => {
    const { expiresAt, ...terms } = order.terms;
    return { ...order, terms };
  },
  (order, of) => changed(order, { dueAt: of.dueAt() }),
  (order, of) => changed(order, of.untilDate()),
  (order, of) => changed(order, of.untilDay()),
  (order, of) => changed(order, { terms: { expiresAt: of.dueAt() } }),
  (order, _, { pick }) =>
    changed(order, { terms: { timeInForce: pick(['GTC', 'IOC', 'FOK', 'GTD', 'DAY'] as const) } }),
  (order, of) => changed(order, { orderId: of.someOrder().orderId }),
  (order, of) => changed(order, { partnerId: of.someOrder().orderId }),
  (order) => changed(order, { partnerId: order.orderId }),
];

const idsOf = ({ accountId, orderId }: { accountId: string; orderId: string }) => ({
  accountId,
  orderId,
});

import { z } from 'zod';
import * as v from '../values.ts';

/** `POST /v1/orders` */
export const placeOrder = z
  .strictObject({
    clientOrderId: v.clientOrderId,
    symbol: v.symbol,
    side: v.side,
    type: v.orderType,
    /** GTC when left out of a limit order, IOC of a market order. */
    timeInForce: v.timeInForce.optional(),
    price: v.decimalInput.optional(),
    quantity: v.decimalInput,
    postOnly: z.boolean().optional(),
    selfTradePrevention: v.selfTradePrevention.optional(),
  })
  .superRefine((order, context) => {
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (order.type === 'limit') {
      if (order.price === undefined) wrong('price', 'a limit order needs a price');
      if (order.postOnly === true && (order.timeInForce ?? 'GTC') !== 'GTC') {
        wrong('postOnly', 'a post-only order must be GTC');
      }
    } else {
      if (order.price !== undefined) wrong('price', 'a market order has no price');
      if (order.postOnly === true) wrong('postOnly', 'a market order cannot be post-only');
      if (order.timeInForce === 'GTC') wrong('timeInForce', 'a market order is IOC or FOK');
    }
  });
export type PlaceOrder = z.infer<typeof placeOrder>;

/** `POST /v1/orders/batch`: each order is decided alone, in the order given. */
export const BATCH_LIMIT = 100;
export const placeOrders = z.strictObject({ orders: z.array(z.unknown()).min(1).max(BATCH_LIMIT) });

/** `PATCH /v1/orders/{id}`: what is left out stays as it is. `quantity` is the total, fills included. */
export const replaceOrder = z
  .strictObject({ price: v.decimalInput.optional(), quantity: v.decimalInput.optional() })
  .refine((terms) => terms.price !== undefined || terms.quantity !== undefined, {
    path: ['price'],
    message: 'a replace needs a price or a quantity',
  });
export type ReplaceOrder = z.infer<typeof replaceOrder>;

/** `DELETE /v1/orders?symbol=` */
export const cancelOrders = z.strictObject({ symbol: v.symbol.optional() });

/** `POST /v1/accounts` */
export const openAccount = z.strictObject({ accountId: v.accountId });

/** `POST /v1/accounts/{id}/deposits` and `…/withdrawals` */
export const moveFunds = z.strictObject({
  asset: v.asset,
  amount: v.decimalInput,
  reference: v.reference,
});

/** `POST /v1/assets` */
export const listAsset = z.strictObject({
  asset: v.asset,
  scale: z.number().int().min(0).max(18),
});

const rate = z.string().regex(/^-?0(\.\d{1,8})?$/, 'a rate below 1 such as "0.002"');

/** `POST /v1/instruments` */
export const listInstrument = z.strictObject({
  symbol: v.symbol,
  tick: v.decimalInput,
  lot: v.decimalInput,
  minQuantity: v.decimalInput,
  maxQuantity: v.decimalInput,
  minNotional: v.decimalInput,
  maxNotional: v.decimalInput,
  makerRate: rate,
  takerRate: rate,
  protectionRate: v.decimalInput.optional(),
  referencePrice: v.decimalInput.optional(),
});
export type ListInstrument = z.infer<typeof listInstrument>;

/** The `Idempotency-Key` header of every command that has no id of its own. */
export const idempotencyKey = v.reference;

/** `Prefer: wait=<seconds>` (RFC 7240), at most this long. */
export const WAIT_SECONDS_MAX = 10;

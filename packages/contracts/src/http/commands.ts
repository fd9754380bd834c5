import { z } from 'zod';
import * as v from '../values.ts';
import { refuseForm } from './order-form.ts';

/** `POST /v1/orders` */
export const placeOrder = z
  .strictObject({
    clientOrderId: v.clientOrderId,
    symbol: v.symbol,
    side: v.side,
    type: v.orderType,
    /** IOC of a market order when left out, GTC of any other. */
    timeInForce: v.timeInForce.optional(),
    price: v.decimalInput.optional(),
    stopPrice: v.decimalInput.optional(),
    trailingOffset: v.decimalInput.optional(),
    quantity: v.decimalInput.optional(),
    quoteQuantity: v.decimalInput.optional(),
    displayQuantity: v.decimalInput.optional(),
    expiresAt: v.timeInput.optional(),
    postOnly: z.boolean().optional(),
    selfTradePrevention: v.selfTradePrevention.optional(),
    strategy: v.strategy.optional(),
  })
  .superRefine((order, context) => refuseForm(order, context));
export type PlaceOrder = z.infer<typeof placeOrder>;

/** `POST /v1/orders/oco`: two orders for the same, of which one cancels the other. */
export const placeOco = z
  .strictObject({
    symbol: v.symbol,
    side: v.side,
    quantity: v.decimalInput,
    timeInForce: v.timeInForce.exclude(['IOC', 'FOK']).optional(),
    expiresAt: v.timeInput.optional(),
    selfTradePrevention: v.selfTradePrevention.optional(),
    strategy: v.strategy.optional(),
    limit: z.strictObject({
      clientOrderId: v.clientOrderId,
      price: v.decimalInput,
      displayQuantity: v.decimalInput.optional(),
      postOnly: z.boolean().optional(),
    }),
    stop: z.strictObject({
      clientOrderId: v.clientOrderId,
      type: v.orderType.exclude(['limit', 'market']),
      stopPrice: v.decimalInput.optional(),
      price: v.decimalInput.optional(),
      trailingOffset: v.decimalInput.optional(),
      displayQuantity: v.decimalInput.optional(),
    }),
  })
  .superRefine(({ limit, stop, quantity, timeInForce, expiresAt }, context) => {
    refuseForm({ ...limit, type: 'limit', quantity, timeInForce, expiresAt }, context);
    refuseForm({ ...stop, quantity }, context, ['stop']);
  });
export type PlaceOco = z.infer<typeof placeOco>;

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
export const openAccount = z.strictObject({
  accountId: v.accountId,
  /** The account that leads its owner group; its own where it is left out. */
  ownerGroup: v.accountId.optional(),
});

/** `POST /v1/accounts/{id}/deposits` and `…/withdrawals` */
export const moveFunds = z.strictObject({
  asset: v.asset,
  amount: v.decimalInput,
  reference: v.reference,
});

/** `POST /v1/accounts/{id}/transfers` */
export const transferFunds = moveFunds.extend({ to: v.accountId });

const nothing = z.strictObject({});
const why = z.strictObject({ reason: v.reasonInput });

/** `POST /v1/accounts/{id}/withdrawals/{withdrawalId}/approve` and `…/reject` */
export const approveWithdrawal = nothing;
export const rejectWithdrawal = why;

/** `POST /v1/accounts/{id}/status` */
export const changeStatus = z.strictObject({ status: v.settableStatus, reason: v.reasonInput });

/** `POST /v1/accounts/{id}/limits`: puts these in place of all that there were. */
export const setLimits = z.strictObject({
  /** The account when left out. */
  scope: v.limitsScope.optional(),
  allowedSymbols: z.array(v.symbol).max(v.LIMITS_MAX).optional(),
  assets: z
    .array(
      z.strictObject({
        asset: v.asset,
        concentration: v.shareInput.optional(),
        dailyLoss: v.decimalInput.optional(),
        drawdown: v.decimalInput.optional(),
        grossNotional: v.decimalInput.optional(),
        openNotional: v.decimalInput.optional(),
        orderNotional: v.decimalInput.optional(),
      }),
    )
    .max(v.LIMITS_MAX)
    .optional(),
  collar: v.shareInput.optional(),
  duplicateWindowMs: z.number().int().min(1).max(v.DUPLICATE_WINDOW_MS_MAX).optional(),
  hard: z.array(v.watched).max(v.watched.options.length).optional(),
  markets: z
    .array(
      z.strictObject({
        orderQuantity: v.decimalInput.optional(),
        position: v.decimalInput.optional(),
        symbol: v.symbol,
      }),
    )
    .max(v.LIMITS_MAX)
    .optional(),
  messagesPerSecond: z.number().int().min(0).max(v.MESSAGES_PER_SECOND_MAX).optional(),
  openOrders: z.number().int().min(0).max(v.OPEN_ORDERS_MAX).optional(),
});
export type SetLimits = z.infer<typeof setLimits>;

/** `POST /v1/accounts/{id}/cancel-on-silence`: 0 takes the timer off. */
export const cancelOnSilence = z.strictObject({ timeoutMs: v.count });

/** `POST /v1/corrections`: what two operators put right. */
export const proposeCorrection = z.strictObject({
  correction: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('adjustment'),
      accountId: v.accountId,
      asset: v.asset,
      /** Below zero it is taken. */
      amount: v.signedInput,
    }),
    z.strictObject({ kind: z.literal('bust'), symbol: v.symbol, tradeNumber: v.count }),
    z.strictObject({
      kind: z.literal('price'),
      symbol: v.symbol,
      tradeNumber: v.count,
      price: v.decimalInput,
    }),
  ]),
  reason: v.reasonInput,
});
export type ProposeCorrection = z.infer<typeof proposeCorrection>;

/** `POST /v1/corrections/{id}/approve` and `…/reject` */
export const approveCorrection = nothing;
export const rejectCorrection = why;

/** `POST /v1/assets` */
export const listAsset = z.strictObject({
  asset: v.asset,
  scale: z.number().int().min(0).max(18),
});

const rate = z.string().regex(/^-?0(\.\d{1,8})?$/, 'a rate below 1 such as "0.002"');

/** `POST /v1/instruments/{symbol}/fees`: the tiers of the market, the first one everybody's. */
export const changeFees = z.strictObject({
  tiers: z
    .array(
      z.strictObject({
        tier: z.string().regex(/^[a-z0-9-]{1,36}$/, '1 to 36 lower-case letters, digits and "-"'),
        makerRate: rate,
        takerRate: rate,
        /** In the quote asset, on the thirty days before; of all where it is left out. */
        minVolume: v.decimalInput.optional(),
      }),
    )
    .min(1)
    .max(20),
});
export type ChangeFees = z.infer<typeof changeFees>;

/** How far a price may be from where the market is: `auctionMs` counts where `then` is `auction`. */
const priceBand = z.strictObject({
  rate: v.decimalInput,
  window: z.number().int(),
  beyond: z.enum(['reject', 'auction']),
  auctionMs: z.number().int(),
});

/** `POST /v1/assets/{asset}/delist` */
export const delistAsset = why;

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
  priceBand: priceBand.optional(),
  /** Open when left out. */
  startsIn: z.enum(['open', 'pre-open']).optional(),
  /** What orders do that say nothing else; none when left out. */
  selfTradePrevention: v.selfTradePrevention.optional(),
});
export type ListInstrument = z.infer<typeof listInstrument>;

/** No auction that an operator asks for takes longer than a day. */
export const AUCTION_SECONDS_MAX = 86_400;

/** `POST /v1/instruments/{symbol}/{request}`: what an operator asks of a market, and the body of it. */
export const requestMarketState = {
  auction: z.strictObject({
    seconds: z.number().int().min(1).max(AUCTION_SECONDS_MAX),
    /** Open when left out. */
    next: z.enum(['open', 'closed']).optional(),
  }),
  close: nothing,
  halt: nothing,
  open: nothing,
  'pre-open': nothing,
  resume: nothing,
} as const;

/** `POST /v1/kill-switch`, of all markets, `/v1/instruments/{symbol}/kill-switch` and `/v1/accounts/{id}/kill-switch` */
export const setKillSwitch = z.strictObject({
  action: z.enum(['trip', 'release']),
  reason: v.reasonInput,
});
export type SetKillSwitch = z.infer<typeof setKillSwitch>;

/** From here on every market follows these rules. */
export const adoptRuleset = z.strictObject({ ruleset: v.ruleset });

/** The `Idempotency-Key` header of every command that has no id of its own. */
export const idempotencyKey = v.reference;

/** `Prefer: wait=<seconds>` (RFC 7240), at most this long. */
export const WAIT_SECONDS_MAX = 10;

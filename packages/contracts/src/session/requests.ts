import { z } from 'zod';
import {
  BATCH_LIMIT,
  cancelOnSilence,
  idempotencyKey,
  placeOco,
  placeOrder,
  replaceOrder,
  WAIT_SECONDS_MAX,
} from '../http/commands.ts';
import * as v from '../values.ts';

/** What a client may send on `/v1/session`: a text frame with an id of its own, and beside it a {@link SessionRequest}. */
export const sessionFrame = z.looseObject({ id: v.clientOrderId });

/** What HTTP has the header `Idempotency-Key` for. */
const keyed = { idempotencyKey: idempotencyKey.optional() } as const;
/** What HTTP has `Prefer: wait` for. */
const waiting = { waitSeconds: z.number().int().min(0).max(WAIT_SECONDS_MAX).optional() } as const;
/** One that names no order of the account is answered as HTTP answers it, whatever it is. */
const ofOrder = { orderId: z.string(), ...keyed, ...waiting } as const;

/** What is asked for alone or in a batch. */
export const sessionBatchItem = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('place'), order: placeOrder, ...waiting }),
  z.strictObject({ op: z.literal('place-oco'), order: placeOco, ...waiting }),
  z.strictObject({ op: z.literal('cancel'), ...ofOrder }),
  replaceOrder.safeExtend({ op: z.literal('replace'), ...ofOrder }),
  z.strictObject({ op: z.literal('cancel-all'), symbol: v.symbol.optional(), ...keyed }),
]);
export type SessionBatchItem = z.infer<typeof sessionBatchItem>;

/** Commands that are each decided alone, in the order given, and answered together. */
const batch = z.strictObject({
  op: z.literal('batch'),
  requests: z.array(z.unknown()).min(1).max(BATCH_LIMIT),
});

/** Sets the silence timer of the account, and again and again while the connection is open. 0 takes it off. */
const cancelOnDisconnect = cancelOnSilence.extend({ op: z.literal('cancel-on-disconnect') });

export const sessionRequest = z.discriminatedUnion('op', [
  ...sessionBatchItem.options,
  cancelOnDisconnect,
  batch,
]);
export type SessionRequest = z.infer<typeof sessionRequest>;
/** One command, and so everything but a batch. */
export type SessionCommand = Exclude<SessionRequest, { readonly op: 'batch' }>;

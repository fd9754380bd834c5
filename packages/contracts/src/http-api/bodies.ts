import { z } from 'zod';
import { BATCH_LIMIT, placeOrder } from '../http/commands.ts';
import * as v from '../values.ts';

/** `POST /v1/orders/batch` as clients should write it. An order of a wrong form is a problem in the answer, alone. */
export const orderBatch = z.strictObject({ orders: z.array(placeOrder).min(1).max(BATCH_LIMIT) });

export const withdrawalPath = z.strictObject({ id: v.accountId, withdrawalId: v.withdrawalId });
export const assetPath = z.strictObject({ asset: v.asset });
export const correctionPath = z.strictObject({
  correctionId: z.string().regex(/^(0|[1-9]\d{0,14})$/, 'the revision of a proposal'),
});

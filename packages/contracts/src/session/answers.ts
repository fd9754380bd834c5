import { z } from 'zod';
import { commandAnswer, ocoAnswer, orderAnswer, problem } from '../http/answers.ts';
import * as v from '../values.ts';

const commandAnswered = z.union([orderAnswer, ocoAnswer, commandAnswer]);
const status = z.number().int();

/** One item of a batch. */
const batchResult = z.union([
  z.strictObject({ status, answer: commandAnswered }),
  z.strictObject({ status, problem }),
]);

/** The answer to a batch: of each of its requests, in their order. */
export const sessionBatchAnswer = z.strictObject({ results: z.array(batchResult) });
export type SessionBatchAnswer = z.infer<typeof sessionBatchAnswer>;

/**
 * What a client gets on `/v1/session`: for each of its frames one, when it is durable, so not always in their order.
 * Status and body are those that HTTP has for the same request.
 */
export const sessionAnswer = z.union([
  z.strictObject({
    id: v.clientOrderId,
    status,
    answer: z.union([commandAnswered, sessionBatchAnswer]),
  }),
  /** Without an id where that could not be read. */
  z.strictObject({ id: v.clientOrderId.optional(), status, problem }),
]);
export type SessionAnswer = z.infer<typeof sessionAnswer>;

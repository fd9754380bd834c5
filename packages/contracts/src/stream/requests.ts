import { z } from 'zod';
import * as v from '../values.ts';
import { subscription } from './subscriptions.ts';

/** What a client calls its request: the answer says it again. */
const id = v.clientOrderId.optional();

/**
 * Where a client goes on: the last sequence that it has of this feed, and the log that it was of. What came after it is
 * sent as if nothing had happened, by whichever process is asked; where that is not known any more, a snapshot is.
 */
export const resume = z.strictObject({
  logId: v.logId,
  sequence: z.number().int().min(-1).max(Number.MAX_SAFE_INTEGER),
});
export type Resume = z.infer<typeof resume>;

/** What a client may send on `/v1/stream`, one request in a frame. */
export const streamRequest = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('subscribe'), id, subscription, resume: resume.optional() }),
  z.strictObject({ op: z.literal('unsubscribe'), id, subscription }),
  /** For a `book` its checksum, for `orders-of-book` its digest: a second later, or when what a deep book costs allows it. */
  z.strictObject({ op: z.literal('check'), id, subscription }),
  /** Who is asking, for those that cannot send a header with the request that opens the connection: browsers. */
  z.strictObject({ op: z.literal('authenticate'), id, token: z.string().min(1).max(4_000) }),
  z.strictObject({ op: z.literal('ping'), id }),
]);
export type StreamRequest = z.infer<typeof streamRequest>;

import { z } from 'zod';
import { bookLevel, trade } from '../http/answers.ts';
import * as v from '../values.ts';

/** What a client may send on `/v1/stream`. */
export const clientMessage = z.strictObject({
  op: z.enum(['subscribe', 'unsubscribe']),
  channel: z.enum(['book', 'trades']),
  symbol: v.symbol,
});
export type ClientMessage = z.infer<typeof clientMessage>;

/**
 * What a client gets. Every WebSocket frame is a JSON array of these, in order; changes are framed together for at
 * most 20 ms. `sequence` is a revision of the market's stream; `previous` is the sequence of the message before it on
 * the same channel, so a gap is visible. A snapshot may come at any time and takes the
 * place of all that came before it on its channel.
 */
const feed = { symbol: v.symbol, sequence: z.number().int() } as const;
const delta = { ...feed, type: z.literal('delta'), previous: z.number().int() } as const;

export const serverMessage = z.union([
  z.strictObject({ type: z.literal('subscribed'), channel: z.string(), symbol: v.symbol }),
  z.strictObject({ type: z.literal('unsubscribed'), channel: z.string(), symbol: v.symbol }),
  z.strictObject({
    type: z.literal('error'),
    code: z.string(),
    field: z.string().optional(),
    detail: z.string().optional(),
  }),
  z.strictObject({
    ...feed,
    channel: z.literal('book'),
    type: z.literal('snapshot'),
    bids: z.array(bookLevel),
    asks: z.array(bookLevel),
  }),
  /** Levels that changed, with their new quantity; `"0"` removes the level. */
  z.strictObject({
    ...delta,
    channel: z.literal('book'),
    bids: z.array(bookLevel),
    asks: z.array(bookLevel),
  }),
  z.strictObject({
    ...feed,
    channel: z.literal('trades'),
    type: z.literal('snapshot'),
    trades: z.array(trade),
  }),
  z.strictObject({ ...delta, channel: z.literal('trades'), trades: z.array(trade) }),
]);
export type ServerMessage = z.infer<typeof serverMessage>;

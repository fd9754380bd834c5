import { z } from 'zod';
import { ERRORS } from '../errors.ts';
import {
  balance,
  bookLevel,
  candle,
  fill,
  indicative,
  order,
  position as positionLine,
  trade,
} from '../http/answers.ts';
import * as v from '../values.ts';
import { type Channel, named, SUBSCRIPTIONS, subscription } from './subscriptions.ts';

/**
 * Of a market's feed a revision of `market-{symbol}`: all that this channel shows of the market up to there is told. Of an
 * account's feed a position of the log, which orders what happened in all its markets. -1 before the first.
 */
const sequence = z.number().int().min(-1);

/**
 * The feed did not change after `previous` and before `sequence`. Whoever has a sequence from `previous` on, and below
 * `sequence`, applies the message; whoever has an older one has missed something; who has a later one knows it already.
 */
const previous = sequence;

function snapshot<C extends Channel, S extends z.ZodRawShape>(channel: C, shape: S) {
  return named(channel).extend({ type: z.literal('snapshot'), sequence, ...shape });
}

function delta<C extends Channel, S extends z.ZodRawShape>(channel: C, shape: S) {
  return named(channel).extend({ type: z.literal('delta'), previous, sequence, ...shape });
}

/** Number in the market, price, and the quantity that it shows. */
export const bookOrder = z.tuple([v.count, v.amount, v.amount]);
export type BookOrder = z.infer<typeof bookOrder>;

/** What anybody may know of a book's orders: the best price first, at one price the oldest order first. */
const ordersOfBook = { bids: z.array(bookOrder), asks: z.array(bookOrder) } as const;

/** To be applied in this order. Who is added stands behind all others at its price. */
export const orderChanges = {
  removed: z.array(v.count),
  /** The quantity is another one; the order stands where it stood. */
  changed: z.array(z.tuple([v.count, v.amount])),
  added: z.array(z.tuple([v.count, v.side, v.amount, v.amount])),
} as const;

const tickerNow = {
  state: v.marketState,
  /** Price and quantity of the best level. */
  bid: bookLevel.nullable(),
  ask: bookLevel.nullable(),
  last: v.amount.nullable(),
  /** Of the market, ever. */
  trades: v.count,
} as const;

const auctionNow = {
  state: v.marketState,
  /** When the auction ends that is going on, and what it would do if it ended now. */
  dueAt: v.timestamp.optional(),
  indicative: indicative.optional(),
} as const;

/** A line is whole: it takes the place of the one with the same name. */
const riskLines = {
  status: v.accountStatus.optional(),
  /** Its kill switch is on. */
  killed: z.boolean().optional(),
  /** Those that were set: of the account, or of the owner group that it leads. */
  limits: z.array(z.strictObject({ scope: v.limitsScope, limits: v.limits })).optional(),
} as const;

/** A measure has come up to a share of its limit; at 100 percent of a hard one the kill switch follows. */
const crossed = z.strictObject({
  measure: v.watched,
  scope: v.limitsScope,
  asset: v.asset.optional(),
  symbol: v.symbol.optional(),
  limit: v.amount,
  value: v.amount,
  percent: v.threshold,
  at: v.timestamp,
});

/** Snapshots and deltas, by channel. A channel without deltas tells all that it shows each time; only the newest counts. */
export const CHANNEL_MESSAGES = {
  book: [
    snapshot('book', { bids: z.array(bookLevel), asks: z.array(bookLevel) }),
    /** Levels with their new quantity; `"0"` where one is not among the best so many any more. */
    delta('book', { bids: z.array(bookLevel), asks: z.array(bookLevel) }),
    /** See `bookChecksumText`. Of what all messages up to `sequence` make. */
    named('book').extend({
      type: z.literal('checksum'),
      sequence,
      checksum: z.number().int().min(0).max(0xffff_ffff),
    }),
  ],
  'orders-of-book': [
    snapshot('orders-of-book', ordersOfBook),
    delta('orders-of-book', orderChanges),
    /** See `bookDigestText`. The matcher's own book has the same. */
    named('orders-of-book').extend({ type: z.literal('digest'), sequence, digest: v.sha256 }),
  ],
  trades: [
    /** The newest, oldest first. */
    snapshot('trades', { trades: z.array(trade) }),
    delta('trades', { trades: z.array(trade) }),
  ],
  ticker: [snapshot('ticker', tickerNow)],
  candles: [
    /** Those that are known here, oldest first; older ones are in `GET /v1/instruments/{symbol}/candles`. */
    snapshot('candles', { candles: z.array(candle) }),
    delta('candles', { candles: z.array(candle) }),
  ],
  auction: [snapshot('auction', auctionNow)],
  orders: [
    /** Those that are pending or open, by the time of their placing. */
    snapshot('orders', { orders: z.array(order) }),
    /** Each as it is now, one that is over for the last time. */
    delta('orders', { orders: z.array(order) }),
  ],
  fills: [
    /** The newest, oldest first. */
    snapshot('fills', { fills: z.array(fill) }),
    delta('fills', { fills: z.array(fill) }),
  ],
  balances: [
    snapshot('balances', { balances: z.array(balance) }),
    delta('balances', { balances: z.array(balance) }),
  ],
  positions: [
    /** By market, without marks: those move with the market and are in its feeds. */
    snapshot('positions', { positions: z.array(positionLine) }),
    delta('positions', { positions: z.array(positionLine) }),
  ],
  risk: [
    snapshot('risk', riskLines),
    delta('risk', { ...riskLines, crossed: z.array(crossed).optional() }),
  ],
} as const satisfies { readonly [C in Channel]: readonly z.ZodType[] };

/** Of the log: this process has shown everything up to there. -1 for an empty one. */
const position = z.number().int().min(-1);
const id = v.clientOrderId.optional();
const code = z.enum(Object.keys(ERRORS) as [keyof typeof ERRORS, ...(keyof typeof ERRORS)[]]);

/** What is told about the connection and its subscriptions. */
export const CONTROL_MESSAGES = {
  /** The first message. */
  welcome: z.strictObject({
    type: z.literal('welcome'),
    /** The log that all sequences are of. */
    logId: v.logId,
    position,
    /** At least so often something is sent: silence for twice as long is a connection that has died. */
    heartbeatMs: v.count,
  }),
  /** Something is there, and nothing else was to be said for a while. */
  heartbeat: z.strictObject({ type: z.literal('heartbeat'), position }),
  pong: z.strictObject({ type: z.literal('pong'), id, position }),
  authenticated: z.strictObject({ type: z.literal('authenticated'), id, userId: z.string() }),
  /** `resumed`: deltas after the sequence that was named follow. Otherwise a snapshot does. */
  subscribed: z.strictObject({
    type: z.literal('subscribed'),
    id,
    subscription,
    resumed: z.boolean(),
  }),
  unsubscribed: z.strictObject({ type: z.literal('unsubscribed'), id, subscription }),
  /** The request with this id, or the one that could not be read, was refused and has changed nothing. */
  error: z.strictObject({
    type: z.literal('error'),
    id,
    code,
    field: z.string().optional(),
    detail: z.string().optional(),
  }),
  /** A subscription that is over although nobody asked for its end. */
  ended: z.strictObject({
    type: z.literal('ended'),
    subscription,
    code,
    detail: z.string().optional(),
  }),
  /** The client reads more slowly than it is written to. Above the limit, or when it takes too long, the connection ends. */
  slow: z.strictObject({
    type: z.literal('slow'),
    waitingBytes: v.count,
    waitingBytesMax: v.count,
  }),
} as const;

/**
 * What a client gets on `/v1/stream`. Every frame is a JSON array of these, in order; changes are framed together for at
 * most 20 ms. A snapshot may come at any time and takes the place of all that came before it in its feed.
 */
export const streamMessage = z.union([
  ...Object.values(CONTROL_MESSAGES),
  ...Object.values(CHANNEL_MESSAGES).flat(),
]);

type Infer<T> = T extends z.ZodType ? z.infer<T> : never;
export type ControlMessage = Infer<(typeof CONTROL_MESSAGES)[keyof typeof CONTROL_MESSAGES]>;
export type ChannelMessage<C extends Channel = Channel> = {
  readonly [Name in C]: Infer<(typeof CHANNEL_MESSAGES)[Name][number]>;
}[C];
export type StreamMessage = ControlMessage | ChannelMessage;

export const isPrivate = (channel: Channel): boolean => 'accountId' in SUBSCRIPTIONS[channel];

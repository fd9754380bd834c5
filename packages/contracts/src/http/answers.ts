import { z } from 'zod';
import { ERRORS } from '../errors.ts';
import * as v from '../values.ts';

/** RFC 9457, with a stable `code` and, where one field is to blame, its name. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(ERRORS) as [keyof typeof ERRORS, ...(keyof typeof ERRORS)[]]),
  detail: z.string().optional(),
  field: z.string().optional(),
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

/** Proof that a command is in the log, to be kept by the client. */
export const receipt = z.strictObject({
  stream: z.string(),
  revision: v.revision,
  hash: z.string(),
});
export type Receipt = z.infer<typeof receipt>;

/** An order as it is. `pending`: in the log, not yet seen by the matcher. */
export const order = z.strictObject({
  orderId: v.orderId,
  clientOrderId: v.clientOrderId,
  accountId: v.accountId,
  symbol: v.symbol,
  side: v.side,
  type: v.orderType,
  timeInForce: v.timeInForce,
  postOnly: z.boolean(),
  price: v.amount.optional(),
  stopPrice: v.amount.optional(),
  trailingOffset: v.amount.optional(),
  /** Of an order by `quoteQuantity`: what is filled, and what the rest of its money would have bought at the last price. */
  quantity: v.amount,
  quoteQuantity: v.amount.optional(),
  displayQuantity: v.amount.optional(),
  filled: v.amount,
  remaining: v.amount,
  /** When a GTD or DAY order ends. */
  expiresAt: v.timestamp.optional(),
  /** The other leg of an OCO pair. */
  partnerId: v.orderId.optional(),
  strategy: v.strategy.optional(),
  status: v.orderStatus,
  /** Why it was cancelled, rejected or expired. */
  reason: z.string().optional(),
});
export type Order = z.infer<typeof order>;

/** The answer to a command that appended (or, `repeated`, had appended before). */
export const orderAnswer = order.extend({
  receipt,
  /** The log position that this answer reflects. */
  position: v.count,
  repeated: z.literal(true).optional(),
});
export type OrderAnswer = z.infer<typeof orderAnswer>;

/** The answer to `POST /v1/orders/oco`: the limit order first. The receipt is that of the second leg. */
export const ocoAnswer = z.strictObject({
  orders: z.tuple([order, order]),
  receipt,
  position: v.count,
  repeated: z.literal(true).optional(),
});
export type OcoAnswer = z.infer<typeof ocoAnswer>;

/** One item of a batch: the answer, or the problem of that order alone. */
export const batchAnswer = z.strictObject({
  results: z.array(
    z.union([
      z.strictObject({ status: z.literal(201), order: orderAnswer }),
      z.strictObject({ status: z.number().int(), problem }),
    ]),
  ),
});
export type BatchAnswer = z.infer<typeof batchAnswer>;

export const commandAnswer = z.strictObject({
  receipt,
  position: v.count,
  repeated: z.literal(true).optional(),
});
export type CommandAnswer = z.infer<typeof commandAnswer>;

export const testAnswer = z.strictObject({ accepted: z.literal(true) });

/** A row of `GET /v1/orders`: the order and its times. */
export const orderRow = order.extend({
  receivedAt: v.timestamp,
  decidedAt: v.timestamp,
  recordedAt: v.timestamp,
  matchedAt: v.timestamp.nullable(),
  /** When its stop was reached. */
  triggeredAt: v.timestamp.optional(),
});
export type OrderRow = z.infer<typeof orderRow>;

/** `GET /v1/orders/{orderId}` */
export const orderRowAnswer = orderRow.extend({ position: v.count });
export type OrderRowAnswer = z.infer<typeof orderRowAnswer>;

export const fill = z.strictObject({
  symbol: v.symbol,
  tradeNumber: v.count,
  orderId: v.orderId,
  accountId: v.accountId,
  side: v.side,
  liquidity: v.liquidity,
  price: v.amount,
  quantity: v.amount,
  notional: v.amount,
  fee: v.decimal,
  feeAsset: v.asset,
  at: v.timestamp,
});
export type Fill = z.infer<typeof fill>;

export const balance = z.strictObject({
  asset: v.asset,
  total: v.amount,
  held: v.amount,
  free: v.amount,
});
export type Balance = z.infer<typeof balance>;

/** A line of `GET /v1/accounts/{id}/statement`: money that an account got or gave, and why. */
export const entry = z.strictObject({
  asset: v.asset,
  /** Below zero when it left. */
  amount: v.decimal,
  /** Of the asset, after it. */
  balance: v.amount,
  /** Where it came from or went to. */
  against: v.ledgerAccount,
  at: v.timestamp,
  /** The event that moved it. */
  cause: z.strictObject({ stream: z.string(), revision: v.revision, type: z.string() }),
  /** Of a trade: what was settled, or with `against` as `fees` what it cost. */
  orderId: v.orderId.optional(),
  symbol: v.symbol.optional(),
  tradeNumber: v.count.optional(),
  side: v.side.optional(),
  withdrawalId: v.withdrawalId.optional(),
  /** Of a transfer: the other account. */
  counterparty: v.accountId.optional(),
  /** What its client named it. */
  reference: v.reference.optional(),
  /** Of a correction: its approval in `corrections`. */
  correctionRevision: v.revision.optional(),
});
export type Entry = z.infer<typeof entry>;

const valuedAt = z.strictObject({ price: v.amount, source: v.markSource, at: v.timestamp });

/** A line of `GET /v1/accounts/{id}/positions`. Amounts are in the quote asset. */
export const position = z.strictObject({
  symbol: v.symbol,
  /** Asked for by strategy; absent in the line of orders that name none. */
  strategy: v.strategy.optional(),
  /** Bought less sold. */
  quantity: v.decimal,
  /** What that cost; below zero for a short position. */
  cost: v.decimal,
  /** Cost ÷ quantity, with four decimals more than prices have: the nearest, of two as near the even one. */
  averagePrice: v.amount.optional(),
  realised: v.decimal,
  /** Below zero: more rebates than fees. */
  fees: v.decimal,
  /** What it is valued at. */
  mark: valuedAt.optional(),
  /** Quantity × mark − cost. */
  unrealised: v.decimal.optional(),
});
export type PositionLine = z.infer<typeof position>;

/** A line of `GET /v1/accounts/{id}/pnl`: a day (UTC) in a market. Amounts are in `asset`, its quote. */
export const pnl = z.strictObject({
  day: v.day,
  asset: v.asset,
  symbol: v.symbol,
  realised: v.decimal,
  fees: v.decimal,
  /** What was traded. */
  notional: v.amount,
  /** What was open when the day ended. */
  quantity: v.decimal,
  cost: v.decimal,
  mark: valuedAt.optional(),
  /** Quantity × the mark of the day − cost. */
  unrealised: v.decimal.optional(),
});
export type Pnl = z.infer<typeof pnl>;

const rates = { tier: z.string(), makerRate: v.decimal, takerRate: v.decimal } as const;

/** A line of `GET /v1/accounts/{id}/fees`: what orders placed today are charged in a market. */
export const feeRates = z.strictObject({
  symbol: v.symbol,
  /** Of the volume: the quote asset. */
  asset: v.asset,
  ...rates,
  /** What the account traded on the 30 days before today in all markets of the asset. */
  volume: v.amount,
  /** The tier that comes next, and the volume from which on it holds. */
  next: z.strictObject({ ...rates, minVolume: v.amount }).optional(),
});
export type FeeRates = z.infer<typeof feeRates>;

export const withdrawal = z.strictObject({
  withdrawalId: v.withdrawalId,
  asset: v.asset,
  amount: v.amount,
  reference: v.reference,
  status: v.withdrawalStatus,
  /** Why it was rejected. */
  reason: v.reason.optional(),
  requestedAt: v.timestamp,
  /** When it was approved or rejected. */
  decidedAt: v.timestamp.optional(),
});
export type Withdrawal = z.infer<typeof withdrawal>;

/** How much of a limit is used. */
export const limitUse = z.strictObject({
  measure: z.enum(['openOrders', ...v.watched.exclude(['drawdown']).options]),
  /** Of all its markets, or of one market. */
  asset: v.asset.optional(),
  symbol: v.symbol.optional(),
  limit: v.amount,
  /** Absent where a mark is missing. */
  value: v.amount.optional(),
});
export type LimitUse = z.infer<typeof limitUse>;

/** `GET /v1/accounts/{id}/risk`: what the account may do, and how much of it is used. */
export const riskAnswer = z.strictObject({
  accountId: v.accountId,
  ownerGroup: v.accountId,
  status: v.accountStatus,
  /** Its kill switch is on. */
  killed: z.boolean(),
  /** Those of the account, then those of its owner group. */
  limits: z.array(
    z.strictObject({ scope: v.limitsScope, limits: v.limits, uses: z.array(limitUse) }),
  ),
  position: v.count,
});
export type RiskAnswer = z.infer<typeof riskAnswer>;

/** What the auction that is going on would do if it ended now. */
export const indicative = z.strictObject({
  /** Absent when nobody would trade. */
  price: v.amount.optional(),
  quantity: v.amount,
});
export type Indicative = z.infer<typeof indicative>;

export const instrument = z.strictObject({
  symbol: v.symbol,
  base: v.asset,
  quote: v.asset,
  tick: v.amount,
  lot: v.amount,
  minQuantity: v.amount,
  maxQuantity: v.amount,
  minNotional: v.amount,
  maxNotional: v.amount,
  makerRate: v.decimal,
  takerRate: v.decimal,
  selfTradePrevention: v.selfTradePrevention,
  priceBand: v.priceBand.optional(),
  ruleset: v.ruleset,
  state: v.marketState,
  /** When the auction ends that is going on, and what it would do now. */
  auctionDueAt: v.timestamp.optional(),
  indicative: indicative.optional(),
});
export type Instrument = z.infer<typeof instrument>;

/** `GET /v1/instruments/{symbol}` */
export const instrumentAnswer = instrument.extend({ position: v.count });
export type InstrumentAnswer = z.infer<typeof instrumentAnswer>;

export const trade = z.strictObject({
  tradeNumber: v.count,
  price: v.amount,
  quantity: v.amount,
  takerSide: v.side,
  /** An auction made it. */
  auction: z.literal(true).optional(),
  at: v.timestamp,
});
export type Trade = z.infer<typeof trade>;

/** The trades of some time, as they were made. There is no candle for a time without a trade. */
export const candle = z.strictObject({
  openedAt: v.timestamp,
  open: v.amount,
  high: v.amount,
  low: v.amount,
  close: v.amount,
  /** In the base asset. */
  volume: v.amount,
  /** Σ price × quantity, in the quote asset. */
  notional: v.amount,
  trades: v.count,
  /** No trade of this time can come any more: one of a later time is there. */
  final: z.boolean(),
});
export type Candle = z.infer<typeof candle>;

/** `GET /v1/instruments/{symbol}/stats`: the trades after `from`, until and with `to`. Exact. */
export const statsAnswer = z.strictObject({
  symbol: v.symbol,
  from: v.timestamp,
  to: v.timestamp,
  /** Prices are absent where there was no trade. */
  open: v.amount.optional(),
  high: v.amount.optional(),
  low: v.amount.optional(),
  last: v.amount.optional(),
  /** Last less open. */
  change: v.decimal.optional(),
  /** In the base asset. */
  volume: v.amount,
  /** Σ price × quantity, in the quote asset. */
  notional: v.amount,
  trades: v.count,
  position: v.count,
});
export type StatsAnswer = z.infer<typeof statsAnswer>;

/** `[price, quantity]`, best first. */
export const bookLevel = z.tuple([v.amount, v.amount]);
export const book = z.strictObject({
  symbol: v.symbol,
  sequence: z.number().int(),
  bids: z.array(bookLevel),
  asks: z.array(bookLevel),
  position: v.count,
});
export type Book = z.infer<typeof book>;

export const ticker = z.strictObject({
  symbol: v.symbol,
  sequence: z.number().int(),
  state: v.marketState,
  bid: v.amount.nullable(),
  ask: v.amount.nullable(),
  last: v.amount.nullable(),
  trades: v.count,
  /** When the auction ends that is going on, and what it would do now. */
  auctionDueAt: v.timestamp.optional(),
  indicative: indicative.optional(),
  position: v.count,
});
export type Ticker = z.infer<typeof ticker>;

/** `GET /v1/time`: our clock, and the position of the last event on disk. */
export const timeAnswer = z.strictObject({ time: v.timestamp, position: z.number().int() });
export type TimeAnswer = z.infer<typeof timeAnswer>;

const eventPlace = z.strictObject({ stream: z.string(), revision: v.revision });

const actor = z.strictObject({
  userId: z.string(),
  keyId: z.string().optional(),
  sessionId: z.string().optional(),
  requestId: z.string(),
  origin: z.string().optional(),
});

/** An event as the log has it, for auditors. `data` has the schema of its type and version. */
export const auditEvent = z.strictObject({
  eventId: z.uuid(),
  type: z.string(),
  schemaVersion: z.number().int(),
  ...eventPlace.shape,
  hash: z.string(),
  correlationId: z.string(),
  causation: eventPlace.optional(),
  actor: actor.optional(),
  data: z.unknown(),
  position: v.count,
  recordedAt: v.timestamp,
});
export type AuditEvent = z.infer<typeof auditEvent>;

/**
 * One event about an order. Its owner is not told who stood on the other side: of that side only the market's order
 * number is in `data`, and of a cause in its account only the type.
 */
export const trailEntry = z.strictObject({
  position: v.count,
  /** What its writer's clock said, and the store's. */
  at: v.timestamp,
  recordedAt: v.timestamp,
  ...eventPlace.shape,
  type: z.string(),
  /** The event that it answers. */
  cause: eventPlace.partial().extend({ type: z.string() }).optional(),
  /** Who asked, where somebody did. */
  actor: actor.optional(),
  /** What it did to the order, in a sentence for people. */
  what: z.string(),
  data: z.unknown(),
});
export type TrailEntry = z.infer<typeof trailEntry>;

/** A page of a list: pass `next` as `cursor` to go on; null at the end. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    next: z.string().nullable(),
    position: z.number().int(),
  });
}
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly position: number;
}

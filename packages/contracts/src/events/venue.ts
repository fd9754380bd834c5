import { z } from 'zod';
import * as v from '../values.ts';

/** Stream `venue`: what holds for all markets. */
export const venueEvents = {
  /** An asset and how many decimals its minor unit has. Never changes. */
  AssetListed: z.strictObject({
    asset: v.asset,
    at: v.timestamp,
    scale: z.number().int().min(0).max(18),
  }),
  /** Nobody is given it any more: what comes of it lies in suspense. Whoever has it may withdraw it. */
  AssetDelisted: z.strictObject({
    asset: v.asset,
    at: v.timestamp,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    reason: v.reason,
  }),
  /** From here on every market follows these rules. */
  RulesetAdopted: z.strictObject({
    at: v.timestamp,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    ruleset: v.ruleset,
  }),
  /** A market passes over an input that its matcher cannot go past. */
  InputVoided: z.strictObject({
    at: v.timestamp,
    /** The last revision of the market's stream then. It counts only where nothing else came in between. */
    marketRevision: v.revision,
    /** Why, in the operator's words. */
    reason: v.reason,
    /** Of the input. */
    revision: v.revision,
    /** Of the input. */
    stream: z.string().min(1).max(200),
    symbol: v.symbol,
  }),
} as const;

/** Stream `clock`: how late it is for the markets. */
export const clockEvents = {
  /** Whatever is due until then happens now. Never goes back. */
  ClockAdvanced: z.strictObject({ at: v.timestamp, to: v.timestamp }),
} as const;

/** Before markets had rules by number and could begin closed to trading. */
const instrumentListedV1 = z.strictObject({
  at: v.timestamp,
  base: v.asset,
  baseScale: z.number().int().min(0).max(18),
  calendar: z.enum(['24x7']),
  feeTiers: z.array(v.feeTier).min(1),
  lot: v.amount,
  maxNotional: v.amount,
  maxQuantity: v.amount,
  minNotional: v.amount,
  minQuantity: v.amount,
  priceBand: v.priceBand.optional(),
  /** The share of the reference price that an order without a limit may move through: `0.1`. */
  protectionRate: v.amount,
  quote: v.asset,
  quoteScale: z.number().int().min(0).max(18),
  /** Used until the first trade. */
  referencePrice: v.amount.optional(),
  /** The rules that the market begins with; 1 where it is not there. */
  ruleset: v.ruleset.optional(),
  /** What orders do that say nothing else. */
  selfTradePrevention: v.selfTradePrevention,
  /** What the market is when it is listed; open where it is not there. */
  startsIn: z.enum(['open', 'pre-open']).optional(),
  symbol: v.symbol,
  tick: v.amount,
});

/** Stream `instrument-{symbol}`: the definition of a market and what operators ask of it. */
export const instrumentEvents = {
  /** Tick, lot, base and quote never change: another tick is another symbol. */
  InstrumentListed: instrumentListedV1.extend({
    /** The rules that the market begins with. */
    ruleset: v.ruleset,
    /** What the market is when it is listed. */
    startsIn: z.enum(['open', 'pre-open']),
  }),
  /** From here on orders are placed with these rates; those that were placed before keep theirs. */
  FeeTiersChanged: z.strictObject({
    at: v.timestamp,
    feeTiers: z.array(v.feeTier).min(1),
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    symbol: v.symbol,
  }),
  /** What an operator asks of the market. */
  MarketStateRequested: z.strictObject({
    at: v.timestamp,
    /** Of an auction: when it ends. */
    dueAt: v.timestamp.optional(),
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    symbol: v.symbol,
    /** Of an auction: what the market is after it. */
    next: z.enum(['open', 'closed']).optional(),
    to: v.marketState,
  }),
} as const;

/** Earlier versions of what is above. */
export const earlierInstrumentEvents = {
  InstrumentListed: { 1: instrumentListedV1 },
} as const;

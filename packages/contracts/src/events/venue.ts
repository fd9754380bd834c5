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
} as const;

/** Stream `instrument-{symbol}`: the definition of a market and what operators ask of it. */
export const instrumentEvents = {
  /** Tick, lot, base and quote never change: another tick is another symbol. */
  InstrumentListed: z.strictObject({
    at: v.timestamp,
    base: v.asset,
    baseScale: z.number().int().min(0).max(18),
    calendar: z.enum(['24x7']),
    feeTiers: z
      .array(z.strictObject({ makerRate: v.decimal, takerRate: v.decimal, tier: z.string() }))
      .min(1),
    lot: v.amount,
    maxNotional: v.amount,
    maxQuantity: v.amount,
    minNotional: v.amount,
    minQuantity: v.amount,
    /** The share of the reference price that a market order may move through: `0.1`. */
    protectionRate: v.amount,
    quote: v.asset,
    quoteScale: z.number().int().min(0).max(18),
    /** Used until the first trade. */
    referencePrice: v.amount.optional(),
    selfTradePrevention: v.selfTradePrevention,
    symbol: v.symbol,
    tick: v.amount,
  }),
} as const;

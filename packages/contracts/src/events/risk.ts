import { z } from 'zod';
import * as v from '../values.ts';

/** One limit and the measure that it bounds. Amounts are in the asset, a position is a quantity, a concentration a share. */
const ofLimit = {
  /** The quote asset whose markets are measured; a position has a market instead. */
  asset: v.asset.optional(),
  at: v.timestamp,
  limit: v.amount,
  measure: v.watched,
  scope: v.limitsScope,
  /** Of a position only. */
  symbol: v.symbol.optional(),
  value: v.amount,
} as const;

/** Stream `risk-{account}`: how near an account, or the group that it leads, is to its limits. */
export const riskEvents = {
  /** A measure has come up to a share of its limit. Said once, and again only after it was below. */
  RiskThresholdCrossed: z.strictObject({
    ...ofLimit,
    /** Of the limit. */
    percent: v.threshold,
  }),
  /**
   * A hard limit is reached. The account, or every account of the group, trips its kill switch for it. Stands behind the
   * `RiskThresholdCrossed` of 100 percent, in the same append.
   */
  RiskKillSwitchRequested: z.strictObject(ofLimit),
} as const;

/** Stream `mark-{symbol}`: where a market was at the end of each day. */
export const markEvents = {
  /** What positions are valued at when the day ends and the next one begins. */
  MarkRecorded: z.strictObject({
    at: v.timestamp,
    /** The day that ended. One at whose end nobody ran the clock has no mark of its own. */
    day: v.day,
    price: v.amount,
    /** The middle of the best bid and ask, the last trade, or what the market was listed with. */
    source: v.markSource,
    symbol: v.symbol,
  }),
} as const;

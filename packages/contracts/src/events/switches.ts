import { z } from 'zod';
import * as v from '../values.ts';

/** Streams `account-{id}`, `instrument-{symbol}` and `venue`: the kill switch of an account, of a market, of all markets. */
export const switchEvents = {
  /**
   * From here on nothing fills in its scope: no order is taken there until it is released. `OrdersCancelRequested` stands
   * right behind it, in the same append.
   */
  KillSwitchTripped: z.strictObject({
    at: v.timestamp,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    /** Why, in words. */
    reason: v.reason,
    /** The `RiskKillSwitchRequested` that an account obeys: whose `risk-{account}` it is in, and its revision there. */
    risk: z.strictObject({ accountId: v.accountId, revision: v.revision }).optional(),
    /** In `instrument-{symbol}` only. */
    symbol: v.symbol.optional(),
  }),
  /** Orders are taken again, unless another switch says otherwise. What was cancelled stays cancelled. */
  KillSwitchReleased: z.strictObject({
    at: v.timestamp,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    /** Why, in words. */
    reason: v.reason,
    /** In `instrument-{symbol}` only. */
    symbol: v.symbol.optional(),
  }),
} as const;

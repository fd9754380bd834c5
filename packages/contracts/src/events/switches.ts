import { z } from 'zod';
import * as v from '../values.ts';

/**
 * Streams `account-{id}`, `instrument-{symbol}` and `venue`: the kill switch of an account, of a market, of all markets.
 * It is tripped in one append with `OrdersCancelRequested`.
 */
export const switchEvents = {
  /** From here on nothing fills in its scope: no order is taken there until it is released. */
  KillSwitchTripped: z.strictObject({
    at: v.timestamp,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    /** Why, in words. */
    reason: z.string().min(1).max(500),
    /** In `instrument-{symbol}` only. */
    symbol: v.symbol.optional(),
  }),
  /** Orders are taken again, unless another switch says otherwise. What was cancelled stays cancelled. */
  KillSwitchReleased: z.strictObject({
    at: v.timestamp,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    /** Why, in words. */
    reason: z.string().min(1).max(500),
    /** In `instrument-{symbol}` only. */
    symbol: v.symbol.optional(),
  }),
} as const;

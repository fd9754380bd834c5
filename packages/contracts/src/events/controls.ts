import { z } from 'zod';
import * as v from '../values.ts';

/** Stream `account-{id}`: what the account may do at all. */
export const controlEvents = {
  AccountStatusChanged: z.strictObject({
    at: v.timestamp,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    reason: v.reason,
    receivedAt: v.timestamp,
    status: v.settableStatus,
  }),
  /**
   * An outcome of a market contradicts the account. Nothing is settled or decided here any more; `OrdersCancelRequested`
   * follows at once.
   */
  AccountFrozen: z.strictObject({
    at: v.timestamp,
    /** Of the outcome. */
    marketRevision: v.revision,
    reason: z.enum(['order-missing', 'remaining-differs', 'limit-passed', 'money-exceeded']),
    symbol: v.symbol,
  }),
  /** From here on these limits hold for the account, or for all accounts of the group that it leads; no others do. */
  LimitsChanged: z.strictObject({
    at: v.timestamp,
    /** What the operator named the request. */
    idempotencyKey: v.reference.optional(),
    limits: v.limits,
    receivedAt: v.timestamp,
    scope: v.limitsScope,
  }),
  /** The client has said that it is there. */
  SilenceTimerSet: z.strictObject({
    at: v.timestamp,
    /** When every order is cancelled unless the client is heard again. Absent where the timer is taken off. */
    dueAt: v.timestamp.optional(),
    /** What the client named its request. */
    idempotencyKey: v.reference.optional(),
    receivedAt: v.timestamp,
    /** How long the client may be silent; 0 where the timer is taken off. */
    timeoutMs: v.count,
  }),
  /** The client was silent for too long; `OrdersCancelRequested` follows at once. */
  SilenceTimerFired: z.strictObject({
    at: v.timestamp,
    dueAt: v.timestamp,
    /** How late it was, as the clock said. */
    to: v.timestamp,
  }),
} as const;

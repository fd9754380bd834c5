import { z } from 'zod';
import * as v from '../values.ts';

/** A whole number as it stands in a URL: no sign, no leading zeros. */
function wholeNumber(least: number, most: number) {
  return z
    .string()
    .max(16)
    .regex(/^(0|[1-9]\d*)$/, 'a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `from ${least} to ${most}`)
    .meta({ bounds: { minimum: least, maximum: most } });
}

export const PAGE_LIMIT = 100;
export const PAGE_LIMIT_MAX = 500;
/** Of events and trails, which nobody draws on a screen. */
export const AUDIT_PAGE_LIMIT_MAX = 1_000;
export const DEPTH_LIMIT = 50;
export const DEPTH_LIMIT_MAX = 500;

const count = wholeNumber(0, Number.MAX_SAFE_INTEGER);

/** The answer reflects at least this log position, or is 503: a client passes the position of its last receipt. */
const minPosition = { minPosition: count.optional() } as const;

const pageOf = <Cursor extends z.ZodType>(cursor: Cursor) =>
  ({
    /** `next` of the page before. */
    cursor: cursor.optional(),
    limit: wholeNumber(1, PAGE_LIMIT_MAX).optional(),
    ...minPosition,
  }) as const;

/** The place of a row in a list that shows the newest first: its time, then numbers that never change. */
export type Place = readonly [at: string, ...numbers: number[]];

/** A place as its cursor writes it: milliseconds and so many numbers, with dots between them. */
function placeOf(numbers: number) {
  const form = new RegExp(`^\\d{1,13}(\\.(0|[1-9]\\d{0,14})){${numbers}}$`);
  return z
    .string()
    .regex(form, 'the "next" of a page')
    .transform((text): Place => {
      const [ms = 0, ...rest] = text.split('.').map(Number);
      return [new Date(ms).toISOString(), ...rest];
    });
}

/** From a moment on, and before another one. */
const during = { from: v.timeInput.optional(), to: v.timeInput.optional() } as const;

/** `GET` of one thing */
export const oneQuery = z.strictObject(minPosition);

/** `GET /v1/orders`, newest first, by when they were decided. `unfinished` are those that are pending or open. */
export const ordersQuery = z.strictObject({
  symbol: v.symbol.optional(),
  status: z.enum([...v.orderStatus.options, 'unfinished']).optional(),
  clientOrderId: v.clientOrderId.optional(),
  ...during,
  ...pageOf(placeOf(1)),
});
export type OrdersQuery = z.infer<typeof ordersQuery>;

/** `GET /v1/fills`, newest first, by when they were settled. */
export const fillsQuery = z.strictObject({
  symbol: v.symbol.optional(),
  orderId: v.orderId.optional(),
  ...during,
  ...pageOf(placeOf(2)),
});
export type FillsQuery = z.infer<typeof fillsQuery>;

/** `GET /v1/accounts/{id}/balances`, by asset */
export const balancesQuery = z.strictObject(pageOf(v.asset));

/** `GET /v1/accounts/{id}/statement`, newest first, by when money was entered. */
export const statementQuery = z.strictObject({
  asset: v.asset.optional(),
  ...during,
  ...pageOf(placeOf(2)),
});

/** `GET /v1/accounts/{id}/positions`, by symbol, and by strategy where that is asked for */
export const positionsQuery = z.strictObject({
  by: z.enum(['strategy']).optional(),
  ...pageOf(
    z
      .string()
      .regex(/^[A-Z0-9]{1,10}-[A-Z0-9]{1,10}(\.[A-Za-z0-9_-]{0,36})?$/, 'the "next" of a page')
      .transform((text) => {
        const [symbol = '', strategy = ''] = text.split('.');
        return { symbol, strategy };
      }),
  ),
});

/** `GET /v1/accounts/{id}/pnl`, newest day first: from a day to a day, both among them */
export const pnlQuery = z.strictObject({
  from: v.day.optional(),
  to: v.day.optional(),
  ...pageOf(
    z
      .string()
      .regex(/^\d{4}-\d\d-\d\d\.[A-Z0-9]{1,10}-[A-Z0-9]{1,10}$/, 'the "next" of a page')
      .transform((text) => text.split('.') as [day: string, symbol: string]),
  ),
});

/** `GET /v1/accounts/{id}/fees`, by symbol */
export const feesQuery = z.strictObject(pageOf(v.symbol));

/** `GET /v1/accounts/{id}/withdrawals`, newest first, by when they were requested. */
export const withdrawalsQuery = z.strictObject({
  status: v.withdrawalStatus.optional(),
  ...during,
  ...pageOf(placeOf(1)),
});

/** `GET /v1/instruments`, by symbol */
export const instrumentsQuery = z.strictObject(pageOf(v.symbol));

/** `GET /v1/instruments/{symbol}/trades`, newest first. */
export const tradesQuery = z.strictObject({ ...during, ...pageOf(placeOf(1)) });
export type TradesQuery = z.infer<typeof tradesQuery>;

export type CandleInterval = z.infer<typeof v.candleInterval>;
export const CANDLE_INTERVAL: CandleInterval = '1m';

/** `GET /v1/instruments/{symbol}/candles`, newest first, by when they begin */
export const candlesQuery = z.strictObject({
  interval: v.candleInterval.optional(),
  ...during,
  ...pageOf(placeOf(0)),
});

/** `GET /v1/instruments/{symbol}/stats`: the 24 hours up to a moment; up to now where it is left out. */
export const statsQuery = z.strictObject({ at: v.timeInput.optional(), ...minPosition });

/** `GET /v1/instruments/{symbol}/book`: so many levels of each side. */
export const bookQuery = z.strictObject({
  depth: wholeNumber(1, DEPTH_LIMIT_MAX).optional(),
  ...minPosition,
});

/**
 * `GET /v1/audit/events`: with a stream the events after a revision of it, without one those after a log position;
 * from the beginning where `after` is left out. `next` of a page is the `after` of the next one.
 */
export const auditEventsQuery = z.strictObject({
  stream: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'the name of a stream')
    .optional(),
  after: count.optional(),
  limit: wholeNumber(1, AUDIT_PAGE_LIMIT_MAX).optional(),
  ...minPosition,
});

/**
 * `GET /v1/audit/orders/{orderId}`: all that is about one order, oldest first. The cursor is the log position up to which
 * it was looked for, and behind a dot the one at which the order was over.
 */
export const trailQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^(0|[1-9]\d{0,14})(\.(0|[1-9]\d{0,14}))?$/, 'the "next" of a page')
    .transform((text): TrailCursor => {
      const [after = 0, settledAt] = text.split('.').map(Number);
      return settledAt === undefined ? { after } : { after, settledAt };
    })
    .optional(),
  limit: wholeNumber(1, AUDIT_PAGE_LIMIT_MAX).optional(),
  ...minPosition,
});

export interface TrailCursor {
  readonly after: number;
  readonly settledAt?: number;
}

/** `GET` of what has no parameters */
export const noQuery = z.strictObject({});

export const orderPath = z.strictObject({ orderId: v.orderId });
export const accountPath = z.strictObject({ id: v.accountId });
export const symbolPath = z.strictObject({ symbol: v.symbol });

import type { z } from 'zod';
import * as q from './queries.ts';

/** A route of the read edge. */
export interface Read {
  readonly query: z.ZodObject;
  /** Of a list: what it is sorted by, and how many items a page has. */
  readonly list?: {
    readonly order: string;
    readonly limit: number;
    readonly limitMax: number;
    /** Also as `text/csv`. */
    readonly csv?: true;
  };
}

const list = (order: string) =>
  ({ order, limit: q.PAGE_LIMIT, limitMax: q.PAGE_LIMIT_MAX }) as const;
const auditList = (order: string) =>
  ({ order, limit: q.PAGE_LIMIT, limitMax: q.AUDIT_PAGE_LIMIT_MAX }) as const;

/** Everything that can be read by `GET`, by its path. */
export const READS = {
  '/v1/orders': { query: q.ordersQuery, list: list('`decidedAt`, newest first') },
  '/v1/orders/{orderId}': { query: q.oneQuery },
  '/v1/fills': { query: q.fillsQuery, list: { ...list('`at`, newest first'), csv: true } },
  '/v1/accounts/{id}/balances': { query: q.balancesQuery, list: list('`asset`') },
  '/v1/accounts/{id}/statement': {
    query: q.statementQuery,
    list: { ...list('`at`, newest first'), csv: true },
  },
  '/v1/accounts/{id}/withdrawals': {
    query: q.withdrawalsQuery,
    list: list('`requestedAt`, newest first'),
  },
  '/v1/accounts/{id}/positions': { query: q.positionsQuery, list: list('`symbol`, `strategy`') },
  '/v1/accounts/{id}/pnl': { query: q.pnlQuery, list: list('`day`, newest first, and `symbol`') },
  '/v1/accounts/{id}/fees': { query: q.feesQuery, list: list('`symbol`') },
  '/v1/accounts/{id}/risk': { query: q.oneQuery },
  '/v1/instruments': { query: q.instrumentsQuery, list: list('`symbol`') },
  '/v1/instruments/{symbol}': { query: q.oneQuery },
  '/v1/instruments/{symbol}/book': { query: q.bookQuery },
  '/v1/instruments/{symbol}/ticker': { query: q.oneQuery },
  '/v1/instruments/{symbol}/trades': {
    query: q.tradesQuery,
    list: list('`at`, newest first'),
  },
  '/v1/instruments/{symbol}/candles': {
    query: q.candlesQuery,
    list: list('`openedAt`, newest first'),
  },
  '/v1/instruments/{symbol}/stats': { query: q.statsQuery },
  '/v1/time': { query: q.oneQuery },
  '/v1/audit/events': {
    query: q.auditEventsQuery,
    list: auditList('`position`, or `revision` within a stream'),
  },
  '/v1/audit/orders/{orderId}': { query: q.trailQuery, list: auditList('`position`') },
} as const satisfies Readonly<Record<string, Read>>;

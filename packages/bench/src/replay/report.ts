import type { Receipt, Trade } from '@truetape/contracts';
import type { LatencySummary } from '../measure/latencies.ts';
import type { BookReport } from './compare/book-tally.ts';
import { commonSubsequenceLength } from './compare/common-subsequence.ts';
import { commonCount } from './compare/multiset.ts';
import type { RecordedTrade } from './recording/flow.ts';
import { decimalOf } from './venue/decimal.ts';
import { PRICE_SCALE, QUANTITY_SCALE } from './venue/terms.ts';

export interface ReplayReport {
  readonly symbol: string;
  /** New orders placed; `commands` counts cancels and replaces as well. */
  readonly orders: number;
  readonly commands: number;
  readonly trades: readonly Trade[];
  readonly recordedTrades: number;
  /** Recorded trades that ours pair off with, by price and size. */
  readonly matched: number;
  /** The longest common subsequence of both by price and size. */
  readonly inOrder: number;
  readonly books: BookReport;
  /** Cancels and replaces of orders that were closed before, and of orders that nobody had placed yet. */
  readonly cancelsTooLate: number;
  readonly replacesTooLate: number;
  readonly changesOfUnknownOrders: number;
  /** How often a command was sent again because no answer came. */
  readonly repeats: number;
  /** Feeding the orders, without reading books and without waiting for the pace of `--speed`. */
  readonly feedMs: number;
  readonly bookMs: number;
  readonly ack: LatencySummary;
  readonly fill: LatencySummary;
  readonly receipts: readonly Receipt[];
}

/** Exactly what `--json` prints. */
export function replayJson(report: ReplayReport) {
  return {
    orders: report.orders,
    trades: report.trades.length,
    recordedTrades: report.recordedTrades,
    matched: report.matched,
    inOrder: report.inOrder,
    bookSnapshots: report.books.compared,
    bookSnapshotsEqual: report.books.equal,
    ordersPerSecond: perSecond(report.orders, report.feedMs),
    ackMsP50: report.ack.p50Ms,
    ackMsP99: report.ack.p99Ms,
    fillMsP50: report.fill.p50Ms,
    fillMsP99: report.fill.p99Ms,
  };
}

export function compareTrades(trades: readonly Trade[], recorded: readonly RecordedTrade[]) {
  const ours = trades.map((trade) => `${trade.price} ${trade.quantity}`);
  const theirs = recorded.map(({ priceCents, quantityUnits }) => {
    const quantity = decimalOf(quantityUnits, QUANTITY_SCALE);
    return `${decimalOf(priceCents, PRICE_SCALE)} ${quantity}`;
  });
  return {
    recordedTrades: recorded.length,
    matched: commonCount(ours, theirs),
    inOrder: commonSubsequenceLength(ours, theirs),
  };
}

export function perSecond(count: number, durationMs: number): number {
  return durationMs <= 0 ? 0 : Math.round((count / durationMs) * 10_000) / 10;
}

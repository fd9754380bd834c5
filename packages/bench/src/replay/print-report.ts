import { type BookReport, STANDING_BOOKS } from './compare/book-tally.ts';
import { perSecond, type ReplayReport } from './report.ts';

const number = (value: number) => value.toLocaleString('en-US');
const share = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
const ms = (value: number | null) => (value === null ? '–' : `${value.toFixed(2)} ms`);

/** The report for a person. */
export function reportLines(report: ReplayReport): readonly string[] {
  const { books } = report;
  const commandRate = perSecond(report.commands, report.feedMs);
  return [
    `market          ${report.symbol}`,
    `orders          ${number(report.orders)} (${number(report.commands)} commands)`,
    `too late        ${number(report.cancelsTooLate)} cancels, ${report.replacesTooLate} replaces of orders already closed`,
    ...(report.changesOfUnknownOrders === 0
      ? []
      : [`unknown orders  ${report.changesOfUnknownOrders} changes of orders not placed`]),
    ...(report.repeats === 0 ? [] : [`sent again      ${number(report.repeats)} commands`]),
    `trades          ${number(report.trades.length)}, recorded ${number(report.recordedTrades)}`,
    `matched         ${number(report.matched)} (${share(report.matched, report.recordedTrades)}) in price and size`,
    `in order        ${number(report.inOrder)} (${share(report.inOrder, report.recordedTrades)})`,
    `books equal     ${number(books.equal)} of ${number(books.compared)} (${share(books.equal, books.compared)})`,
    ...explainBooks(books).map((line) => `                ${line}`),
    `rate            ${number(perSecond(report.orders, report.feedMs))} orders/s, ${number(commandRate)} commands/s, one in flight`,
    `ack             p50 ${ms(report.ack.p50Ms)}, p99 ${ms(report.ack.p99Ms)}`,
    `fill            p50 ${ms(report.fill.p50Ms)}, p99 ${ms(report.fill.p99Ms)} (${report.fill.count} seen on the feed)`,
  ];
}

/** Why the books that differ do. Empty when none differs. */
export function explainBooks(books: BookReport): readonly string[] {
  if (books.compared === books.equal) return [];
  const { causes } = books;
  const lines = [
    `${number(causes['orders-not-recorded'])} differ only by orders the recording lacks: the venue shows more`,
    `${number(causes['orders-recorded-twice'])} only by orders the recording enters twice (${books.ordersRecordedTwice}): we show them still`,
    `${number(causes.both)} by both, ${number(causes.other)} otherwise; the first at seq ${books.firstDifferent}`,
  ];
  if (books.levelsNotRecorded > 0) {
    const standing = `${(100 * books.standingShare).toFixed(0)} %`;
    lines.push(
      `${number(books.levelsNotRecorded)} levels are the venue's alone; ${standing} of their sightings are of levels seen in ${STANDING_BOOKS} books or more`,
    );
  }
  return lines;
}

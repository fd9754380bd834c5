import type { AccountThen, MarketThen, OrderInBook, StateThen } from '@truetape/audit';
import { printLines, terminalWidth } from './print.ts';
import { type TableRow, tableLines } from './table.ts';

export function printState(state: StateThen): void {
  printLines(stateLines(state, terminalWidth()));
}

/** Balances, open orders and books, each below its own heading. */
export function stateLines(state: StateThen, width: number): readonly string[] {
  const { accounts, markets } = state;
  return [
    headingOf(state),
    ...section('Balances', BALANCE, accounts.flatMap(balancesOf), width),
    ...section('Open orders', ORDER, accounts.flatMap(ordersOf), width),
    ...markets.flatMap((market) => [
      ...section(marketHeading(market), BOOK, ordersInBook(market), width),
      `digest of what it shows: ${market.digest}`,
    ]),
  ];
}

function headingOf({ position, event }: StateThen): string {
  if (event === undefined) return 'Nothing had been recorded.';
  const { stream, revision, type, recordedAtMs } = event;
  const recorded = new Date(recordedAtMs).toISOString();
  return `After position ${position}, ${stream}:${revision} ${type}, recorded ${recorded}.`;
}

function section(
  heading: string,
  columns: readonly string[],
  rows: readonly TableRow[],
  width: number,
): readonly string[] {
  return rows.length === 0
    ? ['', `${heading}: none`]
    : ['', heading, ...tableLines(columns, rows, width)];
}

const BALANCE = ['account', 'asset', 'total', 'held', 'free'];

const balancesOf = ({ accountId, balances }: AccountThen): readonly TableRow[] =>
  balances.map((balance) => ({ account: accountId, ...balance }));

const ORDER = [
  'account',
  'order',
  'name',
  'market',
  'status',
  'side',
  'type',
  'force',
  'price',
  'stop',
  'quantity',
  'filled',
  'holds',
];

const ordersOf = ({ accountId, openOrders }: AccountThen): readonly TableRow[] =>
  openOrders.map(({ orderId, clientOrderId, symbol, timeInForce, stopPrice, hold, ...order }) => ({
    account: accountId,
    order: orderId,
    name: clientOrderId,
    market: symbol,
    status: order.status,
    side: order.side,
    type: order.type,
    force: timeInForce,
    price: order.price,
    stop: stopPrice,
    quantity: order.quantity,
    filled: order.filled,
    holds: `${hold.amount} ${hold.asset}`,
  }));

function marketHeading({ symbol, state, ruleset, lastPrice, sequence }: MarketThen): string {
  const last = lastPrice === undefined ? '' : `, last price ${lastPrice}`;
  return `${symbol}: ${state}, ruleset ${ruleset}${last}, after market-${symbol}:${sequence}`;
}

const BOOK = ['side', 'price', 'number', 'order', 'shown', 'left'];

/** Asks above bids, as people draw a book, and below it those that wait for their stops. */
const ordersInBook = ({ asks, bids, waiting }: MarketThen): readonly TableRow[] => [
  ...[...asks].reverse().map((order) => rowOf(order, 'ask')),
  ...bids.map((order) => rowOf(order, 'bid')),
  ...waiting.map((order) => rowOf(order, `${order.side} stop`)),
];

const rowOf = ({ price, orderNumber, orderId, shown, left }: OrderInBook, side: string) => ({
  side,
  price,
  number: String(orderNumber),
  order: orderId,
  shown,
  left,
});

import type { Row } from '@truetape/read-models';
import { fillLine } from '../../src/lines/fill-line.ts';
import { orderLine } from '../../src/lines/order-line.ts';
import { positionLine } from '../../src/lines/position-line.ts';
import type { FoldStore } from './fold-store.ts';

/** What the rows say of an account, in the form in which a client has it; without what is free, which is no column. */
export function shownBy(store: FoldStore, accountId: string) {
  const rowsOf = (table: string, by: string) =>
    store
      .rowsOf(accountId, table)
      .toSorted((one, other) => (text(one, by) < text(other, by) ? -1 : 1));
  const [account] = store.rowsOf(accountId, 'accounts');
  return {
    orders: rowsOf('orders', 'order_id')
      .filter(({ status }) => status === 'pending' || status === 'open')
      .map(orderLine),
    fills: store.rowsOf(accountId, 'fills').map(fillLine),
    balances: rowsOf('balances', 'asset').map(({ asset, total, held }) => ({ asset, total, held })),
    positions: rowsOf('positions', 'symbol').map(positionLine),
    risk: {
      status: account?.status,
      killed: account?.is_killed,
      limits: rowsOf('limits', 'scope').map(({ scope, limits }) => ({ scope, limits })),
    },
  };
}

const text = (row: Row, column: string) => String(row[column]);

import { atto, shown } from '../model/decimal.ts';
import type { Model } from '../model/model.ts';
import type { ModelAccount } from '../model/model-account.ts';
import type { SimulatedRows } from '../store/simulated-rows.ts';
import { holds } from '../violation.ts';

/** The rows of balances and holds are those of the model: it has read as far, and shares nothing with their fold. */
export function checkRows({ tables }: SimulatedRows, model: Model): void {
  const holdsOf = tables.get('holds') ?? new Map();
  let open = 0;
  for (const [accountId, account] of model.accounts) {
    for (const [asset, { total, held }] of account.balances) {
      const row = tables.get('balances')?.get(`${accountId} ${asset}`);
      const isRight = row?.total === shown(total) && row?.held === shown(held);
      // An asset that an order only might have held has no row.
      holds(isRight || (row === undefined && total === 0n), 'rows say what accounts have', () => {
        return `${accountId} has ${shown(total)} ${asset}, ${shown(held)} held, not ${JSON.stringify(row)}`;
      });
    }
    checkStrategies(tables, account);
    for (const order of account.openOrders) {
      open += 1;
      const row = holdsOf.get(order.orderId);
      const isRight = row !== undefined && atto(String(row.amount)) === order.hold;
      holds(isRight, 'rows say what orders hold', () => {
        return `${order.orderId} holds ${shown(order.hold)}, not ${JSON.stringify(row)}`;
      });
    }
  }
  holds(
    holdsOf.size === open,
    'only open orders hold',
    () => `${holdsOf.size} rows, ${open} orders`,
  );
}

/** What a strategy has paid is what is open of it cost, less what closing the rest has brought. */
function checkStrategies(tables: SimulatedRows['tables'], account: ModelAccount): void {
  for (const [strategy, { bought, paid, fee }] of account.byStrategy) {
    const key = `${account.accountId} ${strategy}`;
    const row = tables.get('strategy_positions')?.get(key);
    const of = (column: string) => atto(String(row?.[column]));
    const isRight =
      row !== undefined &&
      of('quantity') === bought &&
      of('cost') - of('realised') === paid &&
      of('fees') === fee;
    holds(isRight, 'rows say what a strategy has traded', () => {
      return `${key}: ${shown(bought)} for ${shown(paid)}, fees ${shown(fee)}, not ${JSON.stringify(row)}`;
    });
  }
}

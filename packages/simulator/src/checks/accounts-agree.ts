import { formatMinor } from '@truetape/codec';
import { shown } from '../model/decimal.ts';
import type { Model } from '../model/model.ts';
import { holds } from '../violation.ts';
import type { OrderDesk } from '../world/order-desk.ts';

/** An account as its process has it is the account that the model has at the same revision. */
export function checkAccount({ accounts }: OrderDesk, accountId: string, model: Model): void {
  const state = accounts.stateOf(accountId);
  const account = model.accounts.get(accountId);
  if (state.status !== 'open' || account === undefined) return;
  if (state.revision !== account.revision) return;
  for (const [asset, { total, held }] of state.balances) {
    const scale = accounts.catalogue.assets.get(asset) ?? 0;
    const have = `${formatMinor(total, scale)} of which ${formatMinor(held, scale)} held`;
    const balance = account.balance(asset);
    const want = `${shown(balance.total)} of which ${shown(balance.held)} held`;
    holds(have === want, 'an account has what its events say', () => {
      return `${accountId} has ${have} ${asset}, not ${want}, at revision ${state.revision}`;
    });
  }
  for (const [symbol, { position }] of state.holdings) {
    const { lots } = position.open;
    const lot = model.venue.instruments.get(symbol)?.lot ?? 0n;
    const want = account.positions.get(symbol)?.quantity ?? 0n;
    holds(lots * lot === want, 'an account has the positions that its events say', () => {
      return `${accountId} has ${lots} lots of ${symbol}, not ${shown(want)}`;
    });
  }
  const open = account.openOrders.size;
  holds(state.orders.size === open, 'an account has the open orders that its events say', () => {
    return `${accountId} has ${state.orders.size}, not ${open}`;
  });
}

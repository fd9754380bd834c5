import { type Catalogue, marketIn } from '@truetape/codec';
import { type Account, type AccountEvent, orderIdOf } from '@truetape/domain';

/** What an event of an account may change: balances by asset, and orders with what they hold. */
export interface Changed {
  readonly assets: readonly string[];
  readonly orderIds: readonly string[];
}

const NOTHING_CHANGED: Changed = { assets: [], orderIds: [] };

/** What the event itself speaks of. */
export function changedBy(
  event: AccountEvent,
  accountId: string,
  revision: number,
  catalogue: Catalogue,
  before: Account | undefined,
): Changed {
  switch (event.type) {
    case 'AccountOpened':
    case 'AccountStatusChanged':
    case 'AccountFrozen':
    case 'KillSwitchTripped':
    case 'KillSwitchReleased':
    case 'LimitsChanged':
    case 'SilenceTimerSet':
    case 'SilenceTimerFired':
    case 'OrderCancelRequested':
    case 'OrdersCancelRequested':
      return NOTHING_CHANGED;
    case 'CorrectionSettled':
      return { assets: event.lines.map(({ asset }) => asset), orderIds: [] };
    case 'WithdrawalRejected':
      return { assets: withdrawnAssets(before, event.withdrawalId), orderIds: [] };
    case 'FundsDeposited':
    case 'WithdrawalRequested':
    case 'FundsWithdrawn':
    case 'TransferSent':
    case 'TransferReceived':
      return { assets: [event.asset], orderIds: [] };
    case 'OrderPlaced': {
      const { base, quote } = event.units;
      const asset = event.terms.side === 'buy' ? quote : base;
      return { assets: [asset], orderIds: [orderIdOf(accountId, revision)] };
    }
    case 'OrderReplaceRequested':
      return { assets: [event.holdAsset], orderIds: [event.orderId] };
    case 'TradeSettled':
    case 'TradePreventionSettled':
      return {
        assets: assetsOf(event.symbol, catalogue),
        orderIds: event.legs.map((leg) => leg.orderId),
      };
    case 'OrderClosed':
    case 'OrderReplaceSettled':
      return { assets: assetsOf(event.symbol, catalogue), orderIds: [event.orderId] };
  }
}

function withdrawnAssets(before: Account | undefined, withdrawalId: string): readonly string[] {
  const pending = before?.withdrawals.get(withdrawalId);
  return pending === undefined ? [] : [pending.asset];
}

function assetsOf(symbol: string, catalogue: Catalogue): readonly string[] {
  const { base, quote } = marketIn(catalogue, symbol).instrument.units;
  return [base, quote];
}

/** The other legs of their pairs: what becomes of one leg changes what the other one holds. */
export function partnersOf(state: Account, { orderIds }: Changed): readonly string[] {
  return orderIds.flatMap((orderId) => state.orders.get(orderId)?.partner?.orderId ?? []);
}

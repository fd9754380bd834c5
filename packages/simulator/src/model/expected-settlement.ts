import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { type Atto, atto, shown, times } from './decimal.ts';
import type { ModelAccount } from './model-account.ts';
import { feeSoFar } from './model-order.ts';

/** What an account must write of an outcome: its type, and its data but for the time. */
export interface ExpectedSettlement {
  readonly type: string;
  readonly data: object;
}

type Rule = (event: RecordedEvent, account: ModelAccount) => ExpectedSettlement | undefined;

/** By the type of the outcome. Undefined: nothing is left to settle. */
export const SETTLEMENTS: Readonly<Record<string, Rule>> = {
  TradeExecuted: (event, account) => {
    const { price, quantity, tradeNumber } = event.data as Data<'TradeExecuted'>;
    const notional = times(atto(price), atto(quantity));
    const legs = legsOf(event.data as Data<'TradeExecuted'>, account, notional);
    const data = { legs, notional: shown(notional), price, quantity, tradeNumber };
    return { type: 'TradeSettled', data };
  },
  TradePrevented: (event, account) => {
    const { price, quantity, maker, taker } = event.data as Data<'TradePrevented'>;
    const legs = [maker, taker]
      .filter(({ accountId }) => accountId === account.accountId)
      .map(({ orderId, remaining }) => ({ orderId, quantity, remaining }));
    return { type: 'TradePreventionSettled', data: { legs, price } };
  },
  OrderCancelled: (event) => closed(event, 'cancelled', 'reason'),
  OrderRejected: (event) => closed(event, 'rejected', 'code'),
  OrderExpired: (event) => closed(event, 'expired'),
  OrderReplaced: (event) => {
    const { orderId, price, quantity } = event.data as Data<'OrderReplaced'>;
    const requestRevision = event.causation?.revision;
    const data = { orderId, price, quantity, replaced: true, requestRevision };
    return { type: 'OrderReplaceSettled', data };
  },
  OrderReplaceRejected: (event, account) => {
    const { orderId } = event.data as Data<'OrderReplaceRejected'>;
    const order = account.orders.get(orderId);
    if (order?.status !== 'open') return undefined;
    const requestRevision = event.causation?.revision;
    const terms = { price: shown(order.limit), quantity: shown(order.quantity) };
    const data = { orderId, ...terms, replaced: false, requestRevision };
    return { type: 'OrderReplaceSettled', data };
  },
};

/** The maker's leg first. Each adds to the fee of its order what is not charged yet of the fee on all its fills. */
function legsOf(
  { maker, taker, takerSide }: Data<'TradeExecuted'>,
  account: ModelAccount,
  notional: Atto,
) {
  const sides = [
    { side: maker, buys: takerSide === 'sell', liquidity: 'maker' },
    { side: taker, buys: takerSide === 'buy', liquidity: 'taker' },
  ] as const;
  return sides
    .filter(({ side }) => side.accountId === account.accountId)
    .map(({ side, buys, liquidity }) => {
      const order = account.orders.get(side.orderId);
      const rate = liquidity === 'maker' ? order?.placed.makerRate : order?.placed.takerRate;
      const fee =
        order === undefined
          ? 0n
          : feeSoFar(order, times(atto(rate ?? '0'), notional)) - order.feeCharged;
      const { orderId, remaining } = side;
      return { fee: shown(fee), liquidity, orderId, remaining, side: buys ? 'buy' : 'sell' };
    });
}

function closed(event: RecordedEvent, status: string, reasonIn?: string): ExpectedSettlement {
  const data = event.data as { readonly orderId: string; readonly [name: string]: unknown };
  const reason = reasonIn === undefined ? 'expired' : data[reasonIn];
  return { type: 'OrderClosed', data: { orderId: data.orderId, reason, status } };
}

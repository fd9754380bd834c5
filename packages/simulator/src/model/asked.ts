import type { Data } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import type { Ask, OneAsk } from '../workload/ask.ts';
import { atto } from './decimal.ts';
import type { ModelAccount } from './model-account.ts';
import { isSameOrder } from './order-rules.ts';
import { legsOf } from './place-rules.ts';
import { limitsText } from './risk/limits-asked.ts';

/**
 * Whether the event of a request says what the request asks for.
 *
 * @param account right after the event
 */
export function saysWhatWasAsked(
  ask: Ask,
  { type, revision, data }: RecordedEvent,
  account: ModelAccount,
): boolean {
  const order = account.orders.get(`${account.accountId}.${revision}`);
  switch (ask.type) {
    case 'PlaceOrder':
      return order !== undefined && isSameOrder(order, ask.body);
    case 'PlaceOco':
      return order !== undefined && legsOf(ask.body).some((leg) => isSameOrder(order, leg, true));
    case 'ReplaceOrder':
      return isReplacedRight(ask, data as Data<'OrderReplaceRequested'>, account);
    case 'Deposit':
    case 'Withdraw':
    case 'Transfer': {
      const { asset, amount } = data as Data<'FundsDeposited'>;
      const isRight = type === MOVED[ask.type];
      return isRight && asset === ask.body.asset && atto(amount) === atto(ask.body.amount);
    }
    case 'SetLimits': {
      const { scope, limits } = data as Data<'LimitsChanged'>;
      return limitsText(scope, limits) === limitsText(ask.body.scope ?? 'account', ask.body);
    }
    default:
      return true;
  }
}

const MOVED = {
  Deposit: 'FundsDeposited',
  Withdraw: 'WithdrawalRequested',
  Transfer: 'TransferSent',
} as const;

/** What a replace leaves out is as it was asked for last, or as it is. */
function isReplacedRight(
  { orderId, body }: OneAsk<'ReplaceOrder'>,
  { price, quantity }: Data<'OrderReplaceRequested'>,
  account: ModelAccount,
): boolean {
  const order = account.orders.get(orderId);
  if (order === undefined) return false;
  const before = [...order.asked.values()].at(-2) ?? {
    price: order.limit,
    quantity: order.quantity,
  };
  const wantedPrice = body.price === undefined ? before.price : atto(body.price);
  const wantedQuantity = body.quantity === undefined ? before.quantity : atto(body.quantity);
  return atto(price) === wantedPrice && atto(quantity) === wantedQuantity;
}

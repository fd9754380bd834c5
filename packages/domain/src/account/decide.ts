import { ok } from '@truetape/kernel';
import { notBefore } from '../value/arithmetic.ts';
import { type MarketSymbol, OFF_GRID } from '../value/units.ts';
import type {
  AccountCommand,
  CancelOrder,
  CancelOrders,
  DecisionContext,
  Deposit,
  Withdraw,
} from './command.ts';
import { type Decided, denied } from './denied.ts';
import { keyOf } from './key.ts';
import { placeOco, placeOrder } from './place.ts';
import { recognise } from './recognise.ts';
import { replaceOrder } from './replace.ts';
import { settle } from './settle.ts';
import { type AccountState, freeOf, type OpenAccount, orderOf } from './state.ts';

const NOTHING_NEW: Decided = ok([]);

/**
 * Decides a command on an account. The rules are asked in this order, and the first that is broken is the answer:
 * identity of the request, existence of the account, then the rules of the command from top to bottom of its
 * function. A repeat decides nothing: no event, and `recognise` says what it repeats.
 */
export function decide(
  state: AccountState,
  command: AccountCommand,
  context: DecisionContext,
): Decided {
  if (state.status === 'none') {
    return command.type === 'OpenAccount'
      ? ok([
          {
            type: 'AccountOpened',
            at: context.now,
            accountId: command.accountId,
            ownerGroup: command.accountId,
          },
        ])
      : denied('ACCOUNT_NOT_FOUND');
  }
  const recognised = recognise(state, command);
  if (recognised.kind === 'repeat') return NOTHING_NEW;
  if (recognised.kind === 'conflict') return denied(recognised.code, recognised.field);
  const at = notBefore(state.at, context.now);
  switch (command.type) {
    case 'OpenAccount':
      return denied('ACCOUNT_EXISTS', 'accountId');
    case 'Deposit':
    case 'Withdraw':
      return moveFunds(state, command, at);
    case 'PlaceOrder':
      return placeOrder(state, command, at);
    case 'PlaceOco':
      return placeOco(state, command, at);
    case 'CancelOrder':
      return cancelOrder(state, command, at);
    case 'ReplaceOrder':
      return replaceOrder(state, command, at);
    case 'CancelOrders':
      return cancelOrders(command, at);
    case 'SettleOutcome':
      return ok(settle(state, command));
  }
}

/** No single amount is above 10^30 minor units. */
const AMOUNT_MAX = 10n ** 30n;

function moveFunds(
  state: OpenAccount,
  { type, asset, amount, reference }: Deposit | Withdraw,
  at: typeof state.at,
): Decided {
  if (amount === undefined) return denied('LEDGER_UNKNOWN_ASSET', 'asset');
  if (amount === OFF_GRID || amount <= 0n || amount > AMOUNT_MAX) {
    return denied('LEDGER_AMOUNT', 'amount');
  }
  if (type === 'Deposit') return ok([{ type: 'FundsDeposited', at, asset, amount, reference }]);
  if (freeOf(state, asset) < amount) return denied('RISK_INSUFFICIENT_FUNDS', 'amount');
  return ok([{ type: 'FundsWithdrawn', at, asset, amount, reference }]);
}

function cancelOrder(state: OpenAccount, command: CancelOrder, at: typeof state.at): Decided {
  const { receivedAt, orderId } = command;
  const order = orderOf(state, orderId);
  if (order === undefined) return denied('ORDER_NOT_FOUND');
  if (order.status !== 'open') return denied('ORDER_CLOSED');
  const { symbol } = order.asked;
  return ok([{ type: 'OrderCancelRequested', at, receivedAt, orderId, symbol, ...keyOf(command) }]);
}

function cancelOrders(command: CancelOrders, at: OpenAccount['at']): Decided {
  const scope: { symbol?: MarketSymbol } =
    command.symbol === undefined ? {} : { symbol: command.symbol };
  const { receivedAt } = command;
  return ok([{ type: 'OrdersCancelRequested', at, receivedAt, ...scope, ...keyOf(command) }]);
}

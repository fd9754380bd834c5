import type {
  AccountCommand,
  CancelOrder,
  CancelOrders,
  Deposit,
  PlaceOrder,
  ReplaceOrder,
  Withdraw,
} from './command.ts';
import { type KnownRequest, type OpenAccount, orderOf } from './state.ts';

/**
 * Whether a request was made before. This comes before every other rule: a repeat is answered with what the first
 * one made, whatever has changed since, and an id that is used again with other content is refused.
 */
export type Recognised =
  | { readonly kind: 'new' }
  /** `revision`: the event that the first request appended. */
  | { readonly kind: 'repeat'; readonly revision: number }
  | {
      readonly kind: 'conflict';
      readonly code: 'ORDER_DUPLICATE_ID' | 'LEDGER_DUPLICATE_REFERENCE' | 'REQUEST_KEY_REUSED';
      readonly field: string;
    };

const NEW: Recognised = { kind: 'new' };

export function recognise(state: OpenAccount, command: AccountCommand): Recognised {
  switch (command.type) {
    case 'PlaceOrder':
      return recogniseOrder(state, command);
    case 'Deposit':
    case 'Withdraw':
      return recogniseTransfer(state, command);
    case 'CancelOrder':
    case 'ReplaceOrder':
    case 'CancelOrders':
      return recogniseKey(state, command);
    case 'OpenAccount':
    case 'SettleOutcome':
      return NEW;
  }
}

function recogniseOrder(state: OpenAccount, { clientOrderId, terms }: PlaceOrder): Recognised {
  const orderId = state.clientOrderIds.get(clientOrderId);
  const order = orderId === undefined ? undefined : orderOf(state, orderId);
  if (order === undefined) return NEW;
  const { asked } = order;
  const same =
    asked.symbol === terms.symbol &&
    asked.side === terms.side &&
    asked.type === terms.type &&
    asked.timeInForce === terms.timeInForce &&
    asked.postOnly === terms.postOnly &&
    asked.selfTradePrevention === terms.selfTradePrevention &&
    asked.price === terms.price &&
    asked.quantity === terms.quantity;
  return same
    ? { kind: 'repeat', revision: order.placedRevision }
    : { kind: 'conflict', code: 'ORDER_DUPLICATE_ID', field: 'clientOrderId' };
}

function recogniseTransfer(state: OpenAccount, command: Deposit | Withdraw): Recognised {
  const known = state.references.get(command.reference);
  if (known === undefined) return NEW;
  const same =
    known.type === (command.type === 'Deposit' ? 'FundsDeposited' : 'FundsWithdrawn') &&
    known.asset === command.asset &&
    known.amount === command.amount;
  return same
    ? { kind: 'repeat', revision: known.revision }
    : { kind: 'conflict', code: 'LEDGER_DUPLICATE_REFERENCE', field: 'reference' };
}

function recogniseKey(
  state: OpenAccount,
  command: CancelOrder | ReplaceOrder | CancelOrders,
): Recognised {
  const { idempotencyKey } = command;
  const known = idempotencyKey === undefined ? undefined : state.keys.get(idempotencyKey);
  if (known === undefined) return NEW;
  return sameRequest(known, command)
    ? { kind: 'repeat', revision: known.revision }
    : { kind: 'conflict', code: 'REQUEST_KEY_REUSED', field: 'Idempotency-Key' };
}

function sameRequest(known: KnownRequest, command: CancelOrder | ReplaceOrder | CancelOrders) {
  switch (command.type) {
    case 'CancelOrder':
      return known.type === command.type && known.orderId === command.orderId;
    case 'CancelOrders':
      return known.type === command.type && known.symbol === command.symbol;
    case 'ReplaceOrder':
      return (
        known.type === command.type &&
        known.orderId === command.orderId &&
        (command.price === undefined || command.price === known.price) &&
        (command.quantity === undefined || command.quantity === known.quantity)
      );
  }
}

import type { OrderTerms } from '../order/terms.ts';
import type {
  AccountCommand,
  CancelOrder,
  CancelOrders,
  Deposit,
  OrderRequest,
  PlaceOco,
  PlaceOrder,
  ReplaceOrder,
  Withdraw,
} from './command.ts';
import { type KnownRequest, namedBy, type OpenAccount } from './state.ts';

/**
 * Whether a request was made before. This comes before every other rule: a repeat is answered with what the first
 * one made, whatever has changed since, and an id that is used again with other content is refused.
 */
export type Recognised =
  | { readonly kind: 'new' }
  /** `revision`: the event that the first request appended; of a pair that of its first leg. */
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
    case 'PlaceOco':
      return recognisePair(state, command);
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

const DUPLICATE_ID: Recognised = {
  kind: 'conflict',
  code: 'ORDER_DUPLICATE_ID',
  field: 'clientOrderId',
};

function recogniseOrder(state: OpenAccount, request: PlaceOrder): Recognised {
  const order = namedBy(state, request.clientOrderId);
  if (order === undefined) return NEW;
  const isSame = order.partnerId === undefined && sameTerms(order.asked, request.terms);
  return isSame ? { kind: 'repeat', revision: order.placedRevision } : DUPLICATE_ID;
}

function recognisePair(state: OpenAccount, { legs: [one, other] }: PlaceOco): Recognised {
  if (one.clientOrderId === other.clientOrderId) return DUPLICATE_ID;
  const first = namedBy(state, one.clientOrderId);
  const second = namedBy(state, other.clientOrderId);
  if (first === undefined && second === undefined) return NEW;
  const isSame =
    first !== undefined &&
    second !== undefined &&
    first.partnerId === second.orderId &&
    first.placedRevision < second.placedRevision &&
    sameTerms(first.asked, one.terms) &&
    sameTerms(second.asked, other.terms);
  return isSame ? { kind: 'repeat', revision: first.placedRevision } : DUPLICATE_ID;
}

/** Whether two sets of terms say the same: a field that is undefined is not there. */
function sameTerms(asked: OrderTerms, terms: OrderRequest['terms']): boolean {
  const fields = { ...asked, ...terms };
  return Object.keys(fields).every(
    (field) => asked[field as keyof OrderTerms] === terms[field as keyof OrderTerms],
  );
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

import type { OrderTerms } from '../order/terms.ts';
import type { AccountCommand, OrderRequest, PlaceOco, PlaceOrder } from './command.ts';
import type { SetSilenceTimer } from './control-commands.ts';
import { isSameRequest, type KeyedCommand, type KnownTransfer } from './known.ts';
import type { Deposit, Transfer, Withdraw } from './money-commands.ts';
import { SILENCE_REFRESH_MS } from './silence.ts';
import { type Account, namedBy } from './state.ts';

/**
 * Whether a request was made before. This comes before every other rule: a repeat is answered with what the first
 * one made, whatever has changed since, and an id that is used again with other content is refused.
 */
export type Recognised =
  | { readonly kind: 'new' }
  /** `revision`: the last event that the first request appended. */
  | { readonly kind: 'repeat'; readonly revision: number }
  | {
      readonly kind: 'conflict';
      readonly code: 'ORDER_DUPLICATE_ID' | 'LEDGER_DUPLICATE_REFERENCE' | 'REQUEST_KEY_REUSED';
      readonly field: string;
    };

const NEW: Recognised = { kind: 'new' };

export function recognise(state: Account, command: AccountCommand): Recognised {
  switch (command.type) {
    case 'PlaceOrder':
      return recogniseOrder(state, command);
    case 'PlaceOco':
      return recognisePair(state, command);
    case 'Deposit':
    case 'Withdraw':
    case 'Transfer':
      return recogniseTransfer(state, command);
    case 'SetSilenceTimer':
      return isHeardAlready(state, command) ?? recogniseKey(state, command);
    case 'CancelOrder':
    case 'ReplaceOrder':
    case 'CancelOrders':
    case 'ApproveWithdrawal':
    case 'RejectWithdrawal':
    case 'ChangeStatus':
    case 'TripKillSwitch':
    case 'ReleaseKillSwitch':
    case 'SetLimits':
      return recogniseKey(state, command);
    case 'OpenAccount':
    case 'SettleOutcome':
    case 'ReceiveTransfer':
    case 'SettleCorrection':
    case 'HearClock':
    case 'TripForRisk':
      return NEW;
  }
}

const DUPLICATE_ID: Recognised = {
  kind: 'conflict',
  code: 'ORDER_DUPLICATE_ID',
  field: 'clientOrderId',
};

function recogniseOrder(state: Account, request: PlaceOrder): Recognised {
  const order = namedBy(state, request.clientOrderId);
  if (order === undefined) return NEW;
  const isSame = order.partnerId === undefined && sameTerms(order.asked, request.terms);
  return isSame ? { kind: 'repeat', revision: order.placedRevision } : DUPLICATE_ID;
}

function recognisePair(state: Account, { legs: [one, other] }: PlaceOco): Recognised {
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
  return isSame ? { kind: 'repeat', revision: second.placedRevision } : DUPLICATE_ID;
}

/** Whether two sets of terms say the same: a field that is undefined is not there. */
function sameTerms(asked: OrderTerms, terms: OrderRequest['terms']): boolean {
  const fields = { ...asked, ...terms };
  return Object.keys(fields).every(
    (field) => asked[field as keyof OrderTerms] === terms[field as keyof OrderTerms],
  );
}

/** What each command appends that names its content by a reference. */
const MOVED_BY: {
  readonly [Type in (Deposit | Withdraw | Transfer)['type']]: readonly KnownTransfer['type'][];
} = {
  Deposit: ['FundsDeposited'],
  Withdraw: ['WithdrawalRequested', 'FundsWithdrawn'],
  Transfer: ['TransferSent'],
};

function recogniseTransfer(state: Account, command: Deposit | Withdraw | Transfer): Recognised {
  const known = state.references.get(command.reference);
  if (known === undefined) return NEW;
  const same =
    MOVED_BY[command.type].includes(known.type) &&
    known.asset === command.asset &&
    known.amount === command.amount &&
    (command.type !== 'Transfer' || known.to === command.to);
  return same
    ? { kind: 'repeat', revision: known.revision }
    : { kind: 'conflict', code: 'LEDGER_DUPLICATE_REFERENCE', field: 'reference' };
}

function recogniseKey(state: Account, command: KeyedCommand): Recognised {
  const { idempotencyKey } = command;
  const known = idempotencyKey === undefined ? undefined : state.keys.get(idempotencyKey);
  if (known === undefined) return NEW;
  return isSameRequest(known, command)
    ? { kind: 'repeat', revision: known.revision }
    : { kind: 'conflict', code: 'REQUEST_KEY_REUSED', field: 'Idempotency-Key' };
}

/** A client that is heard again so soon says nothing new: the timer already counts that in. */
function isHeardAlready(
  { silence }: Account,
  { timeoutMs, receivedAt }: SetSilenceTimer,
): Recognised | undefined {
  const isSo =
    silence?.timeoutMs === timeoutMs && receivedAt - silence.receivedAt < SILENCE_REFRESH_MS;
  return isSo ? { kind: 'repeat', revision: silence.revision } : undefined;
}

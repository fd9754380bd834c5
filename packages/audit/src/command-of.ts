import { type Catalogue, marketIn } from '@truetape/codec';
import type {
  AccountCommand,
  AccountEvent,
  AccountFrozen,
  CorrectionSettled,
  Instrument,
  OrderClosed,
  OrderPlaced,
  OrderReplaceSettled,
  OrderRequest,
  PlaceOco,
  SilenceTimerFired,
  TradePreventionSettled,
  TradeSettled,
  TransferReceived,
} from '@truetape/domain';
import { assert } from '@truetape/kernel';

/** What comes of what others have decided. */
type Settled =
  | TradeSettled
  | TradePreventionSettled
  | OrderClosed
  | OrderReplaceSettled
  | TransferReceived
  | CorrectionSettled
  | AccountFrozen
  | SilenceTimerFired;

/** What a decision looked at outside of its account. */
export interface Venue {
  readonly catalogue: Catalogue;
  /** Whether there is such an account. */
  readonly isOpened: (accountId: string) => boolean;
  readonly isLeader: (accountId: string) => boolean;
  /** A market as an event of its stream defined it. */
  readonly instrumentAt: (symbol: string, revision: number) => Instrument | undefined;
}

/** What somebody must have asked of an account, when this event of its stream came of it. */
export function commandOf(
  event: Exclude<AccountEvent, Settled>,
  accountId: string,
  venue: Venue,
): AccountCommand {
  const { catalogue, isOpened, isLeader } = venue;
  switch (event.type) {
    case 'AccountOpened': {
      const { ownerGroup } = event;
      return { type: 'OpenAccount', accountId, ownerGroup, isLeader: isLeader(ownerGroup) };
    }
    case 'FundsDeposited':
    case 'WithdrawalRequested': {
      const { asset, amount, reference } = event;
      const type = event.type === 'FundsDeposited' ? 'Deposit' : 'Withdraw';
      return { type, asset, amount, reference };
    }
    case 'FundsWithdrawn': {
      const { at, withdrawalId = '' } = event;
      return { type: 'ApproveWithdrawal', receivedAt: at, withdrawalId, ...keyOf(event) };
    }
    case 'WithdrawalRejected': {
      const { at, withdrawalId, reason } = event;
      return { type: 'RejectWithdrawal', receivedAt: at, withdrawalId, reason, ...keyOf(event) };
    }
    case 'TransferSent': {
      const { asset, amount, reference, to } = event;
      // That its recipient was closed already, its decider may not have known.
      const recipient = isOpened(to) ? 'open' : undefined;
      return { type: 'Transfer', asset, amount, reference, to, recipient };
    }
    case 'AccountStatusChanged': {
      const { receivedAt, status, reason } = event;
      return { type: 'ChangeStatus', receivedAt, status, reason, ...keyOf(event) };
    }
    case 'KillSwitchTripped':
    case 'KillSwitchReleased': {
      const { at, reason } = event;
      const type = event.type === 'KillSwitchTripped' ? 'TripKillSwitch' : 'ReleaseKillSwitch';
      return { type, receivedAt: at, reason, ...keyOf(event) };
    }
    case 'LimitsChanged': {
      const { receivedAt, scope, limits } = event;
      return { type: 'SetLimits', receivedAt, scope, limits, ...keyOf(event) };
    }
    case 'SilenceTimerSet': {
      const { receivedAt, timeoutMs } = event;
      return { type: 'SetSilenceTimer', receivedAt, timeoutMs, ...keyOf(event) };
    }
    case 'OrderPlaced':
      return placeOrderOf(event, venue);
    case 'OrderCancelRequested': {
      const { receivedAt, orderId } = event;
      return { type: 'CancelOrder', receivedAt, orderId, ...keyOf(event) };
    }
    case 'OrderReplaceRequested': {
      const { receivedAt, orderId, price, quantity, symbol } = event;
      const market = marketIn(catalogue, symbol);
      const terms = { orderId, price, quantity, market };
      return { type: 'ReplaceOrder', receivedAt, ...terms, ...keyOf(event) };
    }
    case 'OrdersCancelRequested': {
      const { receivedAt, symbol } = event;
      const scope = symbol === undefined ? {} : { symbol };
      return { type: 'CancelOrders', receivedAt, ...scope, ...keyOf(event) };
    }
  }
}

function placeOrderOf(event: OrderPlaced, venue: Venue): AccountCommand {
  const { receivedAt } = event;
  const market = marketOf(event, event, venue);
  return { type: 'PlaceOrder', receivedAt, ...requestOf(event), market };
}

/** What somebody must have asked, when two orders came of it that cancel each other. */
export function placeOcoOf(first: OrderPlaced, second: OrderPlaced, venue: Venue): PlaceOco {
  const { receivedAt } = first;
  const legs = [requestOf(first), requestOf(second)] as const;
  return { type: 'PlaceOco', receivedAt, legs, market: marketOf(first, second, venue) };
}

const requestOf = ({ clientOrderId, terms }: OrderPlaced): OrderRequest => ({
  clientOrderId,
  terms,
});

/**
 * The market as its decider saw it. The definition, the ruleset and the reference price are taken from the event: which was in force
 * then, and which trade was the last one, only its decider knew.
 */
function marketOf(
  { terms, ruleset, instrumentRevision }: OrderPlaced,
  { protection }: OrderPlaced,
  { instrumentAt }: Venue,
) {
  const known = instrumentAt(terms.symbol, instrumentRevision);
  assert(known !== undefined, 'it was checked that the market was so defined');
  const instrument = { ...known, ruleset };
  return protection === undefined
    ? { instrument }
    : { instrument, referencePrice: protection.reference };
}

function keyOf({ idempotencyKey }: { readonly idempotencyKey?: string }) {
  return idempotencyKey === undefined ? {} : { idempotencyKey };
}

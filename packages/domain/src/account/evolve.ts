import { assert } from '@truetape/kernel';
import type { AccountEvent } from './event.ts';
import {
  changeLimits,
  changeStatus,
  fireSilence,
  freeze,
  releaseKillSwitch,
  setSilence,
  tripKillSwitch,
} from './evolve-controls.ts';
import {
  approveWithdrawal,
  correct,
  deposit,
  receiveTransfer,
  rejectWithdrawal,
  requestWithdrawal,
  sendTransfer,
} from './evolve-money.ts';
import {
  closeOrder,
  place,
  requestCancel,
  requestCancels,
  requestReplace,
  settlePrevention,
  settleReplace,
  settleTrade,
} from './evolve-orders.ts';
import { type Account, type AccountState, newAccount } from './state.ts';

type Later = Exclude<AccountEvent, { type: 'AccountOpened' }>;

/** What each event does to an account that is there. */
const APPLY: {
  readonly [Type in Later['type']]: (state: Account, event: Extract<Later, { type: Type }>) => void;
} = {
  FundsDeposited: deposit,
  WithdrawalRequested: requestWithdrawal,
  FundsWithdrawn: approveWithdrawal,
  WithdrawalRejected: rejectWithdrawal,
  TransferSent: sendTransfer,
  TransferReceived: receiveTransfer,
  CorrectionSettled: correct,
  AccountStatusChanged: changeStatus,
  AccountFrozen: freeze,
  KillSwitchTripped: tripKillSwitch,
  KillSwitchReleased: releaseKillSwitch,
  LimitsChanged: changeLimits,
  SilenceTimerSet: setSilence,
  SilenceTimerFired: fireSilence,
  OrderPlaced: place,
  OrderCancelRequested: requestCancel,
  OrderReplaceRequested: requestReplace,
  OrdersCancelRequested: requestCancels,
  TradeSettled: settleTrade,
  TradePreventionSettled: settlePrevention,
  OrderClosed: closeOrder,
  OrderReplaceSettled: settleReplace,
};

/** Applies one event of the account's stream. The state given is used up. */
export function evolve(state: AccountState, event: AccountEvent): AccountState {
  if (event.type === 'AccountOpened') return newAccount({ ...event, openedAt: event.at });
  assert(state.status !== 'none', 'the first event of an account stream opens the account');
  state.revision += 1;
  state.at = event.at;
  APPLY[event.type](state, event as never);
  return state;
}

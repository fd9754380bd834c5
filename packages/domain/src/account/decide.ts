import { ok } from '@truetape/kernel';
import { notBefore } from '../value/arithmetic.ts';
import type { EpochMs } from '../value/units.ts';
import { cancelOrder, cancelOrders } from './cancel.ts';
import type { AccountCommand, DecisionContext, OpenAccount } from './command.ts';
import { changeStatus, releaseKillSwitch, tripForRisk, tripKillSwitch } from './controls.ts';
import { settleCorrection } from './correct.ts';
import { type Decided, denied } from './denied.ts';
import { isSettlement } from './is-settled.ts';
import { setLimits } from './limits.ts';
import { approveWithdrawal, deposit, rejectWithdrawal, transfer, withdraw } from './money.ts';
import { placeOco, placeOrder } from './place.ts';
import { recognise } from './recognise.ts';
import { replaceOrder } from './replace.ts';
import { receiveTransfer, settle } from './settle.ts';
import type { Settlement } from './settlement.ts';
import { hearClock, setSilenceTimer } from './silence.ts';
import type { Account, AccountState } from './state.ts';

const NOTHING_NEW: Decided = ok([]);

/**
 * Decides a command on an account. The rules are asked in this order, and the first that is broken is the answer:
 * identity of the request, existence and status of the account, then the rules of the command from top to bottom of
 * its function. A repeat decides nothing: no event, and `recognise` says what it repeats.
 */
export function decide(
  state: AccountState,
  command: AccountCommand,
  context: DecisionContext,
): Decided {
  if (state.status === 'none') {
    return command.type === 'OpenAccount'
      ? openAccount(command, context.now)
      : denied('ACCOUNT_NOT_FOUND');
  }
  if (isSettlement(command)) return ok(settled(state, command, context));
  const recognised = recognise(state, command);
  if (recognised.kind === 'repeat') return NOTHING_NEW;
  if (recognised.kind === 'conflict') return denied(recognised.code, recognised.field);
  if (command.type === 'OpenAccount') return denied('ACCOUNT_EXISTS', 'accountId');
  if (state.status === 'closed') return denied('ACCOUNT_CLOSED');
  if (state.status === 'frozen') return denied('ACCOUNT_FROZEN');
  return decideOnOpen(state, command, notBefore(state.at, context.now), context);
}

type Asked = Exclude<AccountCommand, Settlement | { type: 'OpenAccount' }>;

function openAccount({ accountId, ownerGroup, isLeader }: OpenAccount, at: EpochMs): Decided {
  const leader = ownerGroup ?? accountId;
  if (leader !== accountId && !isLeader) return denied('ACCOUNT_UNKNOWN_GROUP', 'ownerGroup');
  return ok([{ type: 'AccountOpened', at, accountId, ownerGroup: leader }]);
}

function decideOnOpen(
  state: Account,
  command: Asked,
  at: EpochMs,
  context: DecisionContext,
): Decided {
  switch (command.type) {
    case 'Deposit':
      return deposit(command, at, context);
    case 'Withdraw':
      return withdraw(state, command, at);
    case 'ApproveWithdrawal':
      return approveWithdrawal(state, command, at);
    case 'RejectWithdrawal':
      return rejectWithdrawal(state, command, at);
    case 'Transfer':
      return transfer(state, command, at, context);
    case 'ChangeStatus':
      return changeStatus(state, command, at);
    case 'TripKillSwitch':
      return tripKillSwitch(state, command, at);
    case 'ReleaseKillSwitch':
      return releaseKillSwitch(state, command, at);
    case 'SetLimits':
      return setLimits(state, command, at);
    case 'SetSilenceTimer':
      return setSilenceTimer(state, command, at);
    case 'PlaceOrder':
      return placeOrder(state, command, at, context);
    case 'PlaceOco':
      return placeOco(state, command, at, context);
    case 'CancelOrder':
      return cancelOrder(state, command, at);
    case 'ReplaceOrder':
      return replaceOrder(state, command, at, context);
    case 'CancelOrders':
      return cancelOrders(state, command, at);
  }
}

/** A frozen account carries nothing out: what it does not, the log shows. */
function settled(state: Account, command: Settlement, { delisted }: DecisionContext) {
  if (state.status === 'frozen') return [];
  const at = notBefore(state.at, command.at);
  switch (command.type) {
    case 'SettleOutcome':
      return settle(state, command, at, delisted);
    case 'ReceiveTransfer':
      return receiveTransfer(state, command, at, delisted);
    case 'SettleCorrection':
      return settleCorrection(state, command, at, delisted);
    case 'HearClock':
      return hearClock(state, command, at);
    case 'TripForRisk':
      return tripForRisk(state, command, at);
  }
}

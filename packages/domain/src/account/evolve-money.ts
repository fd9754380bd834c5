import { assert } from '@truetape/kernel';
import { applyFill } from '../position/position.ts';
import { dayOf } from '../value/day.ts';
import { type Asset, type Minor, minor } from '../value/units.ts';
import { remember, rememberKey } from './memory.ts';
import type {
  CorrectionSettled,
  FundsDeposited,
  FundsWithdrawn,
  TransferReceived,
  TransferSent,
  WithdrawalRejected,
  WithdrawalRequested,
} from './money-events.ts';
import { type Account, balanceOf, holdingOf, type PendingWithdrawal } from './state.ts';
import { withdrawalIdOf } from './withdrawal-id.ts';

export function deposit(state: Account, { type, asset, amount, reference }: FundsDeposited): void {
  credit(state, asset, amount);
  remember(state.references, reference, { revision: state.revision, type, asset, amount });
}

export function requestWithdrawal(state: Account, event: WithdrawalRequested): void {
  const { type, asset, amount, reference, at: requestedAt } = event;
  const { accountId, revision } = state;
  const pending: PendingWithdrawal = { asset, amount, reference, requestedAt };
  hold(state, asset, amount);
  state.withdrawals.set(withdrawalIdOf(accountId, revision), pending);
  remember(state.references, reference, { revision, type, asset, amount });
}

export function approveWithdrawal(state: Account, event: FundsWithdrawn): void {
  const { type, asset, amount, reference, withdrawalId } = event;
  const { revision } = state;
  if (withdrawalId === undefined) {
    remember(state.references, reference, { revision, type, asset, amount });
  } else {
    takeWithdrawal(state, withdrawalId);
    rememberKey(state, event, { revision, type: 'ApproveWithdrawal', content: [withdrawalId] });
  }
  credit(state, asset, minor(-amount));
}

export function rejectWithdrawal(state: Account, event: WithdrawalRejected): void {
  const { withdrawalId, reason } = event;
  takeWithdrawal(state, withdrawalId);
  const content = [withdrawalId, reason];
  rememberKey(state, event, { revision: state.revision, type: 'RejectWithdrawal', content });
}

export function sendTransfer(state: Account, event: TransferSent): void {
  const { type, asset, amount, reference, to } = event;
  credit(state, asset, minor(-amount));
  remember(state.references, reference, { revision: state.revision, type, asset, amount, to });
}

export function receiveTransfer(state: Account, event: TransferReceived): void {
  const { asset, amount, from, sentRevision, suspended } = event;
  if (suspended === undefined) credit(state, asset, amount);
  state.received.set(from, sentRevision);
}

export function correct(state: Account, event: CorrectionSettled): void {
  for (const { asset, own } of event.lines) credit(state, asset, own);
  for (const fill of event.fills) {
    applyFill(holdingOf(state, fill).position, fill, dayOf(event.at));
  }
  state.corrected = event.correctionRevision;
}

/** Adds to the total; below zero it takes away what is free. */
export function credit(state: Account, asset: Asset, amount: Minor): void {
  const balance = balanceOf(state, asset);
  balance.total = minor(balance.total + amount);
  assert(balance.total >= balance.held, 'free is never negative');
}

function hold(state: Account, asset: Asset, amount: Minor): void {
  const balance = balanceOf(state, asset);
  balance.held = minor(balance.held + amount);
  assert(balance.held >= 0n && balance.held <= balance.total, 'held is within the total');
}

/** It waits no longer, and what it held is free. */
function takeWithdrawal(state: Account, withdrawalId: string): PendingWithdrawal {
  const pending = state.withdrawals.get(withdrawalId);
  assert(pending !== undefined, `withdrawal ${withdrawalId} waits in its account`);
  state.withdrawals.delete(withdrawalId);
  hold(state, pending.asset, minor(-pending.amount));
  return pending;
}

import { type Failed, ok, type Result } from '@truetape/kernel';
import { type EpochMs, type Minor, OFF_GRID } from '../value/units.ts';
import type { DecisionContext, Denial } from './command.ts';
import { type Decided, denied } from './denied.ts';
import { keyOf } from './key.ts';
import type {
  ApproveWithdrawal,
  Deposit,
  RejectWithdrawal,
  Transfer,
  Withdraw,
} from './money-commands.ts';
import { type Account, freeOf } from './state.ts';

/** No single amount is above 10^30 minor units. */
const AMOUNT_MAX = 10n ** 30n;

/** An amount that can be moved. */
function amountIn({ amount }: Pick<Deposit, 'amount'>): Result<Minor, Denial> {
  if (amount === undefined) return denied('LEDGER_UNKNOWN_ASSET', 'asset');
  if (amount === OFF_GRID || amount <= 0n || amount > AMOUNT_MAX) {
    return denied('LEDGER_AMOUNT', 'amount');
  }
  return ok(amount);
}

/** An amount that is there and held by nothing. */
function freeAmountIn(state: Account, command: Withdraw | Transfer): Result<Minor, Denial> {
  const amount = amountIn(command);
  if (!amount.ok || amount.value <= freeOf(state, command.asset)) return amount;
  return denied('RISK_INSUFFICIENT_FUNDS', 'amount');
}

export function deposit(command: Deposit, at: EpochMs, { delisted }: DecisionContext): Decided {
  if (delisted?.has(command.asset)) return denied('LEDGER_ASSET_DELISTED', 'asset');
  const amount = amountIn(command);
  if (!amount.ok) return amount;
  const { asset, reference } = command;
  return ok([{ type: 'FundsDeposited', at, asset, amount: amount.value, reference }]);
}

export function withdraw(state: Account, command: Withdraw, at: EpochMs): Decided {
  const amount = freeAmountIn(state, command);
  if (!amount.ok) return amount;
  const { asset, reference } = command;
  return ok([{ type: 'WithdrawalRequested', at, asset, amount: amount.value, reference }]);
}

export function approveWithdrawal(state: Account, command: ApproveWithdrawal, at: EpochMs) {
  const { withdrawalId } = command;
  const pending = state.withdrawals.get(withdrawalId);
  if (pending === undefined) return NOT_FOUND;
  const { asset, amount, reference } = pending;
  const withdrawn = { type: 'FundsWithdrawn', at, asset, amount, reference, withdrawalId } as const;
  return ok([{ ...withdrawn, ...keyOf(command) }]);
}

export function rejectWithdrawal(state: Account, command: RejectWithdrawal, at: EpochMs) {
  const { withdrawalId, reason } = command;
  if (!state.withdrawals.has(withdrawalId)) return NOT_FOUND;
  const rejected = { type: 'WithdrawalRejected', at, withdrawalId, reason } as const;
  return ok([{ ...rejected, ...keyOf(command) }]);
}

const NOT_FOUND: Failed<Denial> = denied('LEDGER_WITHDRAWAL_NOT_FOUND');

export function transfer(
  state: Account,
  command: Transfer,
  at: EpochMs,
  { delisted }: DecisionContext,
): Decided {
  const { asset, reference, to, recipient } = command;
  if (to === state.accountId) return denied('LEDGER_SAME_ACCOUNT', 'to');
  if (recipient !== 'open') return denied('LEDGER_UNKNOWN_RECIPIENT', 'to');
  if (delisted?.has(asset)) return denied('LEDGER_ASSET_DELISTED', 'asset');
  const amount = freeAmountIn(state, command);
  if (!amount.ok) return amount;
  return ok([{ type: 'TransferSent', at, asset, amount: amount.value, reference, to }]);
}

import { holds } from '../violation.ts';
import type { AccountRule } from './account-rule.ts';
import { atto } from './decimal.ts';
import type { ModelAccount } from './model-account.ts';
import { remember } from './remember.ts';
import { isSuspendedRight } from './suspense.ts';

/** What money that comes, goes and moves between accounts must be, and what it changes. */
export const MONEY_RULES: {
  readonly [Type in
    | 'FundsDeposited'
    | 'WithdrawalRequested'
    | 'FundsWithdrawn'
    | 'WithdrawalRejected'
    | 'TransferSent'
    | 'TransferReceived']: AccountRule<Type>;
} = {
  FundsDeposited: ({ data, revision }, account, { ledger }) => {
    const { asset, amount, reference } = data;
    remember(account.references, reference, { revision, content: `in ${asset} ${amount}` });
    account.credit(asset, atto(amount));
    ledger.pay(asset, atto(amount));
  },
  WithdrawalRequested: ({ data, revision }, account) => {
    const { asset, amount, reference } = data;
    remember(account.references, reference, { revision, content: `out ${asset} ${amount}` });
    account.hold(asset, atto(amount));
    const withdrawalId = `${account.accountId}.${revision}`;
    account.withdrawals.set(withdrawalId, { asset, amount: atto(amount) });
    account.withdrawalIds.push(withdrawalId);
  },
  FundsWithdrawn: ({ data, revision }, account, { ledger }) => {
    const { asset, amount, withdrawalId = '', idempotencyKey } = data;
    const held = release(account, withdrawalId);
    holds(held.asset === asset && held.amount === atto(amount), 'what was held leaves', () => {
      return JSON.stringify(data);
    });
    account.credit(asset, -held.amount);
    ledger.pay(asset, -held.amount);
    remember(account.keys, idempotencyKey, { revision, content: `approve ${withdrawalId}` });
  },
  WithdrawalRejected: ({ data, revision }, account) => {
    const { withdrawalId, reason, idempotencyKey } = data;
    release(account, withdrawalId);
    const content = `reject ${withdrawalId} ${reason}`;
    remember(account.keys, idempotencyKey, { revision, content });
  },
  TransferSent: ({ data, revision }, account, { ledger, transit }) => {
    const { asset, amount, reference, to } = data;
    const content = `to ${to} ${asset} ${amount}`;
    remember(account.references, reference, { revision, content });
    account.credit(asset, -atto(amount));
    ledger.move(asset, -atto(amount), 'transit');
    transit.send(account.accountId, revision, data);
  },
  TransferReceived: ({ data }, account, { ledger, transit, venue }) => {
    const { asset, amount, suspended } = data;
    const isNext = transit.receive(account.accountId, data);
    holds(isNext, 'a transfer is received once, as it was sent', () => JSON.stringify(data));
    const isClosed = account.status === 'closed';
    const isRight = isClosed
      ? suspended === 'account-closed'
      : suspended !== 'account-closed' && isSuspendedRight(venue, asset, suspended !== undefined);
    holds(isRight, 'only what an account cannot have lies in suspense', () => JSON.stringify(data));
    ledger.move(asset, atto(amount), 'transit');
    if (suspended === undefined) account.credit(asset, atto(amount));
    else ledger.move(asset, -atto(amount), 'suspense');
  },
};

function release(account: ModelAccount, withdrawalId: string) {
  const held = account.withdrawals.get(withdrawalId);
  holds(held !== undefined, 'a withdrawal is decided once', () => withdrawalId);
  account.withdrawals.delete(withdrawalId);
  account.hold(held.asset, -held.amount);
  return held;
}

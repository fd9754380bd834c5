import { deepStrictEqual as equal } from 'node:assert';
import { specOf } from '@truetape/kernel/spec';
import { describe, test } from 'vitest';
import {
  type Account,
  type AccountEvent,
  account,
  epochMs,
  minor,
  postingsOf,
  type Transfer,
  type Withdraw,
} from '../src/index.ts';

const NOW = epochMs(1_000);
const { given } = specOf(account, { now: NOW });

const opened: AccountEvent = {
  type: 'AccountOpened',
  at: NOW,
  accountId: 'ann',
  ownerGroup: 'ann',
};
const funds = (amount: bigint, reference: string) =>
  ({ at: NOW, asset: 'USD', amount: minor(amount), reference }) as const;
const deposited: AccountEvent = { type: 'FundsDeposited', ...funds(1_000n, 'd1') };
const requested: AccountEvent = { type: 'WithdrawalRequested', ...funds(600n, 'w1') };
const approved: AccountEvent = {
  type: 'FundsWithdrawn',
  ...funds(600n, 'w1'),
  withdrawalId: 'ann.2',
};
const rejected: AccountEvent = {
  type: 'WithdrawalRejected',
  at: NOW,
  withdrawalId: 'ann.2',
  reason: 'no',
};
const rich = [opened, deposited];

const withdraw = (amount: bigint, reference = 'w1'): Withdraw => ({
  type: 'Withdraw',
  asset: 'USD',
  amount: minor(amount),
  reference,
});
const decided = { receivedAt: NOW, withdrawalId: 'ann.2' } as const;
const approve = { type: 'ApproveWithdrawal', ...decided } as const;
const reject = { type: 'RejectWithdrawal', ...decided, reason: 'no' } as const;

const balanceAfter = (...events: readonly AccountEvent[]) => {
  const state = events.reduce(account.evolve, account.initialState()) as Account;
  return state.balances.get('USD');
};

describe('a withdrawal', () => {
  test('holds its amount, and leaves only what is free to the next one', () => {
    given(...rich)
      .when(withdraw(600n))
      .then(requested);
    equal(balanceAfter(...rich, requested), { total: 1_000n, held: 600n });
    given(...rich, requested)
      .when(withdraw(401n, 'w2'))
      .thenDenied({ code: 'RISK_INSUFFICIENT_FUNDS', field: 'amount' });
  });

  test('that is approved leaves; that is rejected is free again', () => {
    given(...rich, requested)
      .when(approve)
      .then(approved);
    given(...rich, requested)
      .when(reject)
      .then(rejected);
    equal(balanceAfter(...rich, requested, approved), { total: 400n, held: 0n });
    equal(balanceAfter(...rich, requested, rejected), { total: 1_000n, held: 0n });
  });

  test.each([
    ['approved', approved],
    ['rejected', rejected],
  ])('that is %s cannot be decided again', (_how, event) => {
    for (const command of [approve, reject]) {
      given(...rich, requested, event)
        .when(command)
        .thenDenied({ code: 'LEDGER_WITHDRAWAL_NOT_FOUND' });
    }
  });

  test('asked for again is the same one, whatever has become of it', () => {
    for (const history of [[], [approved], [rejected]]) {
      given(...rich, requested, ...history)
        .when(withdraw(600n))
        .then();
    }
  });

  test('of another amount or kind under its reference is refused', () => {
    const refused = { code: 'LEDGER_DUPLICATE_REFERENCE', field: 'reference' } as const;
    given(...rich, requested)
      .when(withdraw(599n))
      .thenDenied(refused);
    given(...rich, requested)
      .when({ ...withdraw(600n), type: 'Deposit' })
      .thenDenied(refused);
    given(...rich, requested)
      .when(transfer({ reference: 'w1' }))
      .thenDenied(refused);
  });

  test('approved twice under one key is approved once', () => {
    const idempotencyKey = 'k1';
    const keyed: AccountEvent = { ...approved, idempotencyKey };
    given(...rich, requested, keyed)
      .when({ ...approve, idempotencyKey })
      .then();
    given(...rich, requested, keyed)
      .when({ ...reject, idempotencyKey })
      .thenDenied({ code: 'REQUEST_KEY_REUSED', field: 'Idempotency-Key' });
  });

  test('that left before withdrawals were held is read as it was', () => {
    const old: AccountEvent = { type: 'FundsWithdrawn', ...funds(600n, 'w1') };
    equal(balanceAfter(...rich, old), { total: 400n, held: 0n });
    given(...rich, old)
      .when(withdraw(600n))
      .then();
  });
});

const transfer = (changed: Partial<Transfer> = {}): Transfer => ({
  type: 'Transfer',
  asset: 'USD',
  amount: minor(600n),
  reference: 't1',
  to: 'bob',
  recipient: 'open',
  ...changed,
});
const sent: AccountEvent = { type: 'TransferSent', ...funds(600n, 't1'), to: 'bob' };

describe('a transfer', () => {
  test('takes what is free out of the account, once', () => {
    given(...rich)
      .when(transfer())
      .then(sent);
    given(...rich, sent)
      .when(transfer())
      .then();
    equal(balanceAfter(...rich, sent), { total: 400n, held: 0n });
    given(...rich, requested)
      .when(transfer())
      .thenDenied({ code: 'RISK_INSUFFICIENT_FUNDS', field: 'amount' });
  });

  test.each([
    [{ to: 'ann' }, { code: 'LEDGER_SAME_ACCOUNT', field: 'to' }],
    [{ recipient: undefined }, { code: 'LEDGER_UNKNOWN_RECIPIENT', field: 'to' }],
    [{ recipient: 'closed' }, { code: 'LEDGER_UNKNOWN_RECIPIENT', field: 'to' }],
    [{ amount: minor(0n) }, { code: 'LEDGER_AMOUNT', field: 'amount' }],
  ] as const)('is denied when it is wrong: %#', (changed, denial) => {
    given(...rich)
      .when(transfer(changed))
      .thenDenied(denial);
  });

  test('to another account under the same reference is refused', () => {
    given(...rich, sent)
      .when(transfer({ to: 'zed' }))
      .thenDenied({ code: 'LEDGER_DUPLICATE_REFERENCE', field: 'reference' });
  });

  const arrives = {
    type: 'ReceiveTransfer',
    from: 'bob',
    sentRevision: 4,
    at: NOW,
    asset: 'USD',
    amount: minor(5n),
  } as const;
  const received: AccountEvent = { ...arrives, type: 'TransferReceived' };

  test('arrives once, and never behind a later one of the same account', () => {
    given(...rich)
      .when(arrives)
      .then(received);
    given(...rich, received)
      .when(arrives)
      .then();
    given(...rich, received)
      .when({ ...arrives, sentRevision: 3 })
      .then();
    given(...rich, received)
      .when({ ...arrives, from: 'zed', sentRevision: 3 })
      .then({ ...received, from: 'zed', sentRevision: 3 });
    equal(balanceAfter(...rich, received), { total: 1_005n, held: 0n });
  });

  test('that arrives where the account is closed meanwhile lies in suspense', () => {
    const closed: AccountEvent = {
      type: 'AccountStatusChanged',
      at: NOW,
      receivedAt: NOW,
      status: 'closed',
      reason: 'over',
    };
    const suspended: AccountEvent = { ...received, suspended: 'account-closed' };
    given(opened, closed).when(arrives).then(suspended);
    equal(balanceAfter(opened, closed, suspended), undefined);
  });
});

const arrived: AccountEvent = {
  type: 'TransferReceived',
  at: NOW,
  asset: 'USD',
  amount: minor(5n),
  from: 'bob',
  sentRevision: 4,
};

test.each<[what: string, event: AccountEvent, postings: readonly string[]]>([
  ['a transfer that is sent', sent, ['account:ann -600', 'transit 600']],
  ['one that arrives', arrived, ['transit -5', 'account:ann 5']],
  [
    'one for a closed account',
    { ...arrived, suspended: 'account-closed' },
    ['transit -5', 'suspense 5'],
  ],
  ['an approved withdrawal', approved, ['account:ann -600', 'external 600']],
  ['a withdrawal that waits', requested, []],
])('%s is booked from account to account', (_what, event, postings) => {
  const booked = postingsOf('ann', event, () => {
    throw new Error('no market is asked for');
  });
  equal(
    booked.map(({ account: name, amount }) => `${name} ${amount}`),
    postings,
  );
});

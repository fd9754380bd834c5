import { specOf } from '@truetape/kernel/spec';
import { describe, test } from 'vitest';
import {
  type AccountCommand,
  type AccountEvent,
  type AccountStatus,
  account,
  epochMs,
  minor,
} from '../src/index.ts';
import { placingIn } from './support/order-text.ts';

const NOW = epochMs(1_000);
const { given } = specOf(account, { now: NOW });

const opened: AccountEvent = {
  type: 'AccountOpened',
  at: NOW,
  accountId: 'ann',
  ownerGroup: 'ann',
};
const deposited: AccountEvent = {
  type: 'FundsDeposited',
  at: NOW,
  asset: 'USD',
  amount: minor(10_000n),
  reference: 'd1',
};
const cancelAll: AccountEvent = { type: 'OrdersCancelRequested', at: NOW, receivedAt: NOW };
const order = placingIn('buy limit quantity 10 price 100');

type Settable = Exclude<AccountStatus, 'frozen'>;
const changed = (status: Settable): AccountEvent => ({
  type: 'AccountStatusChanged',
  at: NOW,
  receivedAt: NOW,
  status,
  reason: 'why',
});
const change = (status: Settable): AccountCommand => ({
  type: 'ChangeStatus',
  receivedAt: NOW,
  status,
  reason: 'why',
});

describe('the status of an account', () => {
  test.each([
    ['open', 'reduce-only'],
    ['open', 'closed'],
    ['reduce-only', 'open'],
    ['reduce-only', 'closed'],
  ] as const)('goes from %s to %s', (from, to) => {
    given(opened, ...(from === 'open' ? [] : [changed(from)]))
      .when(change(to))
      .then(changed(to));
  });

  test.each([
    ['open', 'open', 'ACCOUNT_STATUS'],
    ['reduce-only', 'reduce-only', 'ACCOUNT_STATUS'],
    ['closed', 'open', 'ACCOUNT_CLOSED'],
    ['closed', 'closed', 'ACCOUNT_CLOSED'],
  ] as const)('does not go from %s to %s', (from, to, code) => {
    const denial = code === 'ACCOUNT_STATUS' ? { code, field: 'status' } : { code };
    given(opened, ...(from === 'open' ? [] : [changed(from)]))
      .when(change(to))
      .thenDenied(denial);
  });

  test('is not closed while there is money', () => {
    given(opened, deposited).when(change('closed')).thenDenied({ code: 'ACCOUNT_NOT_EMPTY' });
  });

  test.each<AccountCommand>([
    order,
    { type: 'CancelOrders', receivedAt: NOW },
    { type: 'Deposit', asset: 'USD', amount: minor(1n), reference: 'd2' },
    { type: 'SetSilenceTimer', receivedAt: NOW, timeoutMs: 10_000 },
  ])('closed is the end of everything: $type', (command) => {
    given(opened, changed('closed')).when(command).thenDenied({ code: 'ACCOUNT_CLOSED' });
  });
});

describe('the kill switch', () => {
  const trip = { type: 'TripKillSwitch', receivedAt: NOW, reason: 'too fast' } as const;
  const release = { type: 'ReleaseKillSwitch', receivedAt: NOW, reason: 'mended' } as const;
  const tripped: AccountEvent = { type: 'KillSwitchTripped', at: NOW, reason: 'too fast' };
  const released: AccountEvent = { type: 'KillSwitchReleased', at: NOW, reason: 'mended' };

  test('cancels every order with one event beside its own', () => {
    given(opened).when(trip).then(tripped, cancelAll);
  });

  test('tripped again cancels again', () => {
    given(opened, tripped, cancelAll).when(trip).then(tripped, cancelAll);
  });

  test('lets no order be placed, and orders be cancelled', () => {
    given(opened, deposited, tripped, cancelAll)
      .when(order)
      .thenDenied({ code: 'RISK_KILL_SWITCH' });
    given(opened, deposited, tripped, cancelAll)
      .when({ type: 'CancelOrders', receivedAt: NOW })
      .then(cancelAll);
  });

  test('is released when it is on, and not otherwise', () => {
    given(opened, tripped, cancelAll).when(release).then(released);
    given(opened).when(release).thenDenied({ code: 'KILL_SWITCH_NOT_TRIPPED' });
    given(opened, tripped, cancelAll, released)
      .when(release)
      .thenDenied({ code: 'KILL_SWITCH_NOT_TRIPPED' });
  });

  test('tripped twice under one key is tripped once', () => {
    const idempotencyKey = 'k1';
    given(opened, { ...tripped, idempotencyKey }, cancelAll)
      .when({ ...trip, idempotencyKey })
      .then();
  });
});

describe('the silence timer', () => {
  const set = (timeoutMs: number, at = 1_000): AccountCommand => ({
    type: 'SetSilenceTimer',
    receivedAt: epochMs(at),
    timeoutMs,
  });
  /** Due with what a client may be heard without being written down. */
  const armed = (at: number, timeoutMs: number): AccountEvent => ({
    type: 'SilenceTimerSet',
    at: epochMs(at),
    receivedAt: epochMs(at),
    timeoutMs,
    dueAt: epochMs(at + timeoutMs + 5_000),
  });
  const hear = (to: number): AccountCommand => ({
    type: 'HearClock',
    at: epochMs(to),
    to: epochMs(to),
  });

  test('is set, and taken off with 0', () => {
    given(opened).when(set(10_000)).then(armed(1_000, 10_000));
    given(opened, armed(1_000, 10_000))
      .when(set(0))
      .then({ type: 'SilenceTimerSet', at: NOW, receivedAt: NOW, timeoutMs: 0 });
  });

  test.each([1, 999, 86_400_001])('is not set to %d ms', (timeoutMs) => {
    given(opened)
      .when(set(timeoutMs))
      .thenDenied({ code: 'ACCOUNT_SILENCE_TIMEOUT', field: 'timeoutMs' });
  });

  test('is written down again after five seconds, or with another timeout', () => {
    given(opened, armed(1_000, 10_000))
      .when(set(10_000, 5_999), { now: epochMs(5_999) })
      .then();
    given(opened, armed(1_000, 10_000))
      .when(set(10_000, 6_000), { now: epochMs(6_000) })
      .then(armed(6_000, 10_000));
    given(opened, armed(1_000, 10_000))
      .when(set(20_000, 2_000), { now: epochMs(2_000) })
      .then(armed(2_000, 20_000));
  });

  test('cancels every order when nothing was heard in time, once', () => {
    const fired: AccountEvent = {
      type: 'SilenceTimerFired',
      at: epochMs(16_000),
      dueAt: epochMs(16_000),
      to: epochMs(16_000),
    };
    const cancelled: AccountEvent = {
      type: 'OrdersCancelRequested',
      at: epochMs(16_000),
      receivedAt: epochMs(16_000),
    };
    given(opened, armed(1_000, 10_000)).when(hear(15_999)).then();
    given(opened, armed(1_000, 10_000)).when(hear(16_000)).then(fired, cancelled);
    given(opened, armed(1_000, 10_000), fired, cancelled).when(hear(17_000)).then();
  });

  test('that was refreshed before the clock was heard does not fire', () => {
    given(opened, armed(1_000, 10_000), armed(9_000, 10_000)).when(hear(16_000)).then();
  });
});

describe('a request of the risk watch', () => {
  const trip = (revision: number, accountId = 'ann'): AccountCommand => ({
    type: 'TripForRisk',
    at: NOW,
    risk: { accountId, revision },
    reason: 'dailyLoss of USD',
  });
  const tripped = (revision: number, accountId = 'ann'): AccountEvent => ({
    type: 'KillSwitchTripped',
    at: NOW,
    reason: 'dailyLoss of USD',
    risk: { accountId, revision },
  });

  test('trips the kill switch and cancels every order', () => {
    given(opened).when(trip(3)).then(tripped(3), cancelAll);
  });

  test('is obeyed once, however often it is read', () => {
    given(opened, tripped(3), cancelAll).when(trip(3)).then();
    given(opened, tripped(3), cancelAll).when(trip(2)).then();
    given(opened, tripped(3), cancelAll).when(trip(7)).then(tripped(7), cancelAll);
  });

  test('of its group is another one than its own', () => {
    given(opened, tripped(3), cancelAll).when(trip(3, 'cat')).then(tripped(3, 'cat'), cancelAll);
  });
});

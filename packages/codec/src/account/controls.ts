import type { EpochMs } from '@truetape/domain';
import { present, when } from '../optional.ts';
import { formatTime, timeOf } from '../time.ts';
import type { Forms } from './form.ts';

interface Switched<Time> {
  readonly at: Time;
  readonly reason: string;
  readonly idempotencyKey?: string | undefined;
}

const switchedData = ({ at, idempotencyKey, reason }: Switched<EpochMs>) => ({
  at: formatTime(at),
  idempotencyKey,
  reason,
});

const switchedOf = ({ at, reason, idempotencyKey }: Switched<string>) => ({
  at: timeOf(at),
  reason,
  ...present({ idempotencyKey }),
});

export const controlForms: Forms<
  | 'AccountOpened'
  | 'AccountStatusChanged'
  | 'AccountFrozen'
  | 'KillSwitchTripped'
  | 'KillSwitchReleased'
  | 'SilenceTimerSet'
  | 'SilenceTimerFired'
> = {
  AccountOpened: {
    encode: ({ accountId, at, ownerGroup }) => ({ accountId, at: formatTime(at), ownerGroup }),
    decode: ({ at, accountId, ownerGroup }) => ({
      type: 'AccountOpened',
      at: timeOf(at),
      accountId,
      ownerGroup,
    }),
  },
  AccountStatusChanged: {
    encode: ({ at, idempotencyKey, reason, receivedAt, status }) => ({
      at: formatTime(at),
      idempotencyKey,
      reason,
      receivedAt: formatTime(receivedAt),
      status,
    }),
    decode: ({ at, receivedAt, status, reason, idempotencyKey }) => ({
      type: 'AccountStatusChanged',
      at: timeOf(at),
      receivedAt: timeOf(receivedAt),
      status,
      reason,
      ...present({ idempotencyKey }),
    }),
  },
  AccountFrozen: {
    encode: ({ at, marketRevision, reason, symbol }) => ({
      at: formatTime(at),
      marketRevision,
      reason,
      symbol,
    }),
    decode: ({ at, ...data }) => ({ type: 'AccountFrozen', at: timeOf(at), ...data }),
  },
  KillSwitchTripped: {
    encode: ({ risk, ...event }) => ({ ...switchedData(event), risk }),
    decode: ({ risk, ...data }) => ({
      type: 'KillSwitchTripped',
      ...switchedOf(data),
      ...present({ risk }),
    }),
  },
  KillSwitchReleased: {
    encode: switchedData,
    decode: (data) => ({ type: 'KillSwitchReleased', ...switchedOf(data) }),
  },
  SilenceTimerSet: {
    encode: ({ at, dueAt, idempotencyKey, receivedAt, timeoutMs }) => ({
      at: formatTime(at),
      dueAt: when(dueAt, formatTime),
      idempotencyKey,
      receivedAt: formatTime(receivedAt),
      timeoutMs,
    }),
    decode: ({ at, receivedAt, timeoutMs, dueAt, idempotencyKey }) => ({
      type: 'SilenceTimerSet',
      at: timeOf(at),
      receivedAt: timeOf(receivedAt),
      timeoutMs,
      ...present({ dueAt: when(dueAt, timeOf), idempotencyKey }),
    }),
  },
  SilenceTimerFired: {
    encode: ({ at, dueAt, to }) => ({
      at: formatTime(at),
      dueAt: formatTime(dueAt),
      to: formatTime(to),
    }),
    decode: ({ at, dueAt, to }) => ({
      type: 'SilenceTimerFired',
      at: timeOf(at),
      dueAt: timeOf(dueAt),
      to: timeOf(to),
    }),
  },
};

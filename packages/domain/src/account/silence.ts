import { ok } from '@truetape/kernel';
import { type EpochMs, epochMs } from '../value/units.ts';
import type { SetSilenceTimer } from './control-commands.ts';
import { type Decided, denied } from './denied.ts';
import type { AccountEvent } from './event.ts';
import { keyOf } from './key.ts';
import type { HearClock } from './settlement.ts';
import type { Account } from './state.ts';

/**
 * A client that is heard more often is written down once in this time. What is due counts it in: orders are cancelled
 * no sooner than `timeoutMs` after the client was heard last, and at most this much later.
 */
export const SILENCE_REFRESH_MS = 5_000;

/** How long a client may be silent. */
export const SILENCE_MS_MIN = 1_000;
export const SILENCE_MS_MAX = 86_400_000;

export function setSilenceTimer(_state: Account, command: SetSilenceTimer, at: EpochMs): Decided {
  const { timeoutMs, receivedAt } = command;
  const set = { type: 'SilenceTimerSet', at, receivedAt, timeoutMs, ...keyOf(command) } as const;
  if (timeoutMs === 0) return ok([set]);
  if (timeoutMs < SILENCE_MS_MIN || timeoutMs > SILENCE_MS_MAX) {
    return denied('ACCOUNT_SILENCE_TIMEOUT', 'timeoutMs');
  }
  return ok([{ ...set, dueAt: epochMs(at + timeoutMs + SILENCE_REFRESH_MS) }]);
}

/** Nothing, unless the client was silent for too long. */
export function hearClock(
  { silence }: Account,
  { to }: HearClock,
  at: EpochMs,
): readonly AccountEvent[] {
  if (silence === undefined || silence.dueAt > to) return [];
  return [
    { type: 'SilenceTimerFired', at, dueAt: silence.dueAt, to },
    { type: 'OrdersCancelRequested', at, receivedAt: at },
  ];
}

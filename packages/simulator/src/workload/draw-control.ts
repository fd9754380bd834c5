import type { Ask } from './ask.ts';
import type { Drawing } from './drawing.ts';
import { ACCOUNTS, ASSETS } from './markets.ts';

const keyOf = ({ random, name }: Drawing) =>
  random.chance(60) ? { idempotencyKey: `key-${name}` } : {};

/** Money for another account: now and then for one that there is not, or for itself. */
export function drawTransfer({ random, accountId, name }: Drawing): Ask {
  const to = random.chance(4) ? 'nobody' : random.pick(ACCOUNTS);
  const [asset] = random.pick(ASSETS);
  const amount = random.pick(['0.5', '3', '25', '90000'] as const);
  const body = { to, asset, amount, reference: `ref-${name}` };
  return { type: 'Transfer', accountId, body };
}

/** What it was asked for is decided; now and then once more, or what nobody asked for. */
export function drawDecision(drawing: Drawing): Ask {
  const { random, accountId, withdrawalIds } = drawing;
  const withdrawalId = random.pick(withdrawalIds.slice(-4)) ?? `${accountId}.1`;
  return random.chance(65)
    ? { type: 'ApproveWithdrawal', accountId, withdrawalId, ...keyOf(drawing) }
    : { type: 'RejectWithdrawal', accountId, withdrawalId, reason: 'no', ...keyOf(drawing) };
}

/** Tripped, an account is soon let go on: there is more to see in one that trades. */
export function drawSwitch(drawing: Drawing): Ask {
  const { random, accountId } = drawing;
  const type = random.pick(['TripKillSwitch', 'ReleaseKillSwitch', 'ReleaseKillSwitch'] as const);
  return { type, accountId, reason: 'simulated', ...keyOf(drawing) };
}

/** A client that has gone is heard of no more: its orders are cancelled. */
export function drawSilence({ random, accountId }: Drawing): Ask {
  const timeoutMs = random.pick([1_000, 1_000, 2_500, 0, 90_000_000] as const);
  return { type: 'SetSilenceTimer', accountId, timeoutMs };
}

export function drawStatus(drawing: Drawing): Ask {
  const { random, accountId } = drawing;
  const status = random.pick(['open', 'open', 'open', 'reduce-only', 'closed'] as const);
  return { type: 'ChangeStatus', accountId, status, reason: 'simulated', ...keyOf(drawing) };
}
